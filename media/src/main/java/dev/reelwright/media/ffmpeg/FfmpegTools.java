package dev.reelwright.media.ffmpeg;

import java.nio.file.Path;
import java.util.Map;

/// The two programs and what their environment must hold for them to start.
///
/// @param environment variables added to those of this process
public record FfmpegTools(
    Path ffmpeg, Path ffprobe, Map<String, String> environment, Origin origin) {
  public FfmpegTools {
    environment = Map.copyOf(environment);
  }

  /// Where the programs came from.
  public enum Origin {
    CONFIGURED,
    PATH,
    BUNDLED
  }
}
