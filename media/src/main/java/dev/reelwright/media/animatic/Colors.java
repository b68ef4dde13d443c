package dev.reelwright.media.animatic;

import java.awt.Color;

/// Arithmetic on opaque `0xRRGGBB` colours.
final class Colors {
  private Colors() {}

  static int mix(int from, int to, double share) {
    return rgb(
        red(from) + (red(to) - red(from)) * share,
        green(from) + (green(to) - green(from)) * share,
        blue(from) + (blue(to) - blue(from)) * share);
  }

  /// Light of one colour falling on a surface of another.
  static int light(int surface, int light) {
    return rgb(
        red(surface) * red(light) / 255.0,
        green(surface) * green(light) / 255.0,
        blue(surface) * blue(light) / 255.0);
  }

  static int shade(int color, double factor) {
    return rgb(red(color) * factor, green(color) * factor, blue(color) * factor);
  }

  static Color paint(int color) {
    return new Color(color & 0xFFFFFF);
  }

  static Color paint(int color, double opacity) {
    return new Color(
        red(color), green(color), blue(color), (int) Math.clamp(Math.rint(opacity * 255), 0, 255));
  }

  static int rgb(double red, double green, double blue) {
    return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }

  static int red(int color) {
    return color >> 16 & 255;
  }

  static int green(int color) {
    return color >> 8 & 255;
  }

  static int blue(int color) {
    return color & 255;
  }

  private static int clamp(double value) {
    return (int) Math.clamp(Math.rint(value), 0, 255);
  }
}
