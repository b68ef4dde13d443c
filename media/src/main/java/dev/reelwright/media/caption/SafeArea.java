package dev.reelwright.media.caption;

/// Where captions may stand. Upright frames keep clear of the buttons that players lay over the
/// lowest sixth.
///
/// @param fontSize height of the em square, in pixels
/// @param maxWidth of a line
/// @param bottom of the last line
record SafeArea(int width, int height, double fontSize, double maxWidth, double bottom) {
  static SafeArea of(int width, int height, CaptionStyle style) {
    double aspect = (double) width / height;
    if (style == CaptionStyle.BIG) {
      double size = aspect > 1.2 ? height * 0.115 : width * 0.115;
      return new SafeArea(width, height, size, width * 0.86, height * 0.5 + size * 1.35);
    }
    if (aspect > 1.2) {
      return new SafeArea(width, height, height * 0.052, width * 0.84, height * 0.925);
    }
    return aspect > 0.8
        ? new SafeArea(width, height, height * 0.047, width * 0.88, height * 0.92)
        : new SafeArea(width, height, width * 0.060, width * 0.88, height * 0.82);
  }
}
