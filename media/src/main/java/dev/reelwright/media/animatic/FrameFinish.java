package dev.reelwright.media.animatic;

import dev.reelwright.media.font.Fonts;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// The last pass over a composed frame: vignette and paper, dither against banding, the tag, and
/// conversion to BT.709 yuv420p (limited range) or ARGB. Immutable, thread-safe.
final class FrameFinish {
  private static final String TAG = "Animatic";
  private static final int NOISE_SIDE = 64;

  private final int width;
  private final int height;
  private final int block;
  private final int smallWidth;
  private final int[] columns;
  private final char[] light;
  private final char[] noise = new char[NOISE_SIDE * NOISE_SIDE];
  private final int[] tag;
  private final int tagLeft;
  private final int tagTop;
  private final int tagWidth;
  private final int tagHeight;

  /// @param width of the finished picture
  /// @param smallWidth width of the composed frame; smaller than the picture when its pixels show
  FrameFinish(int width, int height, int smallWidth, Style style, Fonts fonts) {
    this.width = width;
    this.height = height;
    this.smallWidth = smallWidth;
    block = style.blockPixels();
    columns = new int[width];
    for (int x = 0; x < width; x++) {
      columns[x] = x / block;
    }
    light = lightMap(style);
    var dice = new Dice(5);
    for (int index = 0; index < noise.length; index++) {
      noise[index] = (char) (dice.roll(index) * 65536);
    }
    BufferedImage drawn = drawTag(fonts);
    tag = ((DataBufferInt) drawn.getRaster().getDataBuffer()).getData();
    tagWidth = drawn.getWidth();
    tagHeight = drawn.getHeight();
    int margin = Math.min(width, height) / 36 & ~1;
    tagLeft = Math.max(0, width - tagWidth - margin & ~1);
    tagTop = Math.min(margin, Math.max(0, height - tagHeight & ~1));
  }

  private char[] lightMap(Style style) {
    var map = new char[width * height];
    var dice = new Dice(77);
    for (int y = 0; y < height; y++) {
      double down = (y + 0.5) / height * 2 - 1;
      for (int x = 0; x < width; x++) {
        double across = (x + 0.5) / width * 2 - 1;
        double away = Math.clamp((across * across + down * down) / 2, 0.0, 1.0);
        double factor = 1 - style.vignette() * away * away;
        if (style.paper()) {
          double grain = dice.cloud(x / 5.0, y / 5.0, 3) - 0.5;
          double wash = dice.cloud(x / 170.0, y / 170.0, 3) - 0.5;
          factor *= 1 + 0.07 * grain + 0.10 * wash;
        }
        map[y * width + x] = (char) Math.clamp(Math.rint(factor * 1024), 0, 1200);
      }
    }
    return map;
  }

  private BufferedImage drawTag(Fonts fonts) {
    double size = Math.max(9, Math.min(width, height) * 0.024);
    Font font = fonts.forText(TAG, size, Fonts.Weight.SEMIBOLD).getFirst().font();
    var layout = new TextLayout(TAG, font, new FontRenderContext(null, true, true));
    int wide = (int) Math.ceil(layout.getAdvance() + size * 1.3) + 1 & ~1;
    int tall = (int) Math.ceil(size * 1.75) + 1 & ~1;
    wide = Math.min(wide, width);
    tall = Math.min(tall, height);
    var image = new BufferedImage(wide, tall, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(new Color(0, 0, 0, 90));
    graphics.fill(new RoundRectangle2D.Double(0, 0, wide, tall, tall * 0.5, tall * 0.5));
    graphics.setColor(new Color(255, 255, 255, 205));
    layout.draw(graphics, (float) (size * 0.65), (float) (size * 1.22));
    graphics.dispose();
    return image;
  }

  int frameBytes() {
    return width * height * 3 / 2;
  }

  /// Writes planar Y, U, V.
  void toYuv(Frame frame, byte[] out) {
    int[] pixels = frame.pixels();
    int chroma = width * height;
    int quarter = chroma / 4;
    for (int y = 0; y < height; y += 2) {
      int upper = y / block * smallWidth;
      int lower = (y + 1) / block * smallWidth;
      int outRow = y * width;
      int noiseRow = (y & NOISE_SIDE - 1) * NOISE_SIDE;
      int chromaRow = chroma + y / 2 * (width / 2);
      for (int x = 0; x < width; x += 2) {
        int at = outRow + x;
        int noiseAt = noiseRow + (x & NOISE_SIDE - 1);
        long sums = 0;
        sums += luma(pixels[upper + columns[x]], light[at], noise[noiseAt], out, at);
        sums +=
            luma(pixels[upper + columns[x + 1]], light[at + 1], noise[noiseAt + 1], out, at + 1);
        at += width;
        sums += luma(pixels[lower + columns[x]], light[at], noise[noiseAt + 64], out, at);
        sums +=
            luma(pixels[lower + columns[x + 1]], light[at + 1], noise[noiseAt + 65], out, at + 1);
        int red = (int) (sums >> 40);
        int green = (int) (sums >> 20) & 0xFFFFF;
        int blue = (int) sums & 0xFFFFF;
        // Four pixels of 10 more bits each; coefficients of 16 bits.
        out[chromaRow + x / 2] =
            (byte) (128 + ((-6596 * red - 22188 * green + 28784 * blue + (1 << 17)) >> 18));
        out[chromaRow + quarter + x / 2] =
            (byte) (128 + ((28784 * red - 26145 * green - 2639 * blue + (1 << 17)) >> 18));
      }
    }
    tagYuv(out, chroma, quarter);
  }

  private static long luma(int color, int light, int noise, byte[] out, int at) {
    int red = Math.min(255, ((color >> 16 & 255) * light) >> 10);
    int green = Math.min(255, ((color >> 8 & 255) * light) >> 10);
    int blue = Math.min(255, ((color & 255) * light) >> 10);
    // Noise of one step instead of rounding: smooth gradients do not band.
    out[at] = (byte) (16 + ((11966 * red + 40254 * green + 4064 * blue + noise) >> 16));
    return (long) red << 40 | (long) green << 20 | blue;
  }

  private void tagYuv(byte[] out, int chroma, int quarter) {
    for (int y = 0; y < tagHeight; y++) {
      for (int x = 0; x < tagWidth; x++) {
        int color = tag[y * tagWidth + x];
        int alpha = color >>> 24;
        if (alpha == 0) {
          continue;
        }
        int at = (tagTop + y) * width + tagLeft + x;
        int target = 16 + (color & 255) * 219 / 255;
        out[at] = (byte) toward(out[at] & 255, target, alpha);
        if ((x & 1) == 0 && (y & 1) == 0) {
          int colorAt = chroma + (tagTop + y) / 2 * (width / 2) + (tagLeft + x) / 2;
          out[colorAt] = (byte) toward(out[colorAt] & 255, 128, alpha);
          out[colorAt + quarter] = (byte) toward(out[colorAt + quarter] & 255, 128, alpha);
        }
      }
    }
  }

  /// Writes opaque ARGB.
  void toArgb(Frame frame, int[] out) {
    for (int y = 0; y < height; y++) {
      int row = y / block * smallWidth;
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        int color = frame.pixels()[row + columns[x]];
        int factor = light[at];
        int grain = noise[(y & NOISE_SIDE - 1) * NOISE_SIDE + (x & NOISE_SIDE - 1)] >> 6;
        out[at] =
            0xFF000000
                | lit(color >> 16 & 255, factor, grain) << 16
                | lit(color >> 8 & 255, factor, grain) << 8
                | lit(color & 255, factor, grain);
      }
    }
    for (int y = 0; y < tagHeight; y++) {
      for (int x = 0; x < tagWidth; x++) {
        int color = tag[y * tagWidth + x];
        int at = (tagTop + y) * width + tagLeft + x;
        int alpha = color >>> 24;
        int under = out[at];
        out[at] =
            0xFF000000
                | toward(under >> 16 & 255, color >> 16 & 255, alpha) << 16
                | toward(under >> 8 & 255, color >> 8 & 255, alpha) << 8
                | toward(under & 255, color & 255, alpha);
      }
    }
  }

  private static int lit(int channel, int factor, int grain) {
    return Math.min(255, (channel * factor + grain) >> 10);
  }

  private static int toward(int from, int target, int alpha) {
    return from + ((target - from) * alpha + 127) / 255;
  }
}
