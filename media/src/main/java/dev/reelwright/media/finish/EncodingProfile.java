package dev.reelwright.media.finish;

import dev.reelwright.media.timeline.FrameRate;
import java.util.ArrayList;
import java.util.List;

/// How pictures are encoded. All profiles share pixel format, colour tags, group of pictures and
/// time base; they differ in effort and size.
public enum EncodingProfile {
  /// For files that are decoded once more: fast, nearly lossless, big. No frames are reordered,
  /// which costs little room here and a third of the time.
  INTERMEDIATE("ultrafast", 16, 0),
  /// For what people keep.
  FINAL("veryfast", 20, 2);

  private final String preset;
  private final int quality;
  private final int reordered;

  EncodingProfile(String preset, int quality, int reordered) {
    this.preset = preset;
    this.quality = quality;
    this.reordered = reordered;
  }

  /// Encoder options for H.264 in mp4. Pictures must arrive as yuv420p in BT.709, limited range.
  ///
  /// @param threads of the encoder, 1..16
  public List<String> videoArguments(FrameRate rate, int threads) {
    var arguments = new ArrayList<>(List.of("-c:v", "libx264", "-preset", preset));
    arguments.addAll(List.of("-crf", Integer.toString(quality), "-profile:v", "high"));
    arguments.addAll(List.of("-pix_fmt", "yuv420p"));
    arguments.addAll(List.of("-g", Long.toString(rate.frameAtMillis(2000))));
    arguments.addAll(List.of("-bf", Integer.toString(reordered)));
    arguments.addAll(List.of("-flags", "+cgop", "-sc_threshold", "40"));
    arguments.addAll(colorArguments());
    arguments.addAll(List.of("-threads", Integer.toString(threads)));
    arguments.addAll(List.of("-video_track_timescale", Long.toString(timescale(rate))));
    return arguments;
  }

  /// What the pictures' numbers mean: BT.709, limited range. Says it of an output, or of an input
  /// that does not say it itself.
  public static List<String> colorArguments() {
    return List.of(
        "-colorspace", "bt709",
        "-color_primaries", "bt709",
        "-color_trc", "bt709",
        "-color_range", "tv");
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
