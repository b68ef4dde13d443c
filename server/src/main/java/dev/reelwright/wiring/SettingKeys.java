package dev.reelwright.wiring;

import dev.reelwright.http.Surface;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of all settings, without prefix. What is not among them is a mistake, and is told at
/// start instead of being overlooked.
final class SettingKeys {
  private static final Set<String> KNOWN = known();

  /// Read by the launcher, or before there are settings; of no meaning in `reelwright.yaml`.
  private static final Set<String> OF_LAUNCHER =
      Set.of("MAVEN_ARGS", "JAVA_OPTS", "NO_AOT", "JDK_FOLDERS", "LOCALE", "COMPAT");

  private SettingKeys() {}

  /// Names that follow from what the models are called are made out only when one is asked for:
  /// most starts need none.
  static boolean isKnown(String key) {
    return KNOWN.contains(key)
        || (key.startsWith(GoogleSetup.PREFIX) && GoogleSetup.keys().contains(key));
  }

  static boolean isOfLauncher(String key) {
    return OF_LAUNCHER.contains(key);
  }

  /// As `reelwright.yaml` writes them, in alphabetical order.
  static String all() {
    return Stream.concat(KNOWN.stream(), GoogleSetup.keys().stream())
        .sorted()
        .map(key -> key.startsWith(GoogleSetup.PRICES) ? GoogleSetup.PRICES + "<MODEL>" : key)
        .distinct()
        .map(SettingKeys::inYaml)
        .collect(Collectors.joining(", "));
  }

  static String inYaml(String key) {
    var word = key.toLowerCase(Locale.ROOT);
    return word.matches("surfaces_[^_]+_cors") ? word.replace('_', '.') : word;
  }

  private static Set<String> known() {
    var known =
        new TreeSet<>(
            Set.of(
                "ALLOWED_HOSTS",
                "ALLOWED_ORIGINS",
                "AUTH",
                "BODY_SECONDS",
                "CACHE",
                "DAILY_BUDGET",
                "DATA",
                "FFMPEG",
                "FFMPEG_JAR",
                "HOST",
                "LANG",
                "LOG_LEVEL",
                "MAX_BODY_KB",
                "MAX_FILE_MB",
                "ORCHESTRATE_CAPTIONS",
                "ORCHESTRATE_CLIPS_AT_ONCE",
                "ORCHESTRATE_FOLDER",
                "ORCHESTRATE_IMAGES",
                "ORCHESTRATE_PATIENCE_SECONDS",
                "ORCHESTRATE_STYLES",
                "ORCHESTRATE_VOICE",
                "ORCHESTRATE_WORKERS",
                "PIPELINE_CROSSFADE_SECONDS",
                "PIPELINE_MAX_SCENES",
                "PIPELINE_VIDEO_GEN_CONCURRENCY",
                "PORT",
                "REDIS_URL",
                "SIMULATED_URL",
                "SPEECH_KEY",
                "SPEECH_MODEL",
                "SPEECH_PRICE",
                "SPEECH_URL",
                "SPEECH_VOICE",
                "VOICE_KEY",
                "VOICE_URL",
                "WEBHOOK_PRIVATE_HOSTS",
                "WEBHOOK_SECRET",
                "WEBHOOK_URL"));
    known.addAll(ComfySetup.keys());
    Arrays.stream(Surface.values())
        .forEach(surface -> known.add("SURFACES_" + surface.name() + "_CORS"));
    return known;
  }
}
