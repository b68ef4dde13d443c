package dev.reelwright.media.animatic;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;

/// Draws a motif into a square of a canvas. Animals that the pack knows only as faces get a seated
/// body here.
final class SpriteArtist {
  private final MotifLibrary library;

  SpriteArtist(MotifLibrary library) {
    this.library = library;
  }

  /// Draws the motif standing in the square whose lower edge is the ground.
  ///
  /// @param left of the square
  /// @param top of the square
  /// @param size side of the square
  void draw(Graphics2D graphics, MotifLibrary.Motif motif, double left, double top, double size) {
    switch (motif.sort()) {
      case "seated" -> drawSeated(graphics, motif, left, top, size);
      case "robot" -> drawRobot(graphics, motif, left, top, size);
      default -> drawPicture(graphics, motif.id(), left, top, size);
    }
  }

  /// Somebody whom the pack knows as a portrait.
  Figure figure(MotifLibrary.Motif motif) {
    int side = Figure.portraitPixels();
    var portrait = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = portrait.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawPicture(graphics, motif.id(), 0, 0, side);
    graphics.dispose();
    return new Figure(portrait, List.of(motif.kind().split(":", -1)));
  }

  private void drawSeated(
      Graphics2D graphics, MotifLibrary.Motif motif, double left, double top, double size) {
    String[] details = motif.kind().split(":", -1);
    Color fur = Color.decode(details[1]);
    Color belly = Color.decode(details[2]);
    Color dark = fur.darker();
    var at = (Graphics2D) graphics.create();
    at.translate(left, top);
    at.scale(size / 100, size / 100);
    drawTail(at, details[3], fur, belly);
    at.setColor(dark);
    at.fill(new Ellipse2D.Double(22, 62, 26, 37));
    at.fill(new Ellipse2D.Double(52, 62, 26, 37));
    at.setColor(fur);
    var body = new Path2D.Double();
    body.moveTo(36, 44);
    body.curveTo(20, 66, 22, 98, 36, 98);
    body.lineTo(64, 98);
    body.curveTo(78, 98, 80, 66, 64, 44);
    body.closePath();
    at.fill(body);
    at.setColor(belly);
    at.fill(new Ellipse2D.Double(40, 50, 20, 38));
    at.setColor(dark);
    at.fill(new RoundRectangle2D.Double(49.2, 74, 1.6, 25, 1.6, 1.6));
    at.fill(new Ellipse2D.Double(33, 92, 16, 8));
    at.fill(new Ellipse2D.Double(51, 92, 16, 8));
    at.dispose();
    drawPicture(graphics, motif.id(), left + size * 0.22, top + size * 0.02, size * 0.56);
  }

  private static void drawTail(Graphics2D at, String tail, Color fur, Color tip) {
    if (tail.equals("bushy")) {
      at.setColor(fur);
      var brush = new Path2D.Double();
      brush.moveTo(66, 96);
      brush.curveTo(98, 100, 104, 72, 92, 52);
      brush.curveTo(86, 66, 78, 76, 66, 84);
      brush.closePath();
      at.fill(brush);
      at.setColor(tip);
      var end = new Path2D.Double();
      end.moveTo(92, 52);
      end.curveTo(98, 61, 99, 68, 97.5, 75);
      end.curveTo(93, 70, 89, 69, 84.5, 66);
      end.curveTo(88, 62, 90, 57, 92, 52);
      end.closePath();
      at.fill(end);
    } else if (tail.equals("tuft")) {
      at.setColor(fur);
      at.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      at.draw(new Arc2D.Double(60, 60, 32, 34, 270, 130, Arc2D.OPEN));
      at.setColor(fur.darker());
      at.fill(new Ellipse2D.Double(80, 56, 12, 14));
    }
  }

  private void drawRobot(
      Graphics2D graphics, MotifLibrary.Motif motif, double left, double top, double size) {
    var at = (Graphics2D) graphics.create();
    at.translate(left, top);
    at.scale(size / 100, size / 100);
    at.setColor(new Color(0x6C7F8A));
    at.fill(new RoundRectangle2D.Double(36, 74, 10, 24, 4, 4));
    at.fill(new RoundRectangle2D.Double(54, 74, 10, 24, 4, 4));
    at.fill(new RoundRectangle2D.Double(20, 48, 9, 30, 8, 8));
    at.fill(new RoundRectangle2D.Double(71, 48, 9, 30, 8, 8));
    at.setColor(new Color(0x4A5961));
    at.fill(new RoundRectangle2D.Double(32, 93, 16, 6, 4, 4));
    at.fill(new RoundRectangle2D.Double(52, 93, 16, 6, 4, 4));
    at.setColor(new Color(0x90A4AE));
    at.fill(new RoundRectangle2D.Double(29, 44, 42, 36, 10, 10));
    at.setColor(new Color(0xC62828));
    at.fill(new RoundRectangle2D.Double(36, 52, 28, 8, 4, 4));
    at.setColor(new Color(0xFFD54F));
    at.fill(new Ellipse2D.Double(38, 65, 7, 7));
    at.fill(new Ellipse2D.Double(55, 65, 7, 7));
    at.dispose();
    drawPicture(graphics, motif.id(), left + size * 0.26, top, size * 0.48);
  }

  private void drawPicture(Graphics2D graphics, String id, double left, double top, double size) {
    var loader = new SVGLoader();
    var in = new ByteArrayInputStream(library.drawing(id));
    SVGDocument document =
        loader.load(in, URI.create("motif:" + id), LoaderContext.createDefault());
    if (document == null) {
      throw new IllegalStateException("motif cannot be read: " + id);
    }
    var at = (Graphics2D) graphics.create();
    at.translate(left, top);
    document.render((Component) null, at, new ViewBox(0, 0, (float) size, (float) size));
    at.dispose();
  }
}
