package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Encodes the frames of a finished film once more, from raw pictures on the disk, with the
/// settings that films are made with: the work that no maker can avoid.
record FrameEncoder(Path ffmpeg, Map<String, String> environment) {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int BYTES_PER_FRAME = WIDTH * HEIGHT * 3 / 2;

  static FrameEncoder find() throws IOException, InterruptedException {
    return new FrameEncoder(Path.of("ffmpeg"), Map.of());
  }

  /// @return how many frames the film has
  long decode(Path film, Path folder) throws IOException, InterruptedException {
    var raw = raw(folder);
    ffmpeg(
        List.of("-i", film.toString(), "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "yuv420p"),
        raw);
    return Files.size(raw) / BYTES_PER_FRAME;
  }

  MeasuredProcess encode(Path folder) throws IOException, InterruptedException {
    return ffmpeg(List.of(), folder.resolve("alone.mp4"));
  }

  private static Path raw(Path folder) {
    return folder.resolve("frames.yuv");
  }

  private MeasuredProcess ffmpeg(List<String> options, Path target)
      throws IOException, InterruptedException {
    var command = new java.util.ArrayList<String>();
    command.addAll(List.of(ffmpeg.toString(), "-y", "-v", "error", "-nostdin"));
    command.addAll(options);
    command.add(target.toString());
    var measured = MeasuredProcess.run(command, environment);
    if (measured.exit() != 0) {
      throw new IOException("ffmpeg ended with " + measured.exit() + ": " + measured.output());
    }
    return measured;
  }
}
