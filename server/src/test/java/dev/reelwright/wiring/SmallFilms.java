package dev.reelwright.wiring;

import dev.reelwright.media.ffmpeg.FfmpegLocator;
import dev.reelwright.project.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;

/// Films that are made in seconds.
final class SmallFilms {
  static final Format FORMAT = new Format(320, 180, 24, 1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  private SmallFilms() {}

  /// An installation in a folder, with the bundled ffmpeg, unpacked once for all tests.
  static Settings settings(Path folder) throws IOException {
    var bundle = FfmpegLocator.bundleOnClassPath(SmallFilms.class.getClassLoader());
    return new Settings(
        folder,
        folder.resolve("data"),
        Path.of("target", "tools").toAbsolutePath(),
        null,
        bundle.orElse(null),
        System.getenv("PATH"),
        Level.INFO);
  }

  static FilmOrder order() {
    return new FilmOrder(
        "A fox crosses the snow. It stops beside a lantern.",
        null,
        "cinematic",
        FORMAT,
        Duration.ofSeconds(6),
        7,
        true,
        true,
        true);
  }
}
