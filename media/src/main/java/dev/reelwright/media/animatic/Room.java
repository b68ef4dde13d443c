package dev.reelwright.media.animatic;

import static dev.reelwright.media.animatic.Colors.light;
import static dev.reelwright.media.animatic.Colors.mix;
import static dev.reelwright.media.animatic.Colors.shade;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// Paints a room: wall, window onto the sky, shelf, floor and rug. The window's panes stay open, so
/// that the sky behind shows.
final class Room {
  private final Stage stage;
  private final int lamplight;

  Room(Stage stage) {
    this.stage = stage;
    lamplight =
        stage.spec().time().equals("day")
            ? 0xFFFFFF
            : mix(0xFFD9A0, stage.palette().ambient(), 0.35);
  }

  Plane paint() {
    Canvas canvas = stage.canvas(1);
    Graphics2D graphics = canvas.graphics();
    double unit = stage.unit();
    double wide = stage.right() - stage.left();
    double floor = stage.horizon();
    int wall = light(0xD8C3A0, lamplight);
    graphics.setPaint(
        new GradientPaint(
            0,
            (float) stage.top(),
            Colors.paint(shade(wall, 0.72)),
            0,
            (float) floor,
            Colors.paint(wall)));
    graphics.fill(new Rectangle2D.Double(stage.left(), stage.top(), wide, floor - stage.top()));
    paintFloor(graphics, unit, wide, floor);
    paintWindow(canvas, unit);
    paintShelf(graphics, unit);
    paintLampGlow(graphics, unit);
    return canvas.toPlane(stage);
  }

  private void paintFloor(Graphics2D graphics, double unit, double wide, double floor) {
    int boards = light(0x9A6B43, lamplight);
    graphics.setPaint(
        new GradientPaint(
            0,
            (float) floor,
            Colors.paint(boards),
            0,
            (float) stage.bottom(),
            Colors.paint(shade(boards, 0.7))));
    graphics.fill(new Rectangle2D.Double(stage.left(), floor, wide, stage.bottom() - floor));
    graphics.setColor(Colors.paint(shade(boards, 0.8)));
    for (int board = 1; board < 5; board++) {
      double y = floor + (stage.bottom() - floor) * board * board / 20.0;
      graphics.fill(new Rectangle2D.Double(stage.left(), y, wide, unit * 0.003));
    }
    graphics.setColor(Colors.paint(light(0xF1E4CE, lamplight)));
    graphics.fill(new Rectangle2D.Double(stage.left(), floor - unit * 0.025, wide, unit * 0.025));
    graphics.setColor(Colors.paint(light(0x9E4B46, lamplight)));
    graphics.fill(
        new Ellipse2D.Double(
            stage.width() * 0.5 - unit * 0.62, floor + unit * 0.06, unit * 1.24, unit * 0.16));
    graphics.setColor(Colors.paint(light(0xC07A5A, lamplight)));
    graphics.fill(
        new Ellipse2D.Double(
            stage.width() * 0.5 - unit * 0.54, floor + unit * 0.075, unit * 1.08, unit * 0.13));
  }

  private void paintWindow(Canvas canvas, double unit) {
    Graphics2D graphics = canvas.graphics();
    double left = stage.width() * 0.12;
    double top = stage.height() * 0.14;
    double wide = unit * 0.42;
    double tall = unit * 0.40;
    double bar = unit * 0.016;
    graphics.setColor(Colors.paint(light(0xF5EBDA, lamplight)));
    graphics.fill(
        new RoundRectangle2D.Double(
            left - bar, top - bar, wide + bar * 2, tall + bar * 2, bar, bar));
    var open = (Graphics2D) graphics.create();
    open.setComposite(AlphaComposite.Clear);
    double paneWide = (wide - bar) / 2;
    double paneTall = (tall - bar) / 2;
    for (int pane = 0; pane < 4; pane++) {
      open.fill(
          new Rectangle2D.Double(
              left + (pane % 2) * (paneWide + bar),
              top + (pane < 2 ? 0 : paneTall + bar),
              paneWide,
              paneTall));
    }
    open.dispose();
    graphics.setColor(Colors.paint(light(0xE6D6BC, lamplight)));
    graphics.fill(
        new Rectangle2D.Double(left - bar * 2, top + tall + bar, wide + bar * 4, bar * 1.4));
  }

  private void paintShelf(Graphics2D graphics, double unit) {
    double left = stage.width() * 0.88 - unit * 0.34;
    double y = stage.height() * 0.36;
    int[] bindings = {0x8C3B3B, 0x3B5A8C, 0x4F7A4A, 0xB88A3A, 0x6A4A7A, 0x2F6F74};
    Dice dice = stage.world().child(36);
    double x = left + unit * 0.02;
    for (int book = 0; book < 11; book++) {
      double thick = unit * dice.between(book, 0.014, 0.028);
      double tall = unit * dice.between(50 + book, 0.08, 0.12);
      int binding = bindings[(int) (dice.roll(90 + book) * bindings.length)];
      graphics.setColor(Colors.paint(light(binding, lamplight)));
      graphics.fill(new Rectangle2D.Double(x, y - tall, thick, tall));
      x += thick + unit * 0.002;
    }
    graphics.setColor(Colors.paint(light(0x7A5232, lamplight)));
    graphics.fill(new Rectangle2D.Double(left, y, unit * 0.34, unit * 0.016));
  }

  private void paintLampGlow(Graphics2D graphics, double unit) {
    if (stage.spec().time().equals("day")) {
      return;
    }
    double x = stage.width() * 0.62;
    double y = stage.height() * 0.3;
    double reach = unit * 0.75;
    graphics.setPaint(
        new RadialGradientPaint(
            (float) x,
            (float) y,
            (float) reach,
            new float[] {0f, 1f},
            new Color[] {Colors.paint(0xFFC773, 0.3), Colors.paint(0xFFC773, 0)}));
    graphics.fill(new Ellipse2D.Double(x - reach, y - reach, reach * 2, reach * 2));
  }
}
