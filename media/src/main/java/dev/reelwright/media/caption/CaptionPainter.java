package dev.reelwright.media.caption;

import dev.reelwright.media.font.Fonts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Draws cues as transparent strips that are readable on any picture. Thread-safe.
public final class CaptionPainter {
  private static final Color LETTERS = new Color(0xFAFAF7);
  private static final Color SPOKEN = new Color(0xFFD23F);
  private static final Color OUTLINE = new Color(12, 12, 16, 225);
  private static final Color SHADOW = new Color(0, 0, 0, 190);
  private static final Color BOX = new Color(10, 10, 14, 200);
  private static final double LINE_HEIGHT = 1.28;

  private final Fonts fonts;

  public CaptionPainter(Fonts fonts) {
    this.fonts = fonts;
  }

  /// What came of painting a cue.
  public sealed interface Painted {
    /// @param image transparent ARGB, smaller than the frame
    /// @param x where its left edge goes in the frame, in pixels
    /// @param y where its upper edge goes
    record Strip(BufferedImage image, int x, int y) implements Painted {
      public void write(Path png) throws IOException {
        if (!ImageIO.write(image, "png", png.toFile())) {
          throw new IOException("this Java cannot write PNG files: " + png);
        }
      }
    }

    /// The cue holds letters that no font here has; boxes would be worse than nothing.
    ///
    /// @param scripts what is missing, such as `Arabic`
    record NotDrawable(List<String> scripts) implements Painted {
      public NotDrawable {
        scripts = List.copyOf(scripts);
      }
    }
  }

  /// As the other, in the classic style.
  public Painted paint(Cue cue, int widthPixels, int heightPixels) {
    return paint(cue, CaptionStyle.CLASSIC, -1, widthPixels, heightPixels);
  }

  /// Emoji that cannot be drawn are passed over; letters that cannot be drawn are not.
  ///
  /// @param spoken which of the cue's words stands out, from 0; none when there is no such word
  public Painted paint(Cue cue, CaptionStyle style, int spoken, int widthPixels, int heightPixels) {
    String text = String.join(" ", cue.lines());
    List<String> missing =
        fonts.missingGlyphs(text).stream().filter(script -> !script.equals("Emoji")).toList();
    if (!missing.isEmpty()) {
      return new Painted.NotDrawable(missing);
    }
    var area = SafeArea.of(widthPixels, heightPixels, style);
    var block = block(cue, style, spoken, area);
    if (block.letters().getCurrentPoint() == null) {
      return new Painted.NotDrawable(List.of("Emoji"));
    }
    return style == CaptionStyle.BOXED ? boxed(block, area) : outlined(block, style, area);
  }

  /// @param letters of all lines, in the frame
  /// @param spoken the place of the word that stands out, or null
  /// @param lines where the lines are, each as high as the font
  private record Block(Path2D letters, @Nullable Shape spoken, List<Rectangle2D> lines) {}

  private record Range(int line, int from, int to) {}

  /// All lines as one shape in frame coordinates, the last baseline above the safe bottom.
  private Block block(Cue cue, CaptionStyle style, int spoken, SafeArea area) {
    var weight = style == CaptionStyle.BIG ? Fonts.Weight.BOLD : Fonts.Weight.SEMIBOLD;
    var lines =
        cue.lines().stream()
            .map(line -> new CaptionLine(line, fonts, area.fontSize(), weight))
            .toList();
    double widest = lines.stream().mapToDouble(line -> line.bounds().getWidth()).max().orElse(0);
    double scale = widest > area.maxWidth() ? area.maxWidth() / widest : 1;
    var range = range(cue, spoken);
    var letters = new Path2D.Double();
    var places = new ArrayList<Rectangle2D>();
    Shape place = null;
    double baseline = area.bottom() - area.fontSize() * 0.25;
    if (style == CaptionStyle.BIG && lines.size() == 1) {
      baseline -= area.fontSize() * LINE_HEIGHT / 2;
    }
    for (int i = lines.size() - 1; i >= 0; i--) {
      var bounds = lines.get(i).bounds();
      var move = new AffineTransform();
      move.translate(area.width() / 2.0, baseline);
      move.scale(scale, scale);
      move.translate(-bounds.getCenterX(), 0);
      letters.append(move.createTransformedShape(lines.get(i).outline()), false);
      if (range != null && range.line() == i) {
        place = move.createTransformedShape(lines.get(i).place(range.from(), range.to()));
      }
      double width = bounds.getWidth() * scale;
      double size = area.fontSize() * scale;
      places.add(
          new Rectangle2D.Double(
              (area.width() - width) / 2, baseline - size * 0.98, width, size * LINE_HEIGHT));
      baseline -= area.fontSize() * LINE_HEIGHT * scale;
    }
    return new Block(letters, place, places.reversed());
  }

  /// Where a word stands: words follow each other through the lines.
  private static @Nullable Range range(Cue cue, int spoken) {
    int line = 0;
    int from = 0;
    for (int i = 0; i < cue.words().size(); i++) {
      var word = cue.words().get(i).text();
      int at = cue.lines().get(line).indexOf(word, from);
      while (at < 0 && line + 1 < cue.lines().size()) {
        line++;
        from = 0;
        at = cue.lines().get(line).indexOf(word);
      }
      if (at < 0) {
        return null;
      }
      if (i == spoken) {
        return new Range(line, at, at + word.length());
      }
      from = at + word.length();
    }
    return null;
  }

  private static Painted.Strip outlined(Block block, CaptionStyle style, SafeArea area) {
    float border = (float) (area.fontSize() * (style == CaptionStyle.BIG ? 0.1 : 0.13));
    int blur = Math.max(2, (int) Math.round(area.fontSize() * 0.12));
    int margin = (int) Math.ceil(border + 3 * blur);
    var frame = frame(block.letters().getBounds2D(), margin, area);
    var move = AffineTransform.getTranslateInstance(-frame.getX(), -frame.getY());
    Shape placed = move.createTransformedShape(block.letters());
    Shape spoken = block.spoken() == null ? null : move.createTransformedShape(block.spoken());
    var stroke = new BasicStroke(2 * border, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    var shadow = image(frame, BufferedImage.TYPE_INT_ARGB_PRE);
    paint(
        shadow,
        graphics -> {
          graphics.translate(0, border * 0.6);
          graphics.setColor(SHADOW);
          graphics.setStroke(stroke);
          graphics.draw(placed);
        });
    BufferedImage softened = blurred(shadow, blur);
    var image = image(frame, BufferedImage.TYPE_INT_ARGB);
    paint(
        image,
        graphics -> {
          graphics.drawImage(softened, 0, 0, null);
          graphics.setColor(OUTLINE);
          graphics.setStroke(stroke);
          graphics.draw(placed);
          fill(graphics, placed, spoken);
        });
    return new Painted.Strip(image, (int) frame.getX(), (int) frame.getY());
  }

  private static Painted.Strip boxed(Block block, SafeArea area) {
    double padding = area.fontSize() * 0.42;
    var whole = new Rectangle2D.Double();
    whole.setRect(block.lines().getFirst());
    block.lines().forEach(line -> Rectangle2D.union(whole, line, whole));
    whole.setRect(
        whole.getX() - padding,
        whole.getY() - padding / 2,
        whole.getWidth() + 2 * padding,
        whole.getHeight() + padding);
    var frame = frame(whole, 2, area);
    var move = AffineTransform.getTranslateInstance(-frame.getX(), -frame.getY());
    var image = image(frame, BufferedImage.TYPE_INT_ARGB);
    paint(
        image,
        graphics -> {
          graphics.setColor(BOX);
          double arc = padding * 1.2;
          graphics.fill(
              move.createTransformedShape(
                  new RoundRectangle2D.Double(
                      whole.getX(), whole.getY(), whole.getWidth(), whole.getHeight(), arc, arc)));
          fill(graphics, move.createTransformedShape(block.letters()), null);
        });
    return new Painted.Strip(image, (int) frame.getX(), (int) frame.getY());
  }

  private static void fill(Graphics2D graphics, Shape letters, @Nullable Shape spoken) {
    graphics.setColor(LETTERS);
    graphics.fill(letters);
    if (spoken != null) {
      graphics.clip(spoken);
      graphics.setColor(SPOKEN);
      graphics.fill(letters);
    }
  }

  /// Whole pixels around a shape, as far as they lie in the picture.
  private static Rectangle2D frame(Rectangle2D bounds, int margin, SafeArea area) {
    int x = Math.max(0, (int) Math.floor(bounds.getMinX()) - margin);
    int y = Math.max(0, (int) Math.floor(bounds.getMinY()) - margin);
    int width = Math.min(area.width(), (int) Math.ceil(bounds.getMaxX()) + margin) - x;
    int height = Math.min(area.height(), (int) Math.ceil(bounds.getMaxY()) + margin) - y;
    return new Rectangle2D.Double(x, y, width, height);
  }

  private static BufferedImage image(Rectangle2D frame, int type) {
    return new BufferedImage((int) frame.getWidth(), (int) frame.getHeight(), type);
  }

  private static void paint(BufferedImage image, Consumer<Graphics2D> drawing) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.accept(graphics);
    graphics.dispose();
  }

  /// Two box blurs each way come close to a Gaussian one.
  private static BufferedImage blurred(BufferedImage image, int radius) {
    float[] box = new float[2 * radius + 1];
    Arrays.fill(box, 1f / box.length);
    var across = new ConvolveOp(new Kernel(box.length, 1, box), ConvolveOp.EDGE_ZERO_FILL, null);
    var down = new ConvolveOp(new Kernel(1, box.length, box), ConvolveOp.EDGE_ZERO_FILL, null);
    BufferedImage result = image;
    for (int i = 0; i < 2; i++) {
      result = down.filter(across.filter(result, null), null);
    }
    return result;
  }
}
