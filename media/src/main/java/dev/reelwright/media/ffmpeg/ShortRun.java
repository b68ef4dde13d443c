package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Asks a program one quick question, such as its version.
///
/// @param output both streams, in the order written
record ShortRun(int exitCode, String output) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// @throws IOException when the program cannot be started or does not answer in time
  static ShortRun of(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(program.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().putAll(environment);
    var process = builder.redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      var output = CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("no answer within " + LIMIT.toSeconds() + " s");
      }
      return new ShortRun(process.exitValue(), output.join());
    } finally {
      ProcessTree.end(process.toHandle());
    }
  }

  private static String read(Process process) {
    try (var in = process.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
