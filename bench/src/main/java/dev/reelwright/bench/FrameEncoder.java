package dev.reelwright.bench;

import dev.reelwright.media.ffmpeg.FfmpegLocator;
import dev.reelwright.media.ffmpeg.FfmpegTools;
import dev.reelwright.media.ffmpeg.Preflight;
import dev.reelwright.media.finish.EncodingProfile;
import dev.reelwright.media.timeline.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Encodes the frames of a finished film once more, from raw pictures on the disk, with the
/// settings that films are made with: the work that no maker can avoid.
record FrameEncoder(FfmpegTools tools) {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int BYTES_PER_FRAME = WIDTH * HEIGHT * 3 / 2;

  /// The ffmpeg that `reel make` takes.
  static FrameEncoder find(Path home) throws IOException, InterruptedException {
    var jar = System.getenv("REELWRIGHT_FFMPEG_JAR");
    var places =
        FfmpegLocator.Settings.usual(
            jar == null ? null : Path.of(jar), home.resolve(".reel").resolve("tools"));
    return new FrameEncoder(new FfmpegLocator(places, new Preflight()).locate());
  }

  /// @return how many frames the film has
  long decode(Path film, Path folder) throws IOException, InterruptedException {
    var raw = raw(folder);
    ffmpeg(List.of("-i", film.toString(), "-map", "0:v", "-f", "rawvideo"), raw);
    return Files.size(raw) / BYTES_PER_FRAME;
  }

  MeasuredProcess encode(Path folder) throws IOException, InterruptedException {
    var options = new ArrayList<String>();
    options.addAll(List.of("-f", "rawvideo", "-pix_fmt", "yuv420p", "-framerate", "24"));
    options.addAll(List.of("-video_size", WIDTH + "x" + HEIGHT, "-i", raw(folder).toString()));
    options.addAll(
        EncodingProfile.STANDARD.videoArguments(
            FrameRate.FPS_24, Runtime.getRuntime().availableProcessors()));
    return ffmpeg(options, folder.resolve("alone.mp4"));
  }

  private static Path raw(Path folder) {
    return folder.resolve("frames.yuv");
  }

  private MeasuredProcess ffmpeg(List<String> options, Path target)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.addAll(List.of(tools.ffmpeg().toString(), "-y", "-v", "error", "-nostdin"));
    command.addAll(options);
    command.add(target.toString());
    var measured = MeasuredProcess.run(command, tools.environment());
    if (measured.exit() != 0) {
      throw new IOException("ffmpeg ended with " + measured.exit() + ": " + measured.output());
    }
    return measured;
  }
}
