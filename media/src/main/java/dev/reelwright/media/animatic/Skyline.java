package dev.reelwright.media.animatic;

import static dev.reelwright.media.animatic.Colors.mix;
import static dev.reelwright.media.animatic.Colors.paint;

import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/// Paints rows of houses.
final class Skyline {
  private final Stage stage;

  Skyline(Stage stage) {
    this.stage = stage;
  }

  Plane row(long name, double height, int color) {
    double unit = stage.unit();
    double foot = stage.horizon() + unit * 0.04;
    Canvas canvas = stage.band(foot - unit * (height * 1.5 + 0.08), stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    graphics.setColor(paint(color));
    graphics.fill(
        new Rectangle2D.Double(
            stage.left(), foot - 2, stage.right() - stage.left(), stage.bottom() - foot));
    Dice dice = stage.world().child(name);
    double x = stage.left();
    for (int house = 0; x < stage.right(); house++) {
      double wide = unit * dice.between(house * 5L, 0.07, 0.15);
      double tall = unit * height * dice.between(house * 5L + 1, 0.55, 1.45);
      paintHouse(graphics, dice.child(house), x, foot, wide, tall, color);
      x += wide + unit * dice.between(house * 5L + 2, 0.0, 0.03);
    }
    return canvas.toPlane(stage);
  }

  private void paintHouse(
      Graphics2D graphics, Dice dice, double x, double foot, double wide, double tall, int color) {
    double unit = stage.unit();
    int wall = mix(color, 0xFFFFFF, dice.between(1, 0, 0.08));
    graphics.setPaint(
        new GradientPaint(
            0,
            (float) (foot - tall),
            paint(wall),
            0,
            (float) foot,
            paint(mix(wall, stage.palette().haze(), 0.25))));
    graphics.fill(new Rectangle2D.Double(x, foot - tall, wide, tall + unit * 0.02));
    graphics.setColor(paint(wall));
    if (dice.roll(2) < 0.3) {
      graphics.fill(
          new Rectangle2D.Double(
              x + wide * 0.48, foot - tall - unit * 0.06, unit * 0.004, unit * 0.06));
    } else if (dice.roll(2) < 0.55) {
      graphics.fill(
          new Rectangle2D.Double(
              x + wide * 0.25, foot - tall - unit * 0.02, wide * 0.5, unit * 0.021));
    }
    paintWindows(graphics, dice, x, foot, wide, tall, wall);
  }

  private void paintWindows(
      Graphics2D graphics, Dice dice, double x, double foot, double wide, double tall, int wall) {
    double unit = stage.unit();
    boolean lit = stage.spec().isNight() || stage.spec().time().equals("dusk");
    double cell = unit * 0.022;
    int columns = (int) (wide / cell) - 1;
    int rows = (int) (tall / (cell * 1.3)) - 1;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double chance = dice.roll(100L + row * 40L + column);
        boolean on = lit && chance < 0.42;
        int glass = on ? mix(0xFFC65C, 0xFFF0B8, chance * 2) : mix(wall, 0x000820, 0.22);
        graphics.setColor(paint(glass, on ? 0.85 : 0.5));
        graphics.fill(
            new Rectangle2D.Double(
                x + (wide - columns * cell) / 2 + column * cell + cell * 0.25,
                foot - tall + cell * (0.8 + row * 1.3),
                cell * 0.5,
                cell * 0.62));
      }
    }
  }
}
