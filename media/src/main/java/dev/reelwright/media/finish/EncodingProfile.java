package dev.reelwright.media.finish;

import dev.reelwright.media.timeline.FrameRate;
import java.util.List;

/// How pictures are encoded. All profiles share pixel format, colour tags, group of pictures and
/// time base; they differ in effort and size.
public enum EncodingProfile {
  /// For files that are decoded once more: fast, nearly lossless, big.
  INTERMEDIATE("ultrafast", 14),
  /// For what people keep.
  FINAL("veryfast", 20);

  private final String preset;
  private final int quality;

  EncodingProfile(String preset, int quality) {
    this.preset = preset;
    this.quality = quality;
  }

  /// Encoder options for H.264 in mp4. Pictures must arrive as yuv420p in BT.709, limited range.
  ///
  /// @param threads of the encoder, 1..16
  public List<String> videoArguments(FrameRate rate, int threads) {
    return List.of(
        "-c:v", "libx264",
        "-preset", preset,
        "-crf", Integer.toString(quality),
        "-profile:v", "high",
        "-pix_fmt", "yuv420p",
        "-g", Long.toString(rate.frameAtMillis(2000)),
        "-bf", "2",
        "-flags", "+cgop",
        "-sc_threshold", "40",
        "-colorspace", "bt709",
        "-color_primaries", "bt709",
        "-color_trc", "bt709",
        "-color_range", "tv",
        "-threads", Integer.toString(threads),
        "-video_track_timescale", Long.toString(timescale(rate)));
  }

  /// Ticks per second of the video track, so that a frame is a whole number of them.
  static long timescale(FrameRate rate) {
    var perSecond = rate.perSecond();
    return perSecond.den() == 1 ? perSecond.num() * 1000 : perSecond.num();
  }

  static long ticksPerFrame(FrameRate rate) {
    return rate.perSecond().den() == 1 ? 1000 : rate.perSecond().den();
  }
}
