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
  /// @throws UnreadableFile when one of the files exists and cannot be read
  public static Settings bind(Path home, Map<String, String> environment, @Nullable Path dataOption)
      throws UnreadableFile, WrongSetting {
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

  /// Language of what the program says, or null: what the system speaks. Files that cannot be read
  /// are told by whoever binds the settings.
  public static @Nullable String language(Path home, Map<String, String> environment) {
    try {
      return SettingValues.read(home, environment, Map.of()).text("LANG");
    } catch (UnreadableFile | WrongSetting _) {
      return environment.get("REELWRIGHT_LANG");
    }
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
    private final boolean isUnknown;

    public WrongSetting(String key, String value, String allowed) {
      this(key, value, allowed, false);
    }

    private WrongSetting(String key, String value, String allowed, boolean isUnknown) {
      super(
          isUnknown
              ? key + " in " + value + " is no setting; there are: " + allowed
              : key + "=" + value + " is not allowed; allowed: " + allowed);
      this.key = key;
      this.value = value;
      this.allowed = allowed;
      this.isUnknown = isUnknown;
    }

    static WrongSetting unknown(String key, Path file) {
      return new WrongSetting(key, file.toString(), SettingKeys.all(), true);
    }

    /// Whether there is no such setting; then `value` is the file that names it, and `allowed` are
    /// the names there are.
    public boolean isUnknown() {
      return isUnknown;
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

  /// A settings file that exists and cannot be read, or is no YAML.
  public static final class UnreadableFile extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Path file;
    private final IOException reason;

    UnreadableFile(Path file, IOException reason) {
      super("reading " + file + " failed", reason);
      this.file = file;
      this.reason = reason;
    }

    public Path file() {
      return file;
    }

    public IOException reason() {
      return reason;
    }
  }
}
