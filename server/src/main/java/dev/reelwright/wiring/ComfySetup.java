package dev.reelwright.wiring;

import dev.reelwright.access.Secret;
import dev.reelwright.provider.comfyui.ComfySettings;
import dev.reelwright.provider.comfyui.ComfySettings.Kind;
import dev.reelwright.provider.comfyui.ComfySettings.Server;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where ComfyUI is, and with which workflows. Without an address it is looked for on this machine,
/// where it listens by itself; nothing is asked of it before somebody orders from it.
///
/// @param settings how it is reached
/// @param isNamed whether somebody has set an address
/// @param jobsPerServer how many jobs one server is given at a time
record ComfySetup(ComfySettings settings, boolean isNamed, int jobsPerServer) {
  static final String URL = "COMFYUI_URL";

  private static final String USUAL = "http://127.0.0.1:8188";
  private static final String CLIPS = "image-to-video";
  private static final Duration LONGEST = Duration.ofSeconds(99_999);
  private static final int MOST_JOBS = 16;
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:([a-zA-Z0-9][a-zA-Z0-9._-]{0,63})=)?(https?://[^\\s,?#]+|runpod://[\\w-]+)");

  /// Keys of this setup, without prefix.
  static Set<String> keys() {
    return Set.of(
        URL,
        "COMFYUI_TIMEOUT_SECONDS",
        "COMFYUI_POLL_INTERVAL_SECONDS",
        "COMFYUI_JOBS_PER_SERVER",
        "COMFYUI_TEMPLATES",
        "COMFYUI_IMAGE_TO_VIDEO",
        "COMFYUI_RUN_ENV",
        "COMFYUI_RUNPOD_KEY");
  }

  /// Reads the keys above. Several servers are separated by commas, and may be named:
  /// `a=http://10.0.0.1:8188,b=http://10.0.0.2:8188`.
  ///
  /// @param home where the paths of files start
  /// @throws Settings.WrongSetting when a value is not allowed
  static ComfySetup bind(SettingValues values, Path home) throws Settings.WrongSetting {
    var url = values.text(URL);
    // Its older name is too common a one to refuse what other programs mean by it.
    boolean isRunpod = values.text("COMFYUI_RUN_ENV", "local").equalsIgnoreCase("runpod");
    var named = new HashMap<String, Path>();
    var clips = values.text("COMFYUI_IMAGE_TO_VIDEO");
    if (clips != null) {
      named.put(CLIPS, readable(values, "COMFYUI_IMAGE_TO_VIDEO", home.resolve(clips)));
    }
    return new ComfySetup(
        new ComfySettings(
            servers(values, url == null ? USUAL : url),
            seconds(values, "COMFYUI_TIMEOUT_SECONDS", 1200, Duration.ofSeconds(1)),
            seconds(values, "COMFYUI_POLL_INTERVAL_SECONDS", 2, Duration.ofMillis(10)),
            folder(values, home),
            named,
            isRunpod ? List.of("94", "82") : List.of("82", "94")),
        url != null,
        (int) values.number("COMFYUI_JOBS_PER_SERVER", 1, 1, MOST_JOBS));
  }

  private static List<Server> servers(SettingValues values, String text)
      throws Settings.WrongSetting {
    var key = values.text("COMFYUI_RUNPOD_KEY");
    var servers = new ArrayList<Server>();
    for (var each : text.split(",", -1)) {
      var named = NAMED.matcher(each.strip());
      if (!named.matches()) {
        throw wrong(
            values,
            URL,
            text,
            "addresses such as http://127.0.0.1:8188, separated by commas, each with a name and ="
                + " before it if you like; runpod://ENDPOINT for a serverless endpoint");
      }
      var address = named.group(2);
      if (address.startsWith("runpod://")) {
        if (key == null) {
          throw wrong(values, "COMFYUI_RUNPOD_KEY", "", "the key of your RunPod account");
        }
        var endpoint = address.substring("runpod://".length());
        servers.add(
            new Server(
                named.group(1) == null ? "runpod-" + endpoint : named.group(1),
                URI.create("https://api.runpod.ai/v2/" + endpoint),
                Kind.RUNPOD,
                new Secret(key)));
      } else {
        servers.add(server(values, text, named.group(1), address));
      }
    }
    if (servers.stream().map(Server::name).distinct().count() < servers.size()) {
      throw wrong(values, URL, text, "servers that differ in name and address");
    }
    return servers;
  }

  private static Server server(
      SettingValues values, String all, @Nullable String name, String address)
      throws Settings.WrongSetting {
    var base = address.replaceAll("/+$", "");
    try {
      var uri = URI.create(base);
      if (uri.getHost() == null) {
        throw wrong(values, URL, all, "an address with a host");
      }
      return Server.at(name == null ? nameOf(uri) : name, uri);
    } catch (IllegalArgumentException _) {
      throw wrong(values, URL, all, "addresses such as http://127.0.0.1:8188");
    }
  }

  /// Stays the same when servers come and go beside it, for its lane is called so.
  private static String nameOf(URI base) {
    var words =
        (base.getAuthority() + base.getPath())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("-+$", "");
    var name = "comfyui-" + words;
    return name.length() > 64 ? name.substring(0, 64) : name;
  }

  private static @Nullable Path folder(SettingValues values, Path home)
      throws Settings.WrongSetting {
    var folder = values.text("COMFYUI_TEMPLATES");
    if (folder == null) {
      return null;
    }
    var path = home.resolve(folder);
    if (!Files.isDirectory(path)) {
      throw wrong(values, "COMFYUI_TEMPLATES", folder, "a folder of workflows in API format");
    }
    return path;
  }

  private static Path readable(SettingValues values, String key, Path file)
      throws Settings.WrongSetting {
    if (!Files.isReadable(file)) {
      throw wrong(values, key, file.toString(), "a readable JSON file, a workflow in API format");
    }
    return file;
  }

  private static Duration seconds(SettingValues values, String key, long otherwise, Duration least)
      throws Settings.WrongSetting {
    return values.seconds(key, Duration.ofSeconds(otherwise), least, LONGEST);
  }

  private static Settings.WrongSetting wrong(
      SettingValues values, String key, String value, String allowed) {
    return new Settings.WrongSetting(values.nameOf(key), value, allowed);
  }

  /// What somebody has to set before it is of use.
  List<String> needs() {
    return isNamed ? List.of() : List.of(SettingValues.PREFIX + URL);
  }

  /// Names of the servers' lanes.
  Map<String, Integer> lanes() {
    var lanes = new HashMap<String, Integer>();
    settings.servers().forEach(server -> lanes.put(server.name(), jobsPerServer));
    return lanes;
  }
}
