package dev.reelwright.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.access.Secret;
import dev.reelwright.http.orchestrate.OrchestrateSettings;
import dev.reelwright.project.AssStyle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the orchestrate surface and what belongs to it are set up.
///
/// @param surface of the surface itself
/// @param webhook where to tell of every job that ends, or null
/// @param secret what messages there are signed with, or null
/// @param privateHosts hosts of webhooks that may lead to private addresses
/// @param redis queue to share with others, or null
/// @param voices who speaks
record OrchestrateSetup(
    OrchestrateSettings surface,
    @Nullable URI webhook,
    @Nullable Secret secret,
    Set<String> privateHosts,
    @Nullable URI redis,
    VoiceSetup voices) {
  /// What an installation has that was copied and never filled in.
  private static final String PLACEHOLDER = "https://your-n8n-instance.com/webhook/job-complete";

  private static final List<String> TRUE = List.of("1", "true", "yes", "on");
  private static final String STYLES = "default,crayon_drawing,anime";
  private static final int USUAL_PATIENCE_SECONDS = 1200;

  /// That a server is gone is sure after half of it.
  private static final Duration LEAST_PATIENCE_OF_A_FLEET = Duration.ofMinutes(1);

  /// Margin of the older service where it found no file.
  private static final double MARGIN_WITHOUT_FILE = 100;

  private static final double MARGIN_OF_FILE = 60;

  /// @throws Settings.WrongSetting when a value is not allowed
  /// @throws Settings.UnreadableFile when a settings file exists and cannot be read
  static OrchestrateSetup bind(Settings settings, Map<String, String> environment)
      throws Settings.UnreadableFile, Settings.WrongSetting {
    var values = SettingValues.read(settings.home(), environment, Map.of());
    var voices = VoiceSetup.bind(values);
    var folder = values.text("ORCHESTRATE_FOLDER");
    var url = values.text("WEBHOOK_URL");
    var secret = values.text("WEBHOOK_SECRET");
    return new OrchestrateSetup(
        new OrchestrateSettings(
            folder == null ? settings.data().resolve("shared") : settings.home().resolve(folder),
            isTrue(values, "ORCHESTRATE_IMAGES", true),
            isTrue(values, "ORCHESTRATE_VOICE", false),
            voices.provider(),
            new LinkedHashSet<>(
                Arrays.stream(values.text("ORCHESTRATE_STYLES", STYLES).split(","))
                    .map(String::strip)
                    .filter(style -> !style.isEmpty())
                    .collect(Collectors.toCollection(ArrayList::new))),
            Map.of(),
            Math.toIntExact(values.number("ORCHESTRATE_WORKERS", 1, 1, 64)),
            patience(values),
            captions(settings.home(), values),
            Math.toIntExact(values.number("ORCHESTRATE_CLIPS_AT_ONCE", 1, 1, 64)),
            values.text(ComfySetup.URL) != null),
        url == null || url.equals(PLACEHOLDER) ? null : address(values, "WEBHOOK_URL", url),
        secret == null ? null : new Secret(secret),
        values.list("WEBHOOK_PRIVATE_HOSTS"),
        redis(values),
        voices);
  }

  /// Jobs whose server is gone are left in peace until it is sure that it is, and another one has
  /// them.
  private static Duration patience(SettingValues values) throws Settings.WrongSetting {
    var timeout =
        values.seconds(
            "COMFYUI_TIMEOUT_SECONDS",
            Duration.ofSeconds(USUAL_PATIENCE_SECONDS),
            Duration.ofMillis(1),
            Duration.ofSeconds(99_999));
    boolean isFleet = values.list(ComfySetup.URL).size() > 1;
    return values.seconds(
        "ORCHESTRATE_PATIENCE_SECONDS",
        isFleet && timeout.compareTo(LEAST_PATIENCE_OF_A_FLEET) < 0
            ? LEAST_PATIENCE_OF_A_FLEET
            : timeout,
        Duration.ofMillis(1),
        Duration.ofSeconds(99_999));
  }

  private static boolean isTrue(SettingValues values, String key, boolean otherwise) {
    var word = values.text(key);
    return word == null ? otherwise : TRUE.contains(word.strip().toLowerCase(Locale.ROOT));
  }

  static URI address(SettingValues values, String key, String text) throws Settings.WrongSetting {
    try {
      var address = URI.create(text.strip());
      if (address.getHost() != null
          && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Told below, as for any other text.
    }
    throw new Settings.WrongSetting(
        values.nameOf(key), text, "an address such as https://n8n.example/webhook/job-complete");
  }

  private static @Nullable URI redis(SettingValues values) throws Settings.WrongSetting {
    var text = values.text("REDIS_URL");
    if (text == null) {
      return null;
    }
    try {
      var address = URI.create(text.strip());
      if (address.getHost() != null
          && ("redis".equals(address.getScheme()) || "rediss".equals(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Told below, as for any other text.
    }
    throw new Settings.WrongSetting(
        values.nameOf("REDIS_URL"), text, "an address such as redis://redis:6379/2");
  }

  private static AssStyle captions(Path home, SettingValues values) throws Settings.WrongSetting {
    var named = values.text("ORCHESTRATE_CAPTIONS");
    var file = home.resolve(named == null ? "subtitle_config.json" : named);
    if (named == null && !Files.exists(file)) {
      return style(JsonMapper.builder().build().createObjectNode(), MARGIN_WITHOUT_FILE);
    }
    try {
      return style(JsonMapper.builder().build().readTree(file.toFile()), MARGIN_OF_FILE);
    } catch (IOException | IllegalArgumentException e) {
      throw new Settings.WrongSetting(
          values.nameOf("ORCHESTRATE_CAPTIONS"),
          file.toString(),
          "a JSON file of font_name, font_size, bold, outline, shadow, primary_colour_ass,"
              + " outline_colour_ass, alignment, margin_v, margin_top, margin_middle, margin_bottom ("
              + e.getMessage()
              + ")");
    }
  }

  private static AssStyle style(JsonNode json, double margin) {
    var usual = AssStyle.USUAL;
    var place =
        switch (json.path("alignment").asInt(2)) {
          case 4, 5, 6 -> AssStyle.Place.MIDDLE;
          case 7, 8, 9 -> AssStyle.Place.TOP;
          default -> AssStyle.Place.BOTTOM;
        };
    var own =
        switch (place) {
          case BOTTOM -> "margin_bottom";
          case MIDDLE -> "margin_middle";
          case TOP -> "margin_top";
        };
    var general = json.path("margin_v").asDouble(place == AssStyle.Place.MIDDLE ? 0 : margin);
    return new AssStyle(
        json.path("font_name").asText(usual.font()),
        json.path("font_size").asDouble(usual.size()),
        json.has("bold")
            ? json.path("bold").asBoolean() || json.path("bold").asInt() != 0
            : usual.bold(),
        colour(json.path("primary_colour_ass"), usual.colour()),
        colour(json.path("outline_colour_ass"), usual.outlineColour()),
        json.path("outline").asDouble(usual.outline()),
        json.path("shadow").asDouble(usual.shadow()),
        place,
        json.path(own).asDouble(general));
  }

  /// ASS writes colours backwards: `&HAABBGGRR`.
  private static int colour(JsonNode value, int otherwise) {
    if (!value.isTextual()) {
      return otherwise;
    }
    var digits = value.textValue().strip().replaceAll("(?i)^&H|&$", "");
    if (!digits.matches("[0-9A-Fa-f]{6,8}")) {
      throw new IllegalArgumentException("no colour of ASS: " + value.textValue());
    }
    int backwards = (int) (Long.parseLong(digits, 16) & 0xFFFFFF);
    return ((backwards & 0xFF) << 16) | (backwards & 0xFF00) | ((backwards >> 16) & 0xFF);
  }
}
