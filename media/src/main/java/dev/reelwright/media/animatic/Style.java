package dev.reelwright.media.animatic;

import java.util.List;
import java.util.Locale;

/// How a look changes colours and light.
///
/// @param saturation 0 grey, 1 unchanged
/// @param contrast around middle grey
/// @param lift 0..1 towards white paper
/// @param vignette 0..1 darkening of the corners
/// @param surface how edges and planes look
/// @param paper whether paper grain shows
/// @param softFar whether what is far is out of focus
/// @param hardClouds whether clouds have edges
record Style(
    String name,
    double saturation,
    double contrast,
    double lift,
    double vignette,
    Surface surface,
    boolean paper,
    boolean softFar,
    boolean hardClouds) {
  private static final double ROWS_OF_PIXEL_ART = 144;

  /// For pictures that are shown as they are.
  static final Style UNTOUCHED =
      new Style("untouched", 1, 1, 0, 0, Surface.PLAIN, false, false, false);

  private static final Style CINEMATIC =
      new Style("cinematic", 1.05, 1.06, 0, 0.42, Surface.PLAIN, false, false, false);
  private static final List<Style> OTHERS =
      List.of(
          new Style("paper_cut", 1.1, 1.0, 0.05, 0.18, Surface.CUT_PAPER, true, false, true),
          new Style("anime", 1.35, 1.05, 0.05, 0.12, Surface.INK, false, false, true),
          new Style("watercolor", 0.95, 0.86, 0.24, 0, Surface.WATERCOLOR, true, true, false),
          new Style("photorealistic", 0.82, 1.12, 0, 0.4, Surface.SOFT_CLAY, false, true, false),
          new Style("3d_render", 1.08, 0.96, 0.1, 0.2, Surface.CLAY, false, true, true),
          new Style("pixel_art", 1.3, 1.12, 0, 0, Surface.PIXELS, false, false, true),
          new Style("noir", 0, 1.32, 0.05, 0.55, Surface.PLAIN, false, false, false));
  private static final List<List<String>> WORDS =
      List.of(
          List.of("paper", "cut-out", "cutout", "collage", "origami", "剪纸", "纸"),
          List.of("anime", "manga", "cartoon", "comic", "ghibli", "动漫", "动画", "卡通", "漫画"),
          List.of("watercolor", "watercolour", "ink", "painting", "水彩", "水墨", "油画"),
          List.of("photo", "realis", "documentary", "写实", "真实", "纪录"),
          List.of("3d", "render", "clay", "三维"),
          List.of("pixel", "8-bit", "8bit", "retro game", "像素"),
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

  /// Side of a visible pixel in a picture of that size; 1 for a smooth one.
  int blockPixels(int width, int height) {
    return surface == Surface.PIXELS
        ? Math.max(2, (int) Math.rint(Math.min(width, height) / ROWS_OF_PIXEL_ART))
        : 1;
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
