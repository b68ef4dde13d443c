package dev.reelwright.media.animatic;

import dev.reelwright.media.font.Fonts;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Words in large letters over a scene: a film's title, its end, or a message between.
final class TitleCard {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final int MOST_LINES = 3;
  private static final double WIDEST = 0.8;

  private final Stage stage;
  private final Fonts fonts;

  TitleCard(Stage stage, Fonts fonts) {
    this.stage = stage;
    this.fonts = fonts;
  }

  /// Empty when the scene has none, or when no font can draw any of it.
  Optional<Layer> layer() {
    String text = stage.spec().staging().card().strip();
    if (text.isEmpty() || width(text, 20) <= 0) {
      return Optional.empty();
    }
    double size = stage.unit() * 0.12;
    List<String> lines = wrapped(text, size);
    while (lines.size() > MOST_LINES && size > stage.unit() * 0.045) {
      size *= 0.88;
      lines = wrapped(text, size);
    }
    double widest = 1;
    for (String line : lines) {
      widest = Math.max(widest, width(line, size));
    }
    size *= Math.min(1, stage.width() * WIDEST / widest);
    return Optional.of(Layer.still(plane(lines, size), 0));
  }

  private List<String> wrapped(String text, double size) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    // Where blanks are rare, as in Chinese, every letter is a place to break at.
    boolean hasWords = text.contains(" ");
    List<String> parts =
        hasWords
            ? List.of(text.split("\\s+", 0))
            : text.codePoints().mapToObj(Character::toString).toList();
    for (String part : parts) {
      String longer = line.isEmpty() ? part : line + (hasWords ? " " : "") + part;
      if (!line.isEmpty() && width(longer, size) > stage.width() * WIDEST) {
        lines.add(line.toString());
        line = new StringBuilder(part);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private double width(String line, double size) {
    return runs(line, size).stream().mapToDouble(TextLayout::getAdvance).sum();
  }

  private List<TextLayout> runs(String line, double size) {
    return fonts.forText(line, size, Fonts.Weight.BOLD).stream()
        .filter(run -> !run.text().isEmpty())
        .map(run -> new TextLayout(run.text(), run.font(), CONTEXT))
        .toList();
  }

  private Plane plane(List<String> lines, double size) {
    Canvas canvas = stage.canvas(1);
    Graphics2D graphics = canvas.graphics();
    graphics.setColor(new Color(6, 8, 16, 120));
    graphics.fill(
        new Rectangle2D.Double(
            stage.left(), stage.top(), stage.right() - stage.left(), stage.bottom() - stage.top()));
    double step = size * 1.22;
    double y = stage.height() * 0.47 - step * (lines.size() - 1) / 2 + size * 0.3;
    for (String line : lines) {
      double x = stage.width() / 2 - width(line, size) / 2;
      for (TextLayout run : runs(line, size)) {
        graphics.setColor(new Color(0, 0, 0, 110));
        run.draw(graphics, (float) (x + size * 0.03), (float) (y + size * 0.05));
        graphics.setColor(new Color(0xFDFBF5));
        run.draw(graphics, (float) x, (float) y);
        x += run.getAdvance();
      }
      y += step;
    }
    double bar = stage.unit() * 0.2;
    graphics.setColor(new Color(0xF2B84B));
    graphics.fill(
        new Rectangle2D.Double(
            stage.width() / 2 - bar / 2, y - step * 0.55, bar, stage.unit() * 0.009));
    return canvas.toPlane(stage);
  }
}
