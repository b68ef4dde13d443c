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
    int before = 0;
    int after = 0;
    for (int index = 0; index < pixels.length; index++) {
      int color = pixels[index];
      if (color != before) {
        before = color;
        after = grade(style, color);
      }
      pixels[index] = after;
    }
    style
        .surface()
        .treat(pixels, image.getWidth(), image.getHeight(), stage.unit() * density, isActor);
    return new Plane(
        pixels,
        image.getWidth(),
        image.getHeight(),
        density,
        left,
        top,
        style.surface() == Surface.PIXELS);
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
