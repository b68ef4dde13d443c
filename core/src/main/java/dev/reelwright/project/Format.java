package dev.reelwright.project;

/// The shape of a finished picture: size in square pixels, both even (yuv420p needs it), and an
/// exact frame rate as a fraction, `24/1` or `24000/1001`.
public record Format(int widthPixels, int heightPixels, int fpsNumerator, int fpsDenominator) {
  public static final int MAX_SIDE_PIXELS = 7680;

  public Format {
    if (widthPixels < 16
        || heightPixels < 16
        || widthPixels > MAX_SIDE_PIXELS
        || heightPixels > MAX_SIDE_PIXELS) {
      throw new IllegalArgumentException(
          "frame size must lie within 16..%d: %dx%d"
              .formatted(MAX_SIDE_PIXELS, widthPixels, heightPixels));
    }
    if (widthPixels % 2 != 0 || heightPixels % 2 != 0) {
      throw new IllegalArgumentException(
          "frame size must be even: " + widthPixels + "x" + heightPixels);
    }
    if (fpsNumerator <= 0 || fpsDenominator <= 0 || fpsNumerator > 240L * fpsDenominator) {
      throw new IllegalArgumentException(
          "frame rate must lie within 0..240: " + fpsNumerator + "/" + fpsDenominator);
    }
  }

  /// Picks the size of a 720p production for `16:9`, `9:16` or `1:1`, at 24 frames a second.
  public static Format ofAspect(String aspect) {
    return switch (aspect) {
      case "16:9" -> new Format(1280, 720, 24, 1);
      case "9:16" -> new Format(720, 1280, 24, 1);
      case "1:1" -> new Format(1080, 1080, 24, 1);
      default -> throw new IllegalArgumentException("aspect must be 16:9, 9:16 or 1:1: " + aspect);
    };
  }
}
