package dev.reelwright.media.animatic;

import java.util.List;
import java.util.Locale;

/// How a look changes colours and light.
///
/// @param saturation 0 grey, 1 unchanged
/// @param contrast around middle grey
/// @param lift 0..1 towards white paper
/// @param vignette 0..1 darkening of the corners
/// @param blockPixels side of a visible pixel, 1 for a smooth picture
/// @param paper whether paper grain shows
/// @param softFar whether what is far is out of focus
/// @param hardClouds whether clouds have edges
record Style(
    String name,
    double saturation,
    double contrast,
    double lift,
    double vignette,
    int blockPixels,
    boolean paper,
    boolean softFar,
    boolean hardClouds) {
  private static final Style CINEMATIC =
      new Style("cinematic", 1.05, 1.06, 0, 0.42, 1, false, false, false);
  private static final List<Style> OTHERS =
      List.of(
          new Style("anime", 1.35, 1.05, 0.05, 0.12, 1, false, false, true),
          new Style("watercolor", 1.0, 0.9, 0.16, 0, 1, true, true, false),
          new Style("photorealistic", 0.85, 1.12, 0, 0.35, 1, false, true, false),
          new Style("3d_render", 1.18, 1.02, 0.04, 0.22, 1, false, true, true),
          new Style("pixel_art", 1.25, 1.08, 0, 0.15, 4, false, false, true),
          new Style("noir", 0, 1.22, 0.07, 0.5, 1, false, false, false));
  private static final List<List<String>> WORDS =
      List.of(
          List.of("anime", "manga", "cartoon", "ghibli", "动漫", "动画", "卡通"),
          List.of("watercolor", "watercolour", "ink", "painting", "水彩", "水墨", "油画"),
          List.of("photo", "realis", "documentary", "写实", "真实", "纪录"),
          List.of("3d", "render", "clay", "三维"),
          List.of("pixel", "8-bit", "8bit", "像素"),
          List.of("noir", "black and white", "monochrome", "黑白"));

  static Style named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (int index = 0; index < OTHERS.size(); index++) {
      if (WORDS.get(index).stream().anyMatch(lower::contains)) {
        return OTHERS.get(index);
      }
    }
    return CINEMATIC;
  }

  /// The colour as this look shows it.
  int grade(int color) {
    double red = Colors.red(color);
    double green = Colors.green(color);
    double blue = Colors.blue(color);
    double grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return Colors.rgb(curve(grey, red), curve(grey, green), curve(grey, blue));
  }

  private double curve(double grey, double channel) {
    double saturated = grey + (channel - grey) * saturation;
    double contrasted = 118 + (saturated - 118) * contrast;
    return contrasted + (250 - contrasted) * lift;
  }
}
