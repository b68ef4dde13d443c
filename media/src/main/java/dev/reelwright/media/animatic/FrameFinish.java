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
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The last pass over a composed frame: vignette and paper, dither against banding, the tag, and
/// conversion to BT.709 yuv420p (limited range) or ARGB. Immutable, thread-safe.
final class FrameFinish {
  private static final String TAG = "Animatic";
  private static final int NOISE_SIDE = 64;
  private static final int LETTER_ALPHA = 190;
  private static final double LEAST_CONTRAST = 30;

  private final int width;
  private final int height;
  private final int block;
  private final int smallWidth;
  private final int[] columns;
  private final int vignette;
  private final int[] across;
  private final int[] down;
  private final int @Nullable [][] paper;
  private final int[][] noise;
  private final int[] tag;
  private final int tagLeft;
  private final int tagTop;
  private final int tagWidth;
  private final int tagHeight;

  /// Keeps the last one made: light and paper of a whole frame cost more than some scenes.
  /// Thread-safe.
  static final class Shelf {
    private record Key(int width, int height, Style style) {}

    private final AtomicReference<Map.Entry<Key, FrameFinish>> last =
        new AtomicReference<>(Map.entry(new Key(0, 0, Style.UNTOUCHED), plain(2, 2)));

    FrameFinish of(int width, int height, int smallWidth, Style style, Fonts fonts) {
      var key = new Key(width, height, style);
      Map.Entry<Key, FrameFinish> kept = last.get();
      if (kept.getKey().equals(key)) {
        return kept.getValue();
      }
      var made = new FrameFinish(width, height, smallWidth, style, fonts);
      last.set(Map.entry(key, made));
      return made;
    }
  }

  /// @param width of the finished picture
  /// @param smallWidth width of the composed frame; smaller than the picture when its pixels show
  /// @param fonts to draw the tag with, or null: there is none
  FrameFinish(int width, int height, int smallWidth, Style style, @Nullable Fonts fonts) {
    this.width = width;
    this.height = height;
    this.smallWidth = smallWidth;
    block = style.blockPixels(width, height);
    columns = new int[width];
    for (int x = 0; x < width; x++) {
      columns[x] = x / block;
    }
    vignette = (int) Math.rint(style.vignette() * 1024);
    across = squares(width);
    down = squares(height);
    paper = style.paper() ? paper() : null;
    noise = noise(width);
    BufferedImage drawn =
        fonts == null ? new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB) : drawTag(fonts);
    tag = ((DataBufferInt) drawn.getRaster().getDataBuffer()).getData();
    tagWidth = drawn.getWidth();
    tagHeight = drawn.getHeight();
    int margin = Math.min(width, height) / 36 & ~1;
    tagLeft = Math.max(0, width - tagWidth - margin & ~1);
    tagTop = Math.min(margin, Math.max(0, height - tagHeight & ~1));
  }

  /// Changes nothing and adds nothing.
  static FrameFinish plain(int width, int height) {
    return new FrameFinish(width, height, width, Style.UNTOUCHED, null);
  }

  /// Whether a frame carries the tag: then it was drawn here, as a whole picture or by a clip.
  ///
  /// @param yuv planar, of the size of this
  boolean hasTag(byte[] yuv) {
    double letters = 0;
    double around = 0;
    int letterCount = 0;
    int aroundCount = 0;
    for (int y = 0; y < tagHeight; y++) {
      for (int x = 0; x < tagWidth; x++) {
        int color = tag[y * tagWidth + x];
        int luma = yuv[(tagTop + y) * width + tagLeft + x] & 255;
        if (color >>> 24 > LETTER_ALPHA) {
          letters += luma;
          letterCount++;
        } else if ((color & 255) == 0 && color >>> 24 > 0) {
          around += luma;
          aroundCount++;
        }
      }
    }
    double contrast = letters / Math.max(1, letterCount) - around / Math.max(1, aroundCount);
    return letterCount > 0 && contrast > LEAST_CONTRAST;
  }

  private static int[][] noise(int width) {
    var dice = new Dice(5);
    var map = new int[NOISE_SIDE][width];
    for (int y = 0; y < NOISE_SIDE; y++) {
      for (int x = 0; x < width; x++) {
        map[y][x] = (int) (dice.roll((long) y * NOISE_SIDE + x % NOISE_SIDE) * 65536);
      }
    }
    return map;
  }

  /// Square of the distance from the middle, 0..1024, pixel by pixel.
  private static int[] squares(int count) {
    var squares = new int[count];
    for (int at = 0; at < count; at++) {
      double away = (at + 0.5) / count * 2 - 1;
      squares[at] = (int) Math.rint(away * away * 1024);
    }
    return squares;
  }

  /// How bright paper makes each pixel, in 1024ths.
  private int[][] paper() {
    var map = new int[height][width];
    var dice = new Dice(77);
    for (int y = 0; y < height; y++) {
      var grains = dice.cloudRow(y / 5.0, 3);
      var washes = dice.cloudRow(y / 170.0, 3);
      for (int x = 0; x < width; x++) {
        double grain = grains.at(x / 5.0) - 0.5;
        double wash = washes.at(x / 170.0) - 0.5;
        map[y][x] = (int) Math.rint((1 + 0.07 * grain + 0.10 * wash) * 1024);
      }
    }
    return map;
  }

  /// Light of one row, 0..1200 1024ths of what was composed. Reckoned anew for each frame: to fetch
  /// it from memory takes longer.
  private void lightRow(int y, int[] light) {
    darken(across, down[y], vignette, light);
    if (paper != null) {
      multiply(light, paper[y]);
    }
  }

  private static void darken(int[] across, int down, int vignette, int[] light) {
    for (int x = 0; x < light.length; x++) {
      int away = across[x] + down;
      light[x] = 1024 - ((((away * away) >> 12) * vignette) >> 10);
    }
  }

  private static void multiply(int[] light, int[] paper) {
    for (int x = 0; x < light.length; x++) {
      light[x] = Math.min(1200, (light[x] * paper[x]) >> 10);
    }
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
    int chroma = width * height;
    int quarter = chroma / 4;
    var rows = new Rows(width);
    for (int y = 0; y < height; y += 2) {
      rows.clear();
      light(frame, y, rows, out);
      light(frame, y + 1, rows, out);
      rows.toChroma();
      int chromaRow = chroma + y / 2 * (width / 2);
      putPairs(rows.u, rows.luma, out, chromaRow);
      putPairs(rows.v, rows.luma, out, chromaRow + quarter);
    }
    tagYuv(out, chroma, quarter);
  }

  /// Each two columns become one value of four pixels. Twice as many as are needed are computed:
  /// the JIT makes vector instructions of a loop without steps alone.
  private static void putPairs(int[] sums, int[] pairs, byte[] out, int at) {
    for (int x = 0; x < sums.length - 1; x++) {
      pairs[x] = 128 + ((sums[x] + sums[x + 1] + (1 << 17)) >> 18);
    }
    int count = sums.length / 2;
    for (int x = 0; x < count; x++) {
      out[at + x] = (byte) pairs[2 * x];
    }
  }

  /// What two rows of pixels add up to, column by column.
  private static final class Rows {
    private final int[] color;
    private final int[] light;
    private final int[] luma;
    private final int[] red;
    private final int[] green;
    private final int[] blue;
    private final int[] u;
    private final int[] v;

    Rows(int width) {
      color = new int[width];
      light = new int[width];
      luma = new int[width];
      red = new int[width];
      green = new int[width];
      blue = new int[width];
      u = new int[width];
      v = new int[width];
    }

    /// With coefficients of 16 bits. Whole rows without steps, for the JIT.
    void toChroma() {
      weigh(-6596, -22188, 28784, u);
      weigh(28784, -26145, -2639, v);
    }

    private void weigh(int ofRed, int ofGreen, int ofBlue, int[] sums) {
      int[] reds = red;
      int[] greens = green;
      int[] blues = blue;
      for (int x = 0; x < sums.length; x++) {
        sums[x] = ofRed * reds[x] + ofGreen * greens[x] + ofBlue * blues[x];
      }
    }

    void clear() {
      Arrays.fill(red, 0);
      Arrays.fill(green, 0);
      Arrays.fill(blue, 0);
    }
  }

  /// Lights one row, writes its luma and adds up its colours. Plain loops over whole rows, because
  /// the JIT turns such loops into vector instructions.
  private void light(Frame frame, int y, Rows rows, byte[] out) {
    int[] color = rows.color;
    fetch(frame, y, color);
    int at = y * width;
    lightRow(y, rows.light);
    addLit(color, rows.light, noise[y % NOISE_SIDE], rows);
    int[] luma = rows.luma;
    for (int x = 0; x < width; x++) {
      out[at + x] = (byte) luma[x];
    }
  }

  /// The colours of one row of the picture.
  private void fetch(Frame frame, int y, int[] color) {
    int row = y / block * smallWidth;
    if (block == 1) {
      System.arraycopy(frame.pixels(), row, color, 0, width);
    } else {
      for (int x = 0; x < width; x++) {
        color[x] = frame.pixels()[row + columns[x]];
      }
    }
  }

  private static void addLit(int[] color, int[] light, int[] noise, Rows rows) {
    int[] luma = rows.luma;
    int[] reds = rows.red;
    int[] greens = rows.green;
    int[] blues = rows.blue;
    for (int x = 0; x < color.length; x++) {
      int factor = light[x];
      int red = Math.min(255, ((color[x] >> 16 & 255) * factor) >> 10);
      int green = Math.min(255, ((color[x] >> 8 & 255) * factor) >> 10);
      int blue = Math.min(255, ((color[x] & 255) * factor) >> 10);
      // Noise of one step instead of rounding: smooth gradients do not band.
      luma[x] = 16 + ((11966 * red + 40254 * green + 4064 * blue + noise[x]) >> 16);
      reds[x] += red;
      greens[x] += green;
      blues[x] += blue;
    }
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
    var light = new int[width];
    var color = new int[width];
    for (int y = 0; y < height; y++) {
      lightRow(y, light);
      fetch(frame, y, color);
      applyLight(color, light, noise[y % NOISE_SIDE]);
      System.arraycopy(color, 0, out, y * width, width);
    }
    tagArgb(out);
  }

  private void tagArgb(int[] out) {
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

  private static void applyLight(int[] color, int[] light, int[] noise) {
    for (int x = 0; x < color.length; x++) {
      int factor = light[x];
      int grain = noise[x] >> 6;
      color[x] =
          0xFF000000
              | lit(color[x] >> 16 & 255, factor, grain) << 16
              | lit(color[x] >> 8 & 255, factor, grain) << 8
              | lit(color[x] & 255, factor, grain);
    }
  }

  private static int lit(int channel, int factor, int grain) {
    return Math.min(255, (channel * factor + grain) >> 10);
  }

  private static int toward(int from, int target, int alpha) {
    return from + ((target - from) * alpha + 127) / 255;
  }
}
