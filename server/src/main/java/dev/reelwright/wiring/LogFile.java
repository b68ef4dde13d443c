package dev.reelwright.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// The log of a data folder: `logs/reelwright.log`, five files of 2 MB at most. Nothing is logged
/// to the terminal, which belongs to the user.
public final class LogFile implements AutoCloseable {
  private static final int BYTES = 2 * 1024 * 1024;
  private static final int FILES = 5;

  private final Path path;
  private final Handler handler;

  private LogFile(Path path, Handler handler) {
    this.path = path;
    this.handler = handler;
  }

  /// Silences the terminal until a log file takes over.
  public static void silenceTerminal() {
    LogManager.getLogManager().reset();
  }

  /// @throws IOException when the folder cannot be written
  public static LogFile open(Path data, Level level) throws IOException {
    var folder = Files.createDirectories(data.resolve("logs"));
    var path = folder.resolve("reelwright.log");
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    var handler =
        new FileHandler(folder.resolve("reelwright.%g.log").toString(), BYTES, FILES, true);
    handler.setFormatter(new SimpleFormatter());
    handler.setEncoding("UTF-8");
    handler.setLevel(level);
    handler.setErrorManager(new Unwritten());
    var root = Logger.getLogger("");
    root.setLevel(level);
    root.addHandler(handler);
    return new LogFile(path.resolveSibling("reelwright.0.log"), handler);
  }

  /// A log that cannot be written, on a full disk for instance, must not fill the terminal with
  /// stack traces: what could not be done is told by the command itself.
  private static final class Unwritten extends ErrorManager {
    @Override
    public void error(@Nullable String what, @Nullable Exception why, int code) {
      // Nobody is left to tell.
    }
  }

  /// The file that is written now.
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(handler);
    handler.close();
  }
}
