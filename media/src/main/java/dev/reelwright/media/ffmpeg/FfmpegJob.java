package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run of ffmpeg.
///
/// @param doing what this is for people, such as `encoding shot 3`
/// @param arguments inputs and options, without the output file; never a shell string
/// @param output file to write, put there only when it is whole; null when the arguments end with
///   an output of their own (`-f null -`)
/// @param input writes what ffmpeg reads from `pipe:0`, or null
/// @param deadline longest time that the run may take
/// @param cancelled asked several times a second, from another thread too
/// @param progress hears how far it is, from another thread; must be quick
public record FfmpegJob(
    String doing,
    List<String> arguments,
    @Nullable Path output,
    @Nullable InputWriter input,
    Duration deadline,
    BooleanSupplier cancelled,
    Consumer<Progress> progress) {
  private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(30);

  public FfmpegJob {
    arguments = List.copyOf(arguments);
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline must be positive: " + deadline);
    }
  }

  /// Produces the bytes that ffmpeg reads. Runs on a thread of its own; when ffmpeg ends or is
  /// cancelled, writing throws.
  @FunctionalInterface
  public interface InputWriter {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /// @param frames video frames written so far
  /// @param position how much of the output's time is written
  public record Progress(long frames, Duration position) {}

  /// @param lastLines end of what ffmpeg wrote to its error stream, oldest first
  /// @param frames video frames written
  public record Result(List<String> lastLines, long frames) {}

  public static FfmpegJob of(String doing, List<String> arguments) {
    return new FfmpegJob(
        doing, arguments, null, null, DEFAULT_DEADLINE, () -> false, progress -> {});
  }

  public FfmpegJob writing(Path file) {
    return new FfmpegJob(doing, arguments, file, input, deadline, cancelled, progress);
  }

  public FfmpegJob reading(InputWriter writer) {
    return new FfmpegJob(doing, arguments, output, writer, deadline, cancelled, progress);
  }

  public FfmpegJob within(Duration limit) {
    return new FfmpegJob(doing, arguments, output, input, limit, cancelled, progress);
  }

  public FfmpegJob cancelledBy(BooleanSupplier signal) {
    return new FfmpegJob(doing, arguments, output, input, deadline, signal, progress);
  }

  public FfmpegJob reportingTo(Consumer<Progress> listener) {
    return new FfmpegJob(doing, arguments, output, input, deadline, cancelled, listener);
  }
}
