package dev.reelwright.media.animatic;

/// How a look treats the surface of what is painted: clay is rounded towards its edges, cut paper
/// has a bright edge and throws a shadow on what lies behind, water colour dries darker at its rim,
/// ink draws a line around, and visible pixels have no soft edges.
enum Surface {
  PLAIN,
  SOFT_CLAY,
  CLAY,
  CUT_PAPER,
  WATERCOLOR,
  INK,
  PIXELS;

  private static final int PAPER_TONES = 11;
  private static final int TONES = 11;
  private static final int[][] DOTS = {{2, 10}, {14, 6}};

  /// @param pixels premultiplied ARGB, changed
  /// @param unit length in pixels that sizes things
  /// @param isActor whether it is somebody or something, rather than land or sky
  void treat(int[] pixels, int width, int height, double unit, boolean isActor) {
    switch (this) {
      case PLAIN -> {}
      case SOFT_CLAY -> round(pixels, width, height, unit * 0.012, isActor ? 0.5 : 0.2);
      case CLAY ->
          round(pixels, width, height, unit * (isActor ? 0.02 : 0.014), isActor ? 1.25 : 0.9);
      case CUT_PAPER -> cut(pixels, width, height, unit, isActor);
      case WATERCOLOR -> rim(pixels, width, height, unit * 0.006, 0.72, 0.30);
      case INK -> {
        if (isActor) {
          rim(pixels, width, height, Math.max(1, unit * 0.0035), 0.8, 0.8);
        }
      }
      case PIXELS -> {
        harden(pixels);
        reduceColors(pixels, width, !isActor);
      }
    }
  }

  private static void harden(int[] pixels) {
    for (int index = 0; index < pixels.length; index++) {
      int color = pixels[index];
      int alpha = color >>> 24;
      // What is meant to be seen through, such as a shadow or a cloud, stays so.
      if (alpha < 48) {
        pixels[index] = 0;
      } else if (alpha > 150 && alpha < 255) {
        pixels[index] = 0xFF000000 | unmultiplied(color, alpha);
      }
    }
  }

  private static int unmultiplied(int color, int alpha) {
    return Colors.rgb(
        Colors.red(color) * 255.0 / alpha,
        Colors.green(color) * 255.0 / alpha,
        Colors.blue(color) * 255.0 / alpha);
  }

  /// Lights the drawing from the upper left as if it bulged.
  private static void round(int[] pixels, int width, int height, double radius, double strength) {
    int reach = Math.max(1, (int) Math.rint(radius));
    float[] relief = new float[pixels.length];
    for (int index = 0; index < pixels.length; index++) {
      int color = pixels[index];
      int bright = Colors.red(color) + Colors.green(color) * 2 + Colors.blue(color);
      relief[index] = (color >>> 24) / 255f + bright / 5000f;
    }
    blur(relief, width, height, reach);
    double steep = strength * reach;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        int color = pixels[at];
        int alpha = color >>> 24;
        if (alpha == 0) {
          continue;
        }
        double across = relief[at + 1] - relief[at - 1];
        double down = relief[at + width] - relief[at - width];
        double light = (across * 0.55 + down * 0.85) * steep;
        pixels[at] = alpha << 24 | lit(color, alpha, Math.clamp(light, -0.6, 0.3));
      }
    }
  }

  private static int lit(int premultiplied, int alpha, double light) {
    return light >= 0
        ? Colors.mix(premultiplied, alpha << 16 | alpha << 8 | alpha, light)
        : Colors.shade(premultiplied, 1 + light);
  }

  /// @param isInTones whether what is drawn comes in a few tones; the slow gradients of land and
  ///   sky would show as stripes
  private static void cut(int[] pixels, int width, int height, double unit, boolean isInTones) {
    float[] near = alpha(pixels);
    blur(near, width, height, Math.max(1, (int) Math.rint(unit * 0.002)));
    float[] far = alpha(pixels);
    int reach = Math.max(2, (int) Math.rint(unit * 0.011));
    blur(far, width, height, reach);
    for (int index = 0; index < pixels.length; index++) {
      int color = pixels[index];
      int alpha = color >>> 24;
      int paper = alpha == 255 && isInTones ? tone(color) : color & 0xFFFFFF;
      if (alpha > 0 && near[index] < 0.93f) {
        paper = lit(paper, alpha, 0.4);
      }
      int shadow = alpha == 255 ? 0 : (int) (Math.min(0.55f, far[index] * 0.95f) * (255 - alpha));
      pixels[index] = (alpha + shadow) << 24 | paper;
    }
  }

  /// Paper comes in a few tones of each colour.
  private static int tone(int color) {
    int red = Colors.red(color);
    int green = Colors.green(color);
    int blue = Colors.blue(color);
    int most = Math.max(1, Math.max(red, Math.max(green, blue)));
    double wanted = Math.rint(most * PAPER_TONES / 255.0) * 255.0 / PAPER_TONES;
    return Colors.shade(color & 0xFFFFFF, Math.max(wanted, 12) / most);
  }

  /// Darkens what is near an edge.
  private static void rim(
      int[] pixels, int width, int height, double radius, double inside, double strength) {
    float[] near = alpha(pixels);
    blur(near, width, height, Math.max(1, (int) Math.rint(radius)));
    for (int index = 0; index < pixels.length; index++) {
      int color = pixels[index];
      int alpha = color >>> 24;
      if (alpha > 60 && near[index] < inside) {
        double dark = strength * Math.min(1, (inside - near[index]) * 3.5);
        pixels[index] = alpha << 24 | Colors.shade(color & 0xFFFFFF, 1 - dark);
      }
    }
  }

  private static float[] alpha(int[] pixels) {
    float[] alpha = new float[pixels.length];
    for (int index = 0; index < pixels.length; index++) {
      alpha[index] = (pixels[index] >>> 24) / 255f;
    }
    return alpha;
  }

  /// Twice a mean over a square, in place; what is outside counts as the nearest inside.
  private static void blur(float[] values, int width, int height, int reach) {
    for (int pass = 0; pass < 2; pass++) {
      float[] line = new float[Math.max(width, height)];
      for (int y = 0; y < height; y++) {
        smooth(values, y * width, 1, width, reach, line);
      }
      for (int x = 0; x < width; x++) {
        smooth(values, x, width, height, reach, line);
      }
    }
  }

  private static void smooth(
      float[] values, int start, int step, int count, int reach, float[] line) {
    int span = 2 * reach + 1;
    float sum = 0;
    for (int at = -reach; at <= reach; at++) {
      sum += values[start + Math.clamp(at, 0, count - 1) * step];
    }
    for (int at = 0; at < count; at++) {
      line[at] = sum / span;
      sum +=
          values[start + Math.min(count - 1, at + reach + 1) * step]
              - values[start + Math.max(0, at - reach) * step];
    }
    for (int at = 0; at < count; at++) {
      values[start + at * step] = line[at];
    }
  }

  /// The same picture out of focus, premultiplied ARGB.
  static int[] blurred(int[] pixels, int width, int height, int reach) {
    int[] result = new int[pixels.length];
    for (int channel = 0; channel < 32; channel += 8) {
      float[] values = new float[pixels.length];
      for (int index = 0; index < pixels.length; index++) {
        values[index] = pixels[index] >>> channel & 255;
      }
      blur(values, width, height, reach);
      for (int index = 0; index < pixels.length; index++) {
        result[index] |= Math.clamp(Math.round(values[index]), 0, 255) << channel;
      }
    }
    return result;
  }

  /// Few colours. Land and sky are mixed of them by a pattern of dots, as on old screens.
  private static void reduceColors(int[] pixels, int width, boolean hasDots) {
    for (int index = 0; index < pixels.length; index++) {
      int color = pixels[index];
      int alpha = color >>> 24;
      if (alpha == 0) {
        continue;
      }
      int x = index % width;
      int y = index / width;
      int offset = hasDots ? DOTS[y & 1][x & 1] : DOTS[0][1];
      pixels[index] =
          alpha << 24
              | Math.min(alpha, level(color >> 16 & 255, offset)) << 16
              | Math.min(alpha, level(color >> 8 & 255, offset)) << 8
              | Math.min(alpha, level(color & 255, offset));
    }
  }

  private static int level(int value, int offset) {
    return Math.min(TONES - 1, (value + offset) * (TONES - 1) / 255) * 255 / (TONES - 1);
  }
}
