package dev.reelwright.media.picture;

import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a small JPEG that stands for a file: of a picture the picture, of a film a telling frame
/// past its beginning, of a sound its wave. Thread-safe.
public final class PosterPainter {
  private static final int MOST_PIXELS_WIDE = 960;
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final FfmpegRunner runner;

  public PosterPainter(FfmpegRunner runner) {
    this.runner = runner;
  }

  /// @param mediaType what the file is: `image/…`, `video/…` or `audio/…`
  /// @param length of a film or sound, or null when it is not known
  /// @param poster written when it is whole; ends in `.jpg`
  /// @throws IOException when it cannot be made
  public void paint(Path file, String mediaType, @Nullable Duration length, Path poster)
      throws IOException, InterruptedException {
    var isFilm = mediaType.startsWith("video/");
    if (isFilm && length != null && length.compareTo(SHORT) > 0) {
      try {
        paintFrom(length.dividedBy(3), file, mediaType, poster);
        return;
      } catch (NoSuchFileException _) {
        // No frame begins after that: a film of few frames. Its first one will do.
      }
    }
    paintFrom(Duration.ZERO, file, mediaType, poster);
  }

  private void paintFrom(Duration position, Path file, String mediaType, Path poster)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<String>();
    if (position.isPositive()) {
      // Films often begin on black.
      var millis = position.toMillis();
      arguments.addAll(List.of("-ss", "%d.%03d".formatted(millis / 1000, millis % 1000)));
    }
    arguments.addAll(List.of("-protocol_whitelist", "file", "-i", file.toString()));
    if (mediaType.startsWith("audio/")) {
      arguments.addAll(
          List.of("-filter_complex", "showwavespic=s=960x240:colors=0x8FA3B8:split_channels=0"));
    } else {
      // `thumbnail` takes the frame that is most like its neighbours: no flash, no cross-fade.
      arguments.addAll(
          List.of(
              "-an",
              "-vf",
              (mediaType.startsWith("video/") ? "thumbnail=24," : "")
                  + "scale=w='max(2,2*trunc(min(%d,iw*sar)/2))':h='max(2,2*trunc(ow/dar/2))',setsar=1"
                      .formatted(MOST_PIXELS_WIDE)));
    }
    arguments.addAll(
        List.of("-frames:v", "1", "-pix_fmt", "yuvj420p", "-q:v", "4", "-f", "image2"));
    arguments.addAll(List.of("-update", "1"));
    var _ = runner.run(FfmpegJob.of("making a poster", arguments).writing(poster).within(DEADLINE));
  }
}
