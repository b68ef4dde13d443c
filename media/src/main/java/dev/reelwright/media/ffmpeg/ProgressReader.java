package dev.reelwright.media.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/// Reads the `key=value` lines of `-progress`; a line `progress=…` ends each report.
final class ProgressReader {
  private final Consumer<FfmpegJob.Progress> listener;
  private volatile long frames;

  ProgressReader(Consumer<FfmpegJob.Progress> listener) {
    this.listener = listener;
  }

  long frames() {
    return frames;
  }

  void drain(InputStream in) throws IOException {
    var position = Duration.ZERO;
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        int equals = line.indexOf('=');
        if (equals < 0) {
          continue;
        }
        var value = line.substring(equals + 1).strip();
        switch (line.substring(0, equals)) {
          case "frame" -> frames = number(value, frames);
          case "out_time_us" -> position = Duration.ofNanos(Math.max(0, number(value, 0)) * 1000);
          case "progress" -> listener.accept(new FfmpegJob.Progress(frames, position));
          default -> {}
        }
      }
    }
  }

  /// ffmpeg writes `N/A` before the first frame.
  private static long number(String text, long otherwise) {
    return text.matches("-?\\d{1,15}") ? Long.parseLong(text) : otherwise;
  }
}
