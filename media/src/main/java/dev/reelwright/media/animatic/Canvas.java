package dev.reelwright.media.animatic;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// A sheet to paint one plane on with Java2D, in frame coordinates; larger than the frame by a
/// margin, so that the camera may move.
final class Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final double density;
  private final double left;
  private final double top;

  /// @param density plane pixels to one frame pixel
  Canvas(double left, double top, double width, double height, double density) {
    this.density = density;
    this.left = left;
    this.top = top;
    image =
        new BufferedImage(
            Math.max(1, (int) Math.ceil(width * density)),
            Math.max(1, (int) Math.ceil(height * density)),
            BufferedImage.TYPE_INT_ARGB_PRE);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(density, density);
    graphics.translate(-left, -top);
  }

  Graphics2D graphics() {
    return graphics;
  }

  int[] pixels() {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /// Frame coordinate of a plane pixel's column.
  double frameX(int column) {
    return left + (column + 0.5) / density;
  }

  /// Frame coordinate of a plane pixel's row.
  double frameY(int row) {
    return top + (row + 0.5) / density;
  }

  /// Ends painting of land or sky.
  Plane toPlane(Stage stage) {
    return toPlane(stage, false);
  }

  /// Ends painting.
  ///
  /// @param isActor whether it is somebody or something
  Plane toPlane(Stage stage, boolean isActor) {
    graphics.dispose();
    Style style = stage.style();
    int[] pixels = pixels();
    for (int row = 0; row < pixels.length; row += image.getWidth()) {
      grade(style, pixels, row, row + image.getWidth());
    }
    style
        .surface()
        .treat(pixels, image.getWidth(), image.getHeight(), stage.unit() * density, isActor);
    return isActor
        ? cropped(style)
        : plane(pixels, 0, 0, image.getWidth(), image.getHeight(), style);
  }

  /// Actors leave most of their sheet empty, and empty pixels cost memory.
  private Plane cropped(Style style) {
    int[] pixels = pixels();
    int wide = image.getWidth();
    int left = wide;
    int right = 0;
    int top = image.getHeight();
    int bottom = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < wide; x++) {
        if (pixels[y * wide + x] != 0) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = y + 1;
        }
      }
    }
    if (left >= right) {
      return plane(new int[1], 0, 0, 1, 1, style);
    }
    // A rim of nothing, so that edges stay soft when the sheet is moved.
    left = Math.max(0, left - 1);
    top = Math.max(0, top - 1);
    right = Math.min(wide, right + 1);
    bottom = Math.min(image.getHeight(), bottom + 1);
    int[] kept = new int[(right - left) * (bottom - top)];
    for (int y = top; y < bottom; y++) {
      System.arraycopy(pixels, y * wide + left, kept, (y - top) * (right - left), right - left);
    }
    return plane(kept, left, top, right - left, bottom - top, style);
  }

  private Plane plane(int[] pixels, int column, int row, int wide, int tall, Style style) {
    return new Plane(
        pixels,
        wide,
        tall,
        density,
        left + column / density,
        top + row / density,
        style.surface() == Surface.PIXELS);
  }

  private static void grade(Style style, int[] pixels, int from, int until) {
    int before = 0;
    int after = 0;
    for (int index = from; index < until; index++) {
      int color = pixels[index];
      if (color != before) {
        before = color;
        after = grade(style, color);
      }
      pixels[index] = after;
    }
  }

  private static int grade(Style style, int premultiplied) {
    int alpha = premultiplied >>> 24;
    if (alpha == 0) {
      return 0;
    }
    int plain =
        Colors.rgb(
            Colors.red(premultiplied) * 255.0 / alpha,
            Colors.green(premultiplied) * 255.0 / alpha,
            Colors.blue(premultiplied) * 255.0 / alpha);
    int graded = style.grade(plain);
    if (alpha == 255) {
      return 0xFF000000 | graded;
    }
    return alpha << 24 | Colors.shade(graded, alpha / 255.0);
  }
}
