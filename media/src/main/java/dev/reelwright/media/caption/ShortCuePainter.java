package dev.reelwright.media.caption;

import dev.reelwright.media.caption.CaptionPainter.Painted;
import dev.reelwright.media.font.Fonts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Draws cues in the look of a plain ASS style: one colour, an outline, a hard shadow, at an edge
/// of the picture. Lengths are those of a script grid of 384 x 288, so they grow with the picture's
/// height. Thread-safe.
public final class ShortCuePainter {
  /// Height of the script grid that sizes are told on.
  private static final double GRID_HEIGHT = 288;

  private static final double WIDEST = 0.94;

  /// The size of an ASS style is the height of a line, ascent and descent together; that of a font
  /// here is its em. For the bundled Latin font (hhea of Inter) a line is 1.21 em high.
  private static final double LINE_PER_EM = 1.21;

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final Fonts fonts;

  public ShortCuePainter(Fonts fonts) {
    this.fonts = fonts;
  }

  /// @param edge which edge the lines keep to
  /// @param margin distance from it; in the middle, how far below it
  public record Look(
      double size,
      boolean bold,
      int colour,
      int outlineColour,
      double outline,
      double shadow,
      Edge edge,
      double margin) {}

  /// Where the lines stand.
  public enum Edge {
    BOTTOM,
    MIDDLE,
    TOP
  }

  public Painted paint(Cue cue, Look look, int widthPixels, int heightPixels) {
    var missing =
        fonts.missingGlyphs(String.join(" ", cue.lines())).stream()
            .filter(script -> !script.equals("Emoji"))
            .toList();
    if (!missing.isEmpty()) {
      return new Painted.NotDrawable(missing);
    }
    double unit = heightPixels / GRID_HEIGHT;
    var letters = outline(cue.lines(), look, unit, widthPixels, heightPixels);
    return letters.getCurrentPoint() == null
        ? new Painted.NotDrawable(List.of("Emoji"))
        : draw(letters, look, unit, widthPixels, heightPixels);
  }

  private Path2D outline(List<String> lines, Look look, double unit, int width, int height) {
    double lineHeight = look.size() * unit;
    var shapes = lines.stream().map(line -> line(line, lineHeight / LINE_PER_EM, look)).toList();
    double widest =
        shapes.stream().mapToDouble(shape -> shape.getBounds2D().getWidth()).max().orElse(0);
    double scale = Math.min(1, width * WIDEST / Math.max(1, widest));
    double block = lineHeight * scale * lines.size();
    double margin = look.margin() * unit;
    double top =
        switch (look.edge()) {
          case BOTTOM -> height - margin - block;
          case MIDDLE -> (height - block) / 2 + margin;
          case TOP -> margin;
        };
    top = Math.clamp(top, 0, Math.max(0, height - block));
    var all = new Path2D.Double();
    for (int i = 0; i < shapes.size(); i++) {
      var shape = shapes.get(i);
      // The baseline lies about four fifths down the line.
      double baseline = top + lineHeight * scale * (i + 0.8);
      var place = new AffineTransform();
      place.translate(width / 2.0, baseline);
      place.scale(scale, scale);
      place.translate(-shape.getBounds2D().getCenterX(), 0);
      all.append(place.createTransformedShape(shape), false);
    }
    return all;
  }

  private Path2D line(String text, double em, Look look) {
    var line = new Path2D.Double();
    double x = 0;
    var weight = look.bold() ? Fonts.Weight.BOLD : Fonts.Weight.REGULAR;
    for (var run : fonts.forText(text, em, weight)) {
      var layout = new TextLayout(run.text(), run.font(), CONTEXT);
      line.append(layout.getOutline(AffineTransform.getTranslateInstance(x, 0)), false);
      x += layout.getAdvance();
    }
    return line;
  }

  private static Painted.Strip draw(
      Path2D letters, Look look, double unit, int frameWidth, int frameHeight) {
    double border = look.outline() * unit;
    double shadow = look.shadow() * unit;
    int room = (int) Math.ceil(border + shadow) + 2;
    var bounds = letters.getBounds2D();
    int x = Math.clamp((int) Math.floor(bounds.getMinX()) - room, 0, frameWidth - 1);
    int y = Math.clamp((int) Math.floor(bounds.getMinY()) - room, 0, frameHeight - 1);
    int right = Math.min(frameWidth, (int) Math.ceil(bounds.getMaxX()) + room);
    int bottom = Math.min(frameHeight, (int) Math.ceil(bounds.getMaxY()) + room);
    var image =
        new BufferedImage(
            Math.max(1, right - x), Math.max(1, bottom - y), BufferedImage.TYPE_INT_ARGB);
    var placed = AffineTransform.getTranslateInstance(-x, -y).createTransformedShape(letters);
    var stroke =
        new BasicStroke((float) (2 * border), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setStroke(stroke);
    if (shadow > 0) {
      var fallen =
          AffineTransform.getTranslateInstance(shadow, shadow).createTransformedShape(placed);
      graphics.setColor(new Color(0, 0, 0, 160));
      graphics.fill(fallen);
      if (border > 0) {
        graphics.draw(fallen);
      }
    }
    if (border > 0) {
      graphics.setColor(new Color(look.outlineColour()));
      graphics.draw(placed);
    }
    graphics.setColor(new Color(look.colour()));
    graphics.fill(placed);
    graphics.dispose();
    return new Painted.Strip(image, x, y);
  }
}
