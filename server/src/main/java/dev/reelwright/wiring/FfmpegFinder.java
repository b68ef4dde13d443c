package dev.reelwright.wiring;

import dev.reelwright.media.ffmpeg.FfmpegLocator;
import dev.reelwright.media.ffmpeg.FfmpegTools;
import dev.reelwright.media.ffmpeg.Preflight;
import java.io.IOException;
import java.nio.file.Path;

/// Finds the ffmpeg to work with and makes sure that it can.
record FfmpegFinder(Settings settings, Preflight preflight) {
  private static final String BUNDLED = "bundled";

  /// @throws Unusable when there is none, or the one there is lacks something
  FfmpegTools find() throws Unusable, InterruptedException {
    FfmpegTools tools;
    try {
      tools = new FfmpegLocator(places(), preflight).locate();
    } catch (IOException e) {
      var named = settings.ffmpeg();
      throw named == null || named.equals(BUNDLED)
          ? new Unusable("ffmpeg-missing", e)
          : new Unusable("ffmpeg-setting", e, named);
    }
    check(tools);
    return tools;
  }

  Preflight.Capabilities check(FfmpegTools tools) throws Unusable, InterruptedException {
    try {
      return preflight.check(tools);
    } catch (IOException e) {
      throw new Unusable("ffmpeg-unfit", e, message(e));
    }
  }

  private FfmpegLocator.Settings places() {
    var named = settings.ffmpeg();
    var tools = settings.cache().resolve("tools");
    if (named == null) {
      return new FfmpegLocator.Settings(null, settings.searchPath(), settings.ffmpegJar(), tools);
    }
    return named.equals(BUNDLED)
        ? new FfmpegLocator.Settings(null, "", settings.ffmpegJar(), tools)
        : new FfmpegLocator.Settings(Path.of(named), "", null, tools);
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
