package dev.reelwright.media.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs ffmpeg and ffprobe as owned processes. Thread-safe; it does not limit how many run at once.
public final class FfmpegRunner {
  private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;
  private static final Path NICE = Path.of("/usr/bin/nice");

  private final FfmpegTools tools;
  private final Path childrenFolder;
  private final List<String> prefix;

  /// @param childrenFolder where running children are recorded for [OrphanReaper]; created when
  ///   missing
  public FfmpegRunner(FfmpegTools tools, Path childrenFolder) throws IOException {
    this.tools = tools;
    this.childrenFolder = Files.createDirectories(childrenFolder);
    // nice replaces itself by the program, so the process number stays the one we started.
    this.prefix = Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", "10") : List.of();
  }

  public FfmpegTools tools() {
    return tools;
  }

  /// Runs ffmpeg to its end. The output appears only when ffmpeg ended well; whatever stood there
  /// before is replaced. An input writer that has more to say than ffmpeg wants to read is no
  /// error.
  ///
  /// @throws FfmpegException when ffmpeg fails or the deadline passes
  /// @throws CancellationException when cancelled; no process is left
  public FfmpegJob.Result run(FfmpegJob job) throws IOException, InterruptedException {
    var command = new ArrayList<>(prefix);
    command.add(tools.ffmpeg().toString());
    command.addAll(List.of("-nostdin", "-hide_banner", "-nostats", "-loglevel", "warning", "-y"));
    command.addAll(List.of("-progress", "pipe:1", "-stats_period", "0.25"));
    command.addAll(job.arguments());
    var output = job.output();
    if (output == null) {
      return execute(job, command);
    }
    var partial = partial(output);
    command.add(partial.toString());
    try {
      var result = execute(job, command);
      Files.move(partial, output, StandardCopyOption.ATOMIC_MOVE);
      return result;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /// Runs ffprobe and returns what it printed.
  ///
  /// @param doing what this is for people, such as `reading clip.mp4`
  public String probe(
      String doing, List<String> arguments, Duration deadline, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(prefix);
    command.add(tools.ffprobe().toString());
    command.addAll(List.of("-hide_banner", "-loglevel", "error"));
    command.addAll(arguments);
    var answer = new ByteArrayOutputStream();
    var errors = new LineTail();
    try (var process = start(doing, command, tools.ffprobe(), null, cancelled)) {
      process.closeInput();
      process.drainErrors(errors::drain);
      process.drainOutput(
          in -> {
            answer.writeBytes(in.readNBytes(MAX_ANSWER_BYTES));
            if (in.read() >= 0) {
              throw new IllegalStateException("ffprobe answers more than fits into memory");
            }
          });
      requireSuccess(doing, tools.ffprobe(), process.await(deadline, cancelled), errors);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private FfmpegJob.Result execute(FfmpegJob job, List<String> command)
      throws IOException, InterruptedException {
    var errors = new LineTail();
    var progress = new ProgressReader(job.progress());
    try (var process =
        start(job.doing(), command, tools.ffmpeg(), childrenFolder, job.cancelled())) {
      process.drainErrors(errors::drain);
      process.drainOutput(progress::drain);
      var input = job.input();
      if (input == null) {
        process.closeInput();
      } else {
        process.feed(input);
      }
      int exitCode = process.await(job.deadline(), job.cancelled());
      requireSuccess(job.doing(), tools.ffmpeg(), exitCode, errors);
    }
    return new FfmpegJob.Result(errors.lines(), progress.frames());
  }

  private OwnedProcess start(
      String doing,
      List<String> command,
      Path program,
      @Nullable Path records,
      BooleanSupplier cancelled)
      throws IOException {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException(doing + " was cancelled");
    }
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(tools.environment());
    return new OwnedProcess(doing, builder, program, records);
  }

  private static void requireSuccess(String doing, Path program, int exitCode, LineTail errors)
      throws FfmpegException {
    if (exitCode != 0) {
      var name = Optional.ofNullable(program.getFileName()).orElse(program).toString();
      throw FfmpegException.ended(doing, name, exitCode, errors.lines());
    }
  }

  /// Beside the target, so that the rename is atomic, with the same ending, which tells ffmpeg the
  /// format.
  private static Path partial(Path output) {
    var name = output.getFileName().toString();
    int dot = name.lastIndexOf('.');
    var ending = dot < 0 ? "" : name.substring(dot);
    return output.toAbsolutePath().resolveSibling(".part-" + UUID.randomUUID() + ending);
  }
}
