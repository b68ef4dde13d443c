package dev.reelwright.media.picture;

import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes what players and lists show of a film besides its poster: a small moving picture, a strip
/// of thumbnails to seek with, the wave of its sound. Thread-safe.
public final class PreviewPainter {
  /// Thumbnails of a strip, evenly spread over the film, from left to right.
  public static final int STRIP_TILES = 20;

  private static final int TILE_PIXELS_WIDE = 160;
  private static final int PREVIEW_PIXELS_WIDE = 320;
  private static final int PREVIEW_FRAMES = 32;
  private static final int PREVIEW_RATE = 8;
  private static final double ALL_FRAMES_SECONDS = 60;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final FfmpegRunner runner;

  public PreviewPainter(FfmpegRunner runner) {
    this.runner = runner;
  }

  /// A film of a few seconds as it is, a longer one in fast motion.
  ///
  /// @param webp written when it is whole
  public void paintPreview(Path film, Duration length, Path webp)
      throws IOException, InterruptedException {
    double seconds = seconds(length);
    double natural = (double) PREVIEW_FRAMES / PREVIEW_RATE;
    var arguments = input(film, seconds);
    arguments.addAll(List.of("-an", "-vf"));
    arguments.add(
        String.format(
            Locale.ROOT,
            "fps=%.6f,setpts=N/%d/TB,fps=%d,%s",
            seconds <= natural ? PREVIEW_RATE : PREVIEW_FRAMES / seconds,
            PREVIEW_RATE,
            PREVIEW_RATE,
            scaled(PREVIEW_PIXELS_WIDE)));
    arguments.addAll(List.of("-frames:v", Integer.toString(PREVIEW_FRAMES)));
    arguments.addAll(List.of("-c:v", "libwebp_anim", "-quality", "60", "-loop", "0"));
    run("making a preview", arguments, webp);
  }

  /// @param jpeg written when it is whole
  public void paintStrip(Path film, Duration length, Path jpeg)
      throws IOException, InterruptedException {
    double seconds = seconds(length);
    var arguments = input(film, seconds);
    arguments.addAll(List.of("-an", "-vf"));
    arguments.add(
        String.format(
            Locale.ROOT,
            "fps=%.6f:start_time=0:round=near,%s,tpad=stop_mode=clone:stop=%d,tile=%dx1",
            STRIP_TILES / seconds,
            scaled(TILE_PIXELS_WIDE),
            STRIP_TILES,
            STRIP_TILES));
    arguments.addAll(List.of("-frames:v", "1", "-pix_fmt", "yuvj420p", "-q:v", "5"));
    arguments.addAll(List.of("-f", "image2", "-update", "1"));
    run("making a strip of thumbnails", arguments, jpeg);
  }

  /// The wave of a sound, or of the sound of a film, light on nothing.
  ///
  /// @param png written when it is whole
  public void paintWaveform(Path sound, Path png) throws IOException, InterruptedException {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-protocol_whitelist", "file", "-vn", "-i", sound.toString()));
    arguments.addAll(
        List.of(
            "-filter_complex",
            "showwavespic=s=1600x160:colors=0xC8D6E5:split_channels=0:filter=peak"));
    arguments.addAll(List.of("-frames:v", "1", "-f", "image2", "-update", "1"));
    run("drawing the wave of a sound", arguments, png);
  }

  private static List<String> input(Path film, double seconds) {
    var arguments = new ArrayList<String>();
    if (seconds > ALL_FRAMES_SECONDS) {
      // Of a long film the frames that stand by themselves are enough, and are found quickly.
      arguments.addAll(List.of("-skip_frame", "nokey"));
    }
    arguments.addAll(List.of("-protocol_whitelist", "file", "-i", film.toString()));
    return arguments;
  }

  private static double seconds(Duration length) {
    return Math.max(0.05, length.toMillis() / 1000.0);
  }

  private static String scaled(int wide) {
    return "scale=w=%d:h='max(2,2*trunc(ow/dar/2))',setsar=1".formatted(wide);
  }

  private void run(String doing, List<String> arguments, Path target)
      throws IOException, InterruptedException {
    var _ = runner.run(FfmpegJob.of(doing, arguments).writing(target).within(DEADLINE));
  }
}
