package dev.reelwright.media.animatic;

import static dev.reelwright.media.animatic.Colors.mix;
import static dev.reelwright.media.animatic.Colors.paint;
import static dev.reelwright.media.animatic.Colors.shade;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// Paints what grows: firs, bushes, grass, seaweed.
final class Growth {
  private final Stage stage;
  private final double unit;

  Growth(Stage stage) {
    this.stage = stage;
    unit = stage.unit();
  }

  /// A stand of firs that leaves the middle of the picture open.
  ///
  /// @param tall height of a tree, in units
  /// @param low how far below the horizon they stand, in units
  /// @param misty 0..1 share of haze
  Plane firs(long name, int count, double tall, double low, double misty) {
    Canvas canvas =
        stage.band(stage.horizon() - unit * tall * 1.4, stage.horizon() + unit * 0.2, 1);
    Dice dice = stage.world().child(name);
    int needles = mix(stage.palette().near(), stage.palette().haze(), misty * 0.6);
    boolean snowy = stage.setting("snow") || stage.spec().hasSnowLying();
    for (int tree = 0; tree < count; tree++) {
      double share = (tree + dice.roll(tree)) / count;
      double x = stage.left() + (stage.right() - stage.left()) * share;
      double middle = Math.abs(share - 0.5) * 2;
      double height = unit * tall * dice.between(100 + tree, 0.6, 1.1) * (0.5 + 0.6 * middle);
      double foot = stage.horizon() + unit * low * (0.6 + dice.roll(200 + tree));
      paintFir(
          canvas.graphics(),
          x,
          foot,
          height,
          shade(needles, dice.between(300 + tree, 0.86, 1.1)),
          snowy);
    }
    return canvas.toPlane(stage);
  }

  private void paintFir(
      Graphics2D graphics, double x, double foot, double height, int needles, boolean snowy) {
    graphics.setColor(paint(mix(needles, 0x3A2A20, 0.6)));
    graphics.fill(
        new Rectangle2D.Double(
            x - height * 0.025, foot - height * 0.14, height * 0.05, height * 0.14));
    for (int tier = 0; tier < 4; tier++) {
      double top = foot - height * (0.42 + 0.19 * tier);
      double bottom = foot - height * (0.08 + 0.2 * tier);
      double half = height * (0.25 - 0.045 * tier);
      graphics.setColor(paint(mix(needles, 0xFFFFFF, 0.03 * tier)));
      var skirt = new Path2D.Double();
      skirt.moveTo(x, top);
      skirt.quadTo(x + half * 0.35, bottom - height * 0.06, x + half, bottom);
      skirt.quadTo(x, bottom + height * 0.05, x - half, bottom);
      skirt.quadTo(x - half * 0.35, bottom - height * 0.06, x, top);
      graphics.fill(skirt);
      if (snowy) {
        graphics.setColor(paint(Colors.light(0xF4F8FF, stage.palette().ambient()), 0.75));
        var cap = new Path2D.Double();
        cap.moveTo(x, top);
        cap.quadTo(x + half * 0.3, top + height * 0.1, x + half * 0.55, bottom - height * 0.07);
        cap.quadTo(x + half * 0.1, bottom - height * 0.1, x - half * 0.3, bottom - height * 0.09);
        cap.quadTo(x - half * 0.2, top + height * 0.1, x, top);
        graphics.fill(cap);
      }
    }
  }

  Plane bushes(long name) {
    Canvas canvas = stage.band(stage.horizon() - unit * 0.2, stage.horizon() + unit * 0.12, 1);
    Graphics2D graphics = canvas.graphics();
    Dice dice = stage.world().child(name);
    for (int bush = 0; bush < 12; bush++) {
      double x = dice.between(bush, stage.left(), stage.right());
      double foot = stage.horizon() + unit * dice.between(100 + bush, 0.0, 0.05);
      double size = unit * dice.between(200 + bush, 0.04, 0.1);
      int leaves =
          mix(stage.palette().near(), stage.palette().haze(), dice.between(300 + bush, 0.1, 0.4));
      graphics.setColor(paint(mix(leaves, 0x3A2A20, 0.5)));
      graphics.fill(
          new Rectangle2D.Double(x - size * 0.06, foot - size * 0.6, size * 0.12, size * 0.6));
      graphics.setColor(paint(leaves));
      graphics.fill(new Ellipse2D.Double(x - size * 0.5, foot - size * 1.35, size, size * 0.9));
      graphics.fill(
          new Ellipse2D.Double(x - size * 0.75, foot - size * 1.05, size * 0.8, size * 0.65));
      graphics.setColor(paint(mix(leaves, 0xFFFFFF, 0.1)));
      graphics.fill(
          new Ellipse2D.Double(x - size * 0.1, foot - size * 1.15, size * 0.75, size * 0.62));
    }
    return canvas.toPlane(stage);
  }

  /// Blades along the lower edge, close to the camera.
  Plane grass(long name) {
    Canvas canvas = stage.band(stage.height() * 0.8, stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    Dice dice = stage.world().child(name);
    boolean snowy = stage.spec().hasSnowLying();
    int near =
        snowy
            ? Colors.light(0xDCE8F4, stage.palette().ambient())
            : shade(stage.palette().groundNear(), 0.55);
    graphics.setColor(paint(near));
    double floor = stage.height() * 0.975;
    for (int blade = 0; blade < 260; blade++) {
      double share = dice.roll(blade);
      double x = stage.left() + (stage.right() - stage.left()) * share;
      double side = Math.abs(share - 0.5) * 2;
      double tall = unit * dice.between(1000 + blade, 0.02, 0.06) * (0.5 + 1.4 * side * side);
      double bend = unit * dice.between(2000 + blade, -0.02, 0.02);
      double half = unit * 0.0032;
      var leaf = new Path2D.Double();
      leaf.moveTo(x - half, floor + unit * 0.03);
      leaf.quadTo(x - half, floor - tall * 0.4, x + bend, floor - tall);
      leaf.quadTo(x + half, floor - tall * 0.4, x + half, floor + unit * 0.03);
      leaf.closePath();
      graphics.fill(leaf);
    }
    graphics.fill(
        new Rectangle2D.Double(
            stage.left(), floor + unit * 0.012, stage.right() - stage.left(), stage.height()));
    return canvas.toPlane(stage);
  }

  Plane seaweed(long name, int count, double large) {
    Canvas canvas = stage.band(stage.height() * 0.4, stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    Dice dice = stage.world().child(name);
    for (int plant = 0; plant < count; plant++) {
      double share = dice.roll(plant);
      if (large > 1) {
        share = share < 0.5 ? share * 0.4 : 0.8 + (share - 0.5) * 0.4;
      }
      double x = stage.left() + (stage.right() - stage.left()) * share;
      double foot =
          large > 1 ? stage.bottom() : stage.horizon() + unit * dice.between(100 + plant, 0.0, 0.1);
      double tall = unit * large * dice.between(200 + plant, 0.12, 0.3);
      int leaf =
          Colors.light(dice.roll(300 + plant) < 0.7 ? 0x2E8B6A : 0xB85C7A, stage.palette().haze());
      graphics.setColor(paint(large > 1 ? shade(leaf, 0.5) : leaf));
      graphics.setStroke(
          new BasicStroke(
              (float) (unit * 0.014 * large), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      var stem = new Path2D.Double();
      stem.moveTo(x, foot);
      stem.curveTo(
          x - tall * 0.25, foot - tall * 0.35, x + tall * 0.25, foot - tall * 0.65, x, foot - tall);
      graphics.draw(stem);
    }
    return canvas.toPlane(stage);
  }
}
