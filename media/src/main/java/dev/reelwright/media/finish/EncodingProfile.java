package dev.reelwright.media.finish;

import dev.reelwright.media.timeline.FrameRate;
import java.util.ArrayList;
import java.util.List;

/// How pictures are encoded. All profiles share pixel format, colour tags, group of pictures and
/// time base; they differ in codec, effort and size.
///
/// @param preset the encoder's own word for effort
/// @param quality constant rate factor of the encoder, smaller is better; where no frames are
///   reordered, the quantiser of every frame
/// @param reordered frames between two reference frames; 0: none are reordered
public record EncodingProfile(
    Codec codec, String preset, int quality, boolean isEven, int reordered) {
  /// For files that are decoded once more: fast, nearly lossless (49 dB), big. No frames are
  /// reordered and all are quantised alike: to weigh them costs half of the time that is left and
  /// saves no room.
  public static final EncodingProfile INTERMEDIATE =
      new EncodingProfile(Codec.H264, "ultrafast", 20, true, 0);

  /// For what goes to platforms, which encode it once more. Without reordered frames a sixth of the
  /// work is saved at the price of a tenth more room.
  public static final EncodingProfile SHARED =
      new EncodingProfile(Codec.H264, "veryfast", 23, false, 0);

  /// For a look in a hurry.
  public static final EncodingProfile DRAFT =
      new EncodingProfile(Codec.H264, "superfast", 28, false, 2);

  /// For what people keep and send.
  public static final EncodingProfile STANDARD =
      new EncodingProfile(Codec.H264, "veryfast", 20, false, 2);

  /// For what is worked on further, or kept for good.
  public static final EncodingProfile MASTER =
      new EncodingProfile(Codec.H264, "medium", 14, false, 2);

  /// What the pictures are coded as. Qualities of the encoders are not on one scale: those of [#in]
  /// look about alike.
  public enum Codec {
    H264("libx264", 0, "avc1"),
    HEVC("libx265", 3, "hvc1"),
    AV1("libsvtav1", 10, "av01");

    private final String encoder;
    private final int offset;
    private final String tag;

    Codec(String encoder, int offset, String tag) {
      this.encoder = encoder;
      this.offset = offset;
      this.tag = tag;
    }

    /// The name of the encoder, as an ffmpeg lists it.
    public String encoder() {
      return encoder;
    }
  }

  /// The profile with another codec and about the same look.
  public EncodingProfile in(Codec other) {
    int same = quality - codec.offset + other.offset;
    return new EncodingProfile(other, preset(other), same, isEven, reordered);
  }

  /// SVT-AV1 counts its presets: a higher number is faster.
  private String preset(Codec other) {
    if (other != Codec.AV1) {
      return preset;
    }
    return switch (preset) {
      case "medium" -> "7";
      case "superfast", "ultrafast" -> "12";
      default -> "10";
    };
  }

  /// Encoder options for mp4. Pictures must arrive as yuv420p in BT.709, limited range.
  ///
  /// @param threads of the encoder, 1..16
  public List<String> videoArguments(FrameRate rate, int threads) {
    long group = rate.frameAtMillis(2000);
    var arguments = new ArrayList<>(List.of("-c:v", codec.encoder, "-preset", preset));
    arguments.addAll(List.of(isEven ? "-qp" : "-crf", Integer.toString(quality)));
    arguments.addAll(List.of("-pix_fmt", "yuv420p"));
    arguments.addAll(List.of("-g", Long.toString(group), "-tag:v", codec.tag));
    switch (codec) {
      case H264 -> {
        arguments.addAll(List.of("-profile:v", "high", "-bf", Integer.toString(reordered)));
        // Looking for changes of scene costs as much as a fifth of an even encoding.
        arguments.addAll(List.of("-flags", "+cgop", "-sc_threshold", isEven ? "0" : "40"));
        arguments.addAll(List.of("-threads", Integer.toString(threads)));
      }
      case HEVC ->
          // Neither its threads nor its groups of pictures obey ffmpeg's own options.
          arguments.addAll(
              List.of(
                  "-x265-params",
                  "log-level=error:open-gop=0:info=0:bframes=%d:pools=%d"
                      .formatted(reordered, threads)));
      case AV1 -> arguments.addAll(List.of("-svtav1-params", "lp=" + threads));
    }
    arguments.addAll(colorArguments());
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
