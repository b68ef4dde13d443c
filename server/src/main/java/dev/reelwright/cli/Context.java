package dev.reelwright.cli;

import dev.reelwright.wiring.LogFile;
import dev.reelwright.wiring.ServerSettings;
import dev.reelwright.wiring.Settings;
import dev.reelwright.wiring.Unusable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What every command stands on: the terminal, the words, the settings; and how an end that was not
/// wished is told.
final class Context {
  private static final Logger LOG = Logger.getLogger(Context.class.getName());

  private final Terminal terminal;
  private final Words words;
  private final Map<String, String> environment;
  private @Nullable LogFile log;
  private boolean isJson;

  Context(Terminal terminal, Words words, Map<String, String> environment) {
    this.terminal = terminal;
    this.words = words;
    this.environment = environment;
  }

  Terminal terminal() {
    return terminal;
  }

  Words words() {
    return words;
  }

  Map<String, String> environment() {
    return environment;
  }

  /// From here on failures are told as JSON too.
  void useJson() {
    isJson = true;
  }

  Settings settings(CommonOptions options) throws Failure {
    return bound(
        home ->
            Settings.bind(
                home, environment, options.data == null ? null : options.data.toAbsolutePath()));
  }

  /// @param options by the names of settings, without prefix
  ServerSettings serverSettings(Map<String, String> options) throws Failure {
    return bound(home -> ServerSettings.bind(home, environment, options));
  }

  private <T> T bound(Binding<T> binding) throws Failure {
    var home = home();
    try {
      return binding.bind(home);
    } catch (Settings.WrongSetting e) {
      throw Failure.usage(
          e.isUnknown() ? "setting-unknown" : "setting", e.key(), e.value(), e.allowed());
    } catch (Settings.UnreadableFile e) {
      throw Failure.of("env-file", e, e.file(), OutputFile.reason(e.reason()));
    }
  }

  /// The checkout, as the launcher tells it.
  static Path home() {
    return Path.of(System.getProperty("reelwright.home", "")).toAbsolutePath();
  }

  @FunctionalInterface
  private interface Binding<T> {
    T bind(Path home) throws Settings.UnreadableFile, Settings.WrongSetting;
  }

  /// Sends the log into the data folder.
  void openLog(Settings settings) throws Failure {
    try {
      log = LogFile.open(settings.data(), settings.logLevel());
    } catch (IOException e) {
      throw Failure.of("data-unwritable", e, settings.data(), OutputFile.reason(e));
    }
  }

  /// Tells what went wrong and what to do. The stack trace goes to the log alone.
  ///
  /// @return the exit code
  int report(Exception e) {
    var failure =
        switch (e) {
          case Failure known -> known;
          case Unusable unusable ->
              Failure.of(unusable.code(), unusable, (Object[]) unusable.parts());
          default -> Failure.of("unexpected", e, summary(e), logPath());
        };
    LOG.log(Level.SEVERE, "command failed: " + failure.code(), e);
    terminal.err().println(words.get("error", failure.what(words)));
    terminal.err().println(words.get("next", failure.next(words)));
    if (isJson) {
      new JsonLines(terminal.out())
          .write(
              "error",
              "code",
              failure.code(),
              "message",
              failure.what(words),
              "next",
              failure.next(words),
              "exit",
              failure.exit());
    }
    return failure.exit();
  }

  private static String summary(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private String logPath() {
    return log == null ? "-" : log.path().toString();
  }
}
