package dev.reelwright.media.animatic;

import static dev.reelwright.media.animatic.Colors.mix;
import static dev.reelwright.media.animatic.Colors.paint;
import static dev.reelwright.media.animatic.Colors.shade;

import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/// Paints ground that is not plain country: a beach, a lake, another planet, a stadium.
final class Shore {
  private final Stage stage;
  private final Palette palette;
  private final double unit;
  private final double horizon;

  Shore(Stage stage) {
    this.stage = stage;
    palette = stage.palette();
    unit = stage.unit();
    horizon = stage.horizon();
  }

  /// Sand with a wet edge where the sea runs out.
  Plane beach() {
    double edge = horizon + unit * 0.13;
    Canvas canvas = stage.band(edge - unit * 0.06, stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    int sand = Colors.light(0xEBD3A0, palette.ambient());
    Dice dice = stage.world().child(37);
    graphics.setColor(paint(Colors.light(0xFFFFFF, mix(palette.ambient(), 0xFFFFFF, 0.3)), 0.8));
    graphics.fill(tongue(dice, edge - unit * 0.012));
    graphics.setColor(paint(mix(shade(sand, 0.78), palette.skyLow(), 0.2)));
    graphics.fill(tongue(dice, edge));
    graphics.setPaint(
        new GradientPaint(
            0, (float) edge, paint(sand), 0, (float) stage.bottom(), paint(shade(sand, 0.86))));
    graphics.fill(tongue(dice, edge + unit * 0.035));
    for (int shell = 0; shell < 40; shell++) {
      double near = dice.between(400 + shell, 0.2, 1);
      double y = edge + unit * 0.06 + (stage.bottom() - edge) * near;
      double size = unit * 0.004 * (0.6 + near);
      graphics.setColor(paint(shade(sand, dice.between(500 + shell, 0.7, 1.12)), 0.8));
      graphics.fill(
          new Ellipse2D.Double(
              dice.between(600 + shell, stage.left(), stage.right()), y, size * 2, size));
    }
    return canvas.toPlane(stage);
  }

  private Path2D tongue(Dice dice, double y) {
    var shape = new Path2D.Double();
    shape.moveTo(stage.left(), stage.bottom());
    for (double x = stage.left(); x <= stage.right() + 6; x += 6) {
      shape.lineTo(x, y + unit * 0.05 * (dice.cloud(x / unit * 1.1 + 30, 2, 2) - 0.5));
    }
    shape.lineTo(stage.right(), stage.bottom());
    shape.closePath();
    return shape;
  }

  /// A sheet of water that mirrors the sky, with streaks of light.
  Plane lake() {
    double top = horizon + unit * 0.015;
    double low = horizon + unit * 0.145;
    Canvas canvas = stage.band(top - unit * 0.02, low + unit * 0.05, 1);
    Graphics2D graphics = canvas.graphics();
    var shape = new Path2D.Double();
    Dice dice = stage.world().child(38);
    shape.moveTo(stage.left(), top);
    shape.lineTo(stage.right(), top);
    for (double x = stage.right(); x >= stage.left() - 6; x -= 6) {
      shape.lineTo(x, low + unit * 0.05 * (dice.cloud(x / unit * 0.8 + 60, 4, 2) - 0.5));
    }
    shape.closePath();
    graphics.setPaint(
        new GradientPaint(
            0,
            (float) top,
            paint(mix(palette.skyLow(), palette.skyMiddle(), 0.25)),
            0,
            (float) low,
            paint(mix(palette.skyMiddle(), Colors.light(0x2F6C94, palette.ambient()), 0.55))));
    graphics.fill(shape);
    graphics.clip(shape);
    for (int streak = 0; streak < 46; streak++) {
      double down = dice.roll(streak);
      double wide = unit * (0.05 + 0.2 * down) * dice.between(100 + streak, 0.5, 1.3);
      graphics.setColor(
          paint(mix(palette.skyLow(), 0xFFFFFF, 0.5), 0.1 + 0.2 * dice.roll(200 + streak)));
      graphics.fill(
          new RoundRectangle2D.Double(
              dice.between(300 + streak, stage.left(), stage.right()) - wide / 2,
              top + (low - top) * down,
              wide,
              unit * 0.0045,
              unit * 0.004,
              unit * 0.004));
    }
    return canvas.toPlane(stage);
  }

  /// Dusty ground with craters.
  Plane planet() {
    Canvas canvas = stage.band(horizon - unit * 0.08, stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    Dice dice = stage.world().child(39);
    var shape = new Path2D.Double();
    shape.moveTo(stage.left(), stage.bottom());
    for (double x = stage.left(); x <= stage.right() + 6; x += 6) {
      shape.lineTo(x, horizon - unit * 0.05 * (dice.cloud(x / unit * 0.9 + 10, 1, 3) - 0.4));
    }
    shape.lineTo(stage.right(), stage.bottom());
    shape.closePath();
    graphics.setPaint(
        new GradientPaint(
            0,
            (float) horizon,
            paint(palette.ground()),
            0,
            (float) stage.bottom(),
            paint(palette.groundNear())));
    graphics.fill(shape);
    for (int crater = 0; crater < 14; crater++) {
      double near = dice.between(100 + crater, 0.08, 1);
      double y = horizon + (stage.bottom() - horizon) * near;
      double wide = unit * (0.05 + 0.26 * near) * dice.between(200 + crater, 0.5, 1.1);
      double x = dice.between(300 + crater, stage.left(), stage.right());
      graphics.setColor(paint(mix(palette.ground(), 0xFFFFFF, 0.12), 0.7));
      graphics.fill(new Ellipse2D.Double(x - wide / 2, y, wide, wide * 0.2));
      graphics.setColor(paint(shade(palette.groundNear(), 0.72), 0.8));
      graphics.fill(
          new Ellipse2D.Double(x - wide * 0.46, y + wide * 0.02, wide * 0.92, wide * 0.165));
    }
    return canvas.toPlane(stage);
  }

  /// Stands full of people behind a lawn.
  Plane stands() {
    Canvas canvas = stage.band(horizon - unit * 0.46, stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    Dice dice = stage.world().child(40);
    double top = horizon - unit * 0.3;
    double wide = stage.right() - stage.left();
    int wall = Colors.light(0x5B6478, palette.ambient());
    graphics.setColor(paint(shade(wall, 0.8)));
    graphics.fill(new Rectangle2D.Double(stage.left(), top, wide, stage.bottom() - top));
    double seat = unit * 0.02;
    int[] shirts = {0xD64545, 0x3F7FD0, 0xF2C14E, 0xF5F5F5, 0x58A55C, 0xE8894A};
    for (int row = 0; row < 12; row++) {
      double y = top + unit * 0.035 + row * seat;
      for (int place = 0; place < wide / seat; place++) {
        long at = row * 1000L + place;
        if (dice.roll(at) < 0.12) {
          continue;
        }
        double x = stage.left() + place * seat + dice.roll(at + 50_000) * seat * 0.35;
        int shirt = shirts[(int) (dice.roll(at + 100_000) * shirts.length)];
        graphics.setColor(paint(Colors.light(mix(shirt, wall, 0.35), palette.ambient())));
        graphics.fill(new Ellipse2D.Double(x, y + seat * 0.35, seat * 0.72, seat * 0.7));
        graphics.setColor(paint(Colors.light(0xD9A77E, palette.ambient())));
        graphics.fill(new Ellipse2D.Double(x + seat * 0.17, y, seat * 0.38, seat * 0.42));
      }
    }
    graphics.setColor(paint(Colors.light(0xE9EDF2, palette.ambient())));
    graphics.fill(new Rectangle2D.Double(stage.left(), horizon - unit * 0.025, wide, unit * 0.03));
    for (double x : new double[] {0.12, 0.88}) {
      double mast = stage.width() * x;
      graphics.setColor(paint(shade(wall, 0.6)));
      graphics.fill(
          new Rectangle2D.Double(
              mast - unit * 0.006, top - unit * 0.12, unit * 0.012, unit * 0.14));
      graphics.setColor(paint(0xFFFBE6));
      graphics.fill(
          new RoundRectangle2D.Double(
              mast - unit * 0.06, top - unit * 0.15, unit * 0.12, unit * 0.045, 6, 6));
    }
    return canvas.toPlane(stage);
  }

  Plane pitch() {
    Canvas canvas = stage.band(horizon, stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    int grass = Colors.light(0x5FA646, palette.ambient());
    double wide = stage.right() - stage.left();
    double deep = stage.bottom() - horizon;
    for (int stripe = 0; stripe < 8; stripe++) {
      double from = horizon + deep * Math.pow(stripe / 8.0, 1.4);
      double to = horizon + deep * Math.pow((stripe + 1) / 8.0, 1.4);
      graphics.setColor(paint(shade(grass, stripe % 2 == 0 ? 1 : 0.9)));
      graphics.fill(new Rectangle2D.Double(stage.left(), from, wide, to - from + 1));
    }
    graphics.setColor(paint(Colors.light(0xFFFFFF, palette.ambient()), 0.75));
    graphics.fill(new Rectangle2D.Double(stage.left(), horizon + unit * 0.04, wide, unit * 0.006));
    graphics.fill(new Rectangle2D.Double(stage.left(), horizon + unit * 0.26, wide, unit * 0.011));
    return canvas.toPlane(stage);
  }
}
