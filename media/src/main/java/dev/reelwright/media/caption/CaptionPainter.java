package dev.reelwright.media.caption;

import dev.reelwright.media.font.Fonts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/// Draws cues as transparent strips: white letters with a dark outline and a soft shadow, readable
/// on any picture. Thread-safe.
public final class CaptionPainter {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final Color LETTERS = new Color(0xFAFAF7);
  private static final Color OUTLINE = new Color(12, 12, 16, 225);
  private static final Color SHADOW = new Color(0, 0, 0, 190);
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

    /// The cue holds letters that no bundled font has; boxes would be worse than nothing.
    ///
    /// @param scripts what is missing, such as `Arabic`
    record NotDrawable(List<String> scripts) implements Painted {
      public NotDrawable {
        scripts = List.copyOf(scripts);
      }
    }
  }

  /// Emoji that cannot be drawn are passed over; letters that cannot be drawn are not.
  public Painted paint(Cue cue, int widthPixels, int heightPixels) {
    String text = String.join(" ", cue.lines());
    List<String> missing =
        fonts.missingGlyphs(text).stream().filter(script -> !script.equals("Emoji")).toList();
    Area area = Area.of(widthPixels, heightPixels);
    if (!missing.isEmpty()) {
      return new Painted.NotDrawable(missing);
    }
    Path2D letters = outline(cue.lines(), area);
    if (letters.getCurrentPoint() == null) {
      return new Painted.NotDrawable(List.of("Emoji"));
    }
    return draw(letters, area);
  }

  /// Where captions may stand. Upright frames keep clear of the buttons that players lay over the
  /// lowest sixth.
  private record Area(int width, int height, double fontSize, double maxWidth, double bottom) {
    static Area of(int width, int height) {
      double aspect = (double) width / height;
      if (aspect > 1.2) {
        return new Area(width, height, height * 0.052, width * 0.84, height * 0.925);
      }
      return aspect > 0.8
          ? new Area(width, height, height * 0.047, width * 0.88, height * 0.92)
          : new Area(width, height, width * 0.060, width * 0.88, height * 0.82);
    }
  }

  /// All lines as one shape in frame coordinates, the last baseline above the safe bottom.
  private Path2D outline(List<String> lines, Area area) {
    List<Path2D> shapes = lines.stream().map(line -> line(line, area.fontSize)).toList();
    double widest =
        shapes.stream().mapToDouble(shape -> shape.getBounds2D().getWidth()).max().orElse(0);
    double scale = widest > area.maxWidth ? area.maxWidth / widest : 1;
    var all = new Path2D.Double();
    double baseline = area.bottom - area.fontSize * 0.25;
    for (Path2D shape : shapes.reversed()) {
      Rectangle2D bounds = shape.getBounds2D();
      var place = new AffineTransform();
      place.translate(area.width / 2.0, baseline);
      place.scale(scale, scale);
      place.translate(-bounds.getCenterX(), 0);
      all.append(place.createTransformedShape(shape), false);
      baseline -= area.fontSize * LINE_HEIGHT * scale;
    }
    return all;
  }

  private Path2D line(String text, double fontSize) {
    var line = new Path2D.Double();
    double x = 0;
    for (Fonts.Run run : fonts.forText(text, fontSize, Fonts.Weight.SEMIBOLD)) {
      var layout = new TextLayout(run.text(), run.font(), CONTEXT);
      line.append(layout.getOutline(AffineTransform.getTranslateInstance(x, 0)), false);
      x += layout.getAdvance();
    }
    return line;
  }

  private static Painted.Strip draw(Shape letters, Area area) {
    float border = (float) (area.fontSize * 0.13);
    int blur = Math.max(2, (int) Math.round(area.fontSize * 0.12));
    int margin = (int) Math.ceil(border + 3 * blur);
    Rectangle2D bounds = letters.getBounds2D();
    int x = Math.max(0, (int) Math.floor(bounds.getMinX()) - margin);
    int y = Math.max(0, (int) Math.floor(bounds.getMinY()) - margin);
    int width = Math.min(area.width, (int) Math.ceil(bounds.getMaxX()) + margin) - x;
    int height = Math.min(area.height, (int) Math.ceil(bounds.getMaxY()) + margin) - y;
    Shape placed = AffineTransform.getTranslateInstance(-x, -y).createTransformedShape(letters);
    var stroke = new BasicStroke(2 * border, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    BufferedImage shadow = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    paint(
        shadow,
        graphics -> {
          graphics.translate(0, border * 0.6);
          graphics.setColor(SHADOW);
          graphics.setStroke(stroke);
          graphics.draw(placed);
        });
    BufferedImage softened = blurred(shadow, blur);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    paint(
        image,
        graphics -> {
          graphics.drawImage(softened, 0, 0, null);
          graphics.setColor(OUTLINE);
          graphics.setStroke(stroke);
          graphics.draw(placed);
          graphics.setColor(LETTERS);
          graphics.fill(placed);
        });
    return new Painted.Strip(image, x, y);
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
