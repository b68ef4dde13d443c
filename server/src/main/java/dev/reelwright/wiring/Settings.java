package dev.reelwright.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/// How this installation is set up. Bound once at start from, in rising order: defaults, the files
/// `reelwright.yaml` and `.env` beside the launcher, the environment (`REELWRIGHT_*`), options of
/// the command line.
///
/// @param home the checkout, where `.env` and the default data folder are
/// @param data folder of database and media; made when missing
/// @param cache folder for what can be fetched or made again, such as an unpacked ffmpeg
/// @param ffmpeg path of an ffmpeg, `bundled`, or null: whichever is found
/// @param ffmpegJar archive of the bundled ffmpeg as the launcher fetched it, or null
/// @param searchPath folders that hold programs, separated as in the variable `PATH`
/// @param logLevel least level that the log file takes
public record Settings(
    Path home,
    Path data,
    Path cache,
    @Nullable String ffmpeg,
    @Nullable Path ffmpegJar,
    String searchPath,
    Level logLevel) {
  private static final List<String> LEVELS = List.of("debug", "info", "warn", "error");

  /// Reads the settings.
  ///
  /// @param home the checkout
  /// @param environment the process environment
  /// @param dataOption what `--data` says, or null
  /// @throws WrongSetting when a value is not allowed
  /// @throws IOException when one of the files exists and cannot be read
  public static Settings bind(Path home, Map<String, String> environment, @Nullable Path dataOption)
      throws IOException, WrongSetting {
    var values = SettingValues.read(home, environment, Map.of());
    var data = dataOption;
    if (data == null) {
      var named = values.text("DATA");
      data = named == null ? home.resolve("data") : home.resolve(named);
    }
    var jar = values.text("FFMPEG_JAR");
    return new Settings(
        home,
        data.toAbsolutePath().normalize(),
        home.resolve(values.text("CACHE", ".reel")),
        values.text("FFMPEG"),
        jar == null ? null : Path.of(jar),
        environment.getOrDefault("PATH", ""),
        level(values.word("LOG_LEVEL", "info", LEVELS)));
  }

  private static Level level(String name) {
    return switch (name) {
      case "debug" -> Level.FINE;
      case "warn" -> Level.WARNING;
      case "error" -> Level.SEVERE;
      default -> Level.INFO;
    };
  }

  /// A setting whose value is not allowed.
  public static final class WrongSetting extends Exception {
    private static final long serialVersionUID = 1L;
    private final String key;
    private final String value;
    private final String allowed;

    public WrongSetting(String key, String value, String allowed) {
      super(key + "=" + value + " is not allowed; allowed: " + allowed);
      this.key = key;
      this.value = value;
      this.allowed = allowed;
    }

    public String key() {
      return key;
    }

    public String value() {
      return value;
    }

    public String allowed() {
      return allowed;
    }
  }
}
