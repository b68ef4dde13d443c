package dev.reelwright.media.animatic;

/// What every painter of a scene needs: the spec, the colours, and where things stand.
///
/// @param density plane pixels to one frame pixel; below 1 for very large frames
record Stage(SceneSpec spec, Palette palette, Style style, Dice world, Dice shot, double density) {
  private static final double PIXELS_AT_FULL_DENSITY = 2_200_000;
  private static final double MARGIN = 0.12;

  static Stage of(SceneSpec spec) {
    double pixels = (double) spec.widthPixels() * spec.heightPixels();
    return new Stage(
        spec,
        Palette.of(spec),
        Style.named(spec.style()),
        new Dice(spec.world()),
        new Dice(spec.seed()).child(7),
        Math.min(1, Math.sqrt(PIXELS_AT_FULL_DENSITY / pixels)));
  }

  double width() {
    return spec.widthPixels();
  }

  double height() {
    return spec.heightPixels();
  }

  /// Length that sizes things: the smaller side, a little more in wide pictures.
  double unit() {
    return Math.min(height(), width() * 1.05);
  }

  double horizon() {
    return height()
        * switch (spec.setting()) {
          case "sea" -> 0.56;
          case "beach" -> 0.5;
          case "interior" -> 0.70;
          case "underwater" -> 0.74;
          case "lake" -> 0.56;
          case "stadium" -> 0.58;
          default -> 0.62;
        };
  }

  /// Where feet stand: above the lower part of the picture, which captions need.
  double floor() {
    double low =
        switch (spec.setting()) {
          case "beach" -> 0.28;
          case "interior" -> 0.1;
          case "underwater" -> 0.06;
          case "lake" -> 0.225;
          case "stadium" -> 0.21;
          default -> 0.175;
        };
    return Math.min(height() * 0.9, horizon() + unit() * low);
  }

  /// Whether the sky is that of space.
  boolean isBeyond() {
    return setting("space") || setting("planet");
  }

  double left() {
    return -width() * MARGIN;
  }

  double right() {
    return width() * (1 + MARGIN);
  }

  double top() {
    return -height() * MARGIN;
  }

  double bottom() {
    return height() * (1 + MARGIN);
  }

  /// A sheet over the whole frame and its margin.
  Canvas canvas(double fineness) {
    return band(top(), bottom(), fineness);
  }

  /// A sheet over the whole width between two heights.
  Canvas band(double from, double to, double fineness) {
    // Visible pixels are all of one size.
    double finer = style.surface() == Surface.PIXELS ? 1 : fineness;
    return new Canvas(left(), from, right() - left(), to - from, density * finer);
  }

  boolean setting(String name) {
    return spec.setting().equals(name);
  }

  int graded(int color) {
    return style.grade(color);
  }
}
