package dev.reelwright.media.animatic;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;

/// Paints what actors stand on: a shadow on the ground, a rock in the sea, a table in a room.
record Footing(Stage stage) {
  /// Below what is painted already.
  void paint(Graphics2D graphics, Spot spot) {
    graphics.setComposite(AlphaComposite.DstOver);
    if (stage.setting("sea")) {
      paintRock(graphics, spot);
      return;
    }
    boolean isSlim =
        switch (spot.motif().sort()) {
          case "tree", "person", "figure" -> true;
          default -> false;
        };
    double wide = spot.size() * (isSlim ? 0.5 : 0.86);
    graphics.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(0, 0),
            1f,
            new float[] {0f, 1f},
            new Color[] {new Color(8, 12, 26, 105), new Color(8, 12, 26, 0)}));
    var at = (Graphics2D) graphics.create();
    at.translate(spot.x(), spot.foot());
    at.scale(wide / 2, spot.size() * 0.07);
    at.fill(new Ellipse2D.Double(-1, -1, 2, 2));
    at.dispose();
  }

  private void paintRock(Graphics2D graphics, Spot spot) {
    Palette palette = stage.palette();
    int stone = Colors.light(0x5E6470, palette.ambient());
    double half = spot.size() * (spot.motif().sort().equals("landmark") ? 0.72 : 0.7);
    double deep = spot.size() * 0.5;
    Dice dice = stage.world().child(95);
    for (int step = 0; step < 3; step++) {
      var rock = new Path2D.Double();
      double shrink = 0.62 + 0.19 * step;
      rock.moveTo(spot.x() - half * shrink * 1.16, spot.foot() + deep);
      int corners = 9;
      for (int corner = 0; corner <= corners; corner++) {
        double across = -1 + 2.0 * corner / corners;
        double dome = Math.pow(1 - across * across * 0.92, 0.6);
        double rough = dice.between(step * 20L + corner, 0.75, 1.15);
        double rise = Math.min(spot.size() * 0.02, spot.size() * 0.06 * step);
        rock.lineTo(
            spot.x() + half * shrink * across,
            spot.foot() + rise + spot.size() * 0.24 * (1 - dome * rough) - spot.size() * 0.01);
      }
      rock.lineTo(spot.x() + half * shrink * 1.16, spot.foot() + deep);
      rock.closePath();
      graphics.setColor(Colors.paint(Colors.shade(stone, 1.0 - 0.16 * step)));
      graphics.fill(rock);
    }
  }

  /// A table from left to right whose top is at that height.
  Plane table(double left, double right, double top) {
    double unit = stage.unit();
    var canvas =
        new Canvas(
            left - unit * 0.05,
            top - unit * 0.02,
            right - left + unit * 0.1,
            unit * 0.3,
            stage.density());
    Graphics2D graphics = canvas.graphics();
    int light = stage.spec().time().equals("day") ? 0xFFF4E6 : 0xE0B890;
    int wood = Colors.light(0xA9713F, light);
    double thick = unit * 0.022;
    graphics.setColor(Colors.paint(Colors.shade(wood, 0.72)));
    double leg = unit * 0.022;
    for (double x : new double[] {left + unit * 0.03, right - unit * 0.03 - leg}) {
      graphics.fill(new RoundRectangle2D.Double(x, top + thick, leg, unit * 0.2, leg / 2, leg / 2));
    }
    graphics.setColor(Colors.paint(Colors.shade(wood, 0.82)));
    graphics.fill(
        new RoundRectangle2D.Double(
            left, top + thick * 0.4, right - left, thick * 1.7, thick, thick));
    graphics.setColor(Colors.paint(wood));
    graphics.fill(
        new RoundRectangle2D.Double(
            left, top - thick * 0.6, right - left, thick * 1.6, thick, thick));
    return canvas.toPlane(stage, true);
  }
}
