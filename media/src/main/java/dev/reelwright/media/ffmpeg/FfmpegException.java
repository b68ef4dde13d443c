package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// ffmpeg or ffprobe could not do its work. The message is fit for people and names no folder of
/// this machine; `lastLines` is what the program said and belongs into a log.
public final class FfmpegException extends IOException {
  private static final long serialVersionUID = 1;
  private static final Pattern FOLDERS = Pattern.compile("(?<![\\w.])/(?:[^/\\s:'\"]+/)+");

  private final int exitCode;
  private final List<String> lastLines;

  FfmpegException(String message, int exitCode, List<String> lastLines) {
    super(message);
    this.exitCode = exitCode;
    this.lastLines = List.copyOf(lastLines);
  }

  FfmpegException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = -1;
    this.lastLines = List.of();
  }

  static FfmpegException ended(String doing, String program, int exitCode, List<String> lines) {
    var said = lines.isEmpty() ? "it said nothing" : withoutFolders(lines.getLast());
    var how = exitCode > 128 ? "crashed with signal " + (exitCode - 128) : "gave up";
    return new FfmpegException(
        "%s failed: %s %s (%s)".formatted(doing, program, how, said), exitCode, lines);
  }

  static String withoutFolders(String line) {
    return FOLDERS.matcher(line).replaceAll("");
  }

  /// Empty when the program did not come to an end by itself.
  public OptionalInt exitCode() {
    return exitCode < 0 ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }

  /// The end of what the program wrote to its error stream, oldest first, bounded.
  public List<String> lastLines() {
    return lastLines;
  }
}
