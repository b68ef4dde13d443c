package dev.reelwright.media.caption;

import dev.reelwright.media.font.Fonts;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/// One line of a caption as shapes: letters of any scripts, shaped by their fonts, in the order in
/// which they are seen. The baseline begins at the origin.
final class CaptionLine {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /// @param from where its text begins in the line, in chars
  private record Piece(int from, TextLayout layout, double x) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final Path2D outline = new Path2D.Double();

  CaptionLine(String text, Fonts fonts, double fontSize, Fonts.Weight weight) {
    var bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    int count = bidi.getRunCount();
    var levels = new byte[count];
    var order = new Integer[count];
    for (int i = 0; i < count; i++) {
      levels[i] = (byte) bidi.getRunLevel(i);
      order[i] = i;
    }
    Bidi.reorderVisually(levels, 0, order, 0, count);
    double x = 0;
    for (int run : order) {
      boolean isRightToLeft = bidi.getRunLevel(run) % 2 == 1;
      int from = bidi.getRunStart(run);
      x =
          add(
              text.substring(from, bidi.getRunLimit(run)),
              from,
              isRightToLeft,
              fonts,
              fontSize,
              weight,
              x);
    }
  }

  private double add(
      String text,
      int from,
      boolean isRightToLeft,
      Fonts fonts,
      double fontSize,
      Fonts.Weight weight,
      double start) {
    var runs = fonts.forText(text, fontSize, weight);
    double x = start;
    var found = new ArrayList<Piece>();
    int position = 0;
    for (var run : isRightToLeft ? runs.reversed() : runs) {
      var attributed = new AttributedString(run.text());
      attributed.addAttribute(TextAttribute.FONT, run.font());
      attributed.addAttribute(
          TextAttribute.RUN_DIRECTION,
          isRightToLeft ? TextAttribute.RUN_DIRECTION_RTL : TextAttribute.RUN_DIRECTION_LTR);
      var layout = new TextLayout(attributed.getIterator(), CONTEXT);
      outline.append(layout.getOutline(AffineTransform.getTranslateInstance(x, 0)), false);
      found.add(new Piece(0, layout, x));
      x += layout.getAdvance();
    }
    // Where each run stands in the text: what fonts leave out counts for nothing.
    var logical = isRightToLeft ? found.reversed() : found;
    for (int i = 0; i < runs.size(); i++) {
      int at = text.indexOf(runs.get(i).text().strip(), position);
      int begin = at < 0 ? position : at - leadingBlanks(runs.get(i).text());
      pieces.add(new Piece(from + begin, logical.get(i).layout(), logical.get(i).x()));
      position = Math.max(position, begin + runs.get(i).text().length());
    }
    return x;
  }

  private static int leadingBlanks(String text) {
    return text.length() - text.stripLeading().length();
  }

  Path2D outline() {
    return outline;
  }

  Rectangle2D bounds() {
    return outline.getBounds2D();
  }

  /// The place of some letters, from above the highest to below the lowest one.
  ///
  /// @param from first char in the line
  /// @param to the char after the last
  Shape place(int from, int to) {
    var place = new Area();
    for (var piece : pieces) {
      int length = piece.layout().getCharacterCount();
      int first = Math.clamp((long) from - piece.from(), 0, length);
      int last = Math.clamp((long) to - piece.from(), 0, length);
      if (first < last) {
        var shape = piece.layout().getLogicalHighlightShape(first, last);
        place.add(
            new Area(
                AffineTransform.getTranslateInstance(piece.x(), 0).createTransformedShape(shape)));
      }
    }
    return place;
  }
}
