package dev.reelwright.media.animatic;

import static dev.reelwright.media.animatic.Colors.mix;
import static dev.reelwright.media.animatic.Colors.paint;
import static dev.reelwright.media.animatic.Colors.shade;

import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Paints the land of a scene, from far to near.
final class Landscape {
  private final Stage stage;
  private final Palette palette;
  private final double horizon;
  private final double unit;

  Landscape(Stage stage) {
    this.stage = stage;
    palette = stage.palette();
    horizon = stage.horizon();
    unit = stage.unit();
  }

  /// Everything behind the actors, far first.
  List<Layer> behind() {
    var layers = new ArrayList<Layer>();
    switch (stage.spec().setting()) {
      case "space" -> {}
      case "abstract" -> layers.add(Layer.still(orbs(), 0.35));
      case "interior" -> layers.add(Layer.still(new Room(stage).paint(), 0.55));
      case "underwater" -> {
        layers.add(Layer.still(ridge(31, 0.16, 1.2, palette.far(), palette.near()), 0.3));
        layers.add(Layer.still(ground(), 0.75));
        layers.add(swaying(new Growth(stage).seaweed(61, 16, 1), 0.7));
      }
      case "sea" -> {
        layers.add(Layer.still(ridge(31, 0.07, 0.9, palette.far(), palette.haze()), 0.12));
        layers.addAll(new Waves(stage).behind());
      }
      case "beach" -> {
        layers.add(Layer.still(ridge(31, 0.05, 0.9, palette.far(), palette.haze()), 0.12));
        layers.addAll(new Waves(stage).behind());
        layers.add(Layer.still(new Shore(stage).beach(), 0.8));
      }
      case "planet" -> {
        layers.add(Layer.still(ridge(31, 0.2, 1.4, palette.far(), palette.near()), 0.22));
        layers.add(Layer.still(ridge(32, 0.1, 2.1, palette.near(), palette.near()), 0.4));
        layers.add(Layer.still(new Shore(stage).planet(), 0.75));
      }
      case "stadium" -> {
        layers.add(Layer.still(new Shore(stage).stands(), 0.4));
        layers.add(Layer.still(new Shore(stage).pitch(), 0.75));
      }
      case "city" -> {
        var skyline = new Skyline(stage);
        layers.add(
            Layer.still(skyline.row(41, 0.42, mix(palette.far(), palette.haze(), 0.35)), 0.2));
        layers.add(Layer.still(skyline.row(42, 0.32, palette.far()), 0.35));
        layers.add(Layer.still(skyline.row(43, 0.22, palette.near()), 0.5));
        layers.add(Layer.still(ground(), 0.75));
      }
      default -> addCountry(layers);
    }
    return layers;
  }

  private void addCountry(List<Layer> layers) {
    boolean lake = stage.setting("lake");
    boolean steep = stage.setting("mountains") || stage.setting("snow") || lake;
    boolean desert = stage.setting("desert");
    if (steep) {
      layers.add(Layer.still(peaks(33), 0.12));
    }
    layers.add(
        Layer.still(
            ridge(31, desert ? 0.1 : 0.14, desert ? 0.8 : 1.6, palette.far(), palette.haze()),
            0.22));
    layers.add(
        Layer.still(
            ridge(32, 0.07, 2.1, mix(palette.far(), palette.near(), 0.6), palette.far()), 0.35));
    layers.add(Layer.still(ground(), 0.75));
    var growth = new Growth(stage);
    if (lake) {
      layers.add(swaying(growth.firs(53, 22, 0.2, 0.02, 0.45), 0.5));
      layers.add(Layer.still(new Shore(stage).lake(), 0.7));
    }
    switch (stage.spec().setting()) {
      case "forest" -> {
        layers.add(swaying(growth.firs(51, 30, 0.30, 0.045, 0.75), 0.45));
        layers.add(swaying(growth.firs(52, 16, 0.42, 0.08, 0.35), 0.6));
      }
      case "snow", "mountains" -> layers.add(swaying(growth.firs(53, 18, 0.24, 0.05, 0.5), 0.5));
      case "field", "road" -> layers.add(swaying(growth.bushes(54), 0.5));
      default -> {}
    }
  }

  /// What stands before the actors.
  List<Layer> before() {
    return switch (stage.spec().setting()) {
      case "sea" -> new Waves(stage).before();
      case "forest", "mountains", "field", "road", "lake" ->
          List.of(swaying(new Growth(stage).grass(71), 1.25));
      case "underwater" -> List.of(swaying(new Growth(stage).seaweed(72, 5, 1.5), 1.2));
      default -> List.of();
    };
  }

  private Layer swaying(Plane plane, double depth) {
    double strength =
        switch (stage.spec().weather()) {
          case "storm" -> 0.03;
          case "rain" -> 0.014;
          default -> stage.setting("underwater") ? 0.03 : 0.006;
        };
    double foot = stage.height();
    return new Layer(
        plane,
        depth,
        (seconds, moment) ->
            new Layer.Offset(0, 0, strength * StrictMath.sin(seconds * 1.7 + depth * 5), foot));
  }

  private Plane ridge(long name, double height, double roughness, int color, int foot) {
    Canvas canvas = stage.band(horizon - unit * (height * 1.3 + 0.02), stage.bottom(), 1);
    Dice dice = stage.world().child(name);
    var shape = new Path2D.Double();
    shape.moveTo(stage.left(), stage.bottom());
    for (double x = stage.left(); x <= stage.right() + 4; x += 4) {
      double rise = dice.cloud(x / unit * roughness + 50, 0.5, 4);
      shape.lineTo(x, horizon - unit * height * (rise * 1.9 - 0.55));
    }
    shape.lineTo(stage.right(), stage.bottom());
    shape.closePath();
    canvas
        .graphics()
        .setPaint(
            new GradientPaint(
                0,
                (float) (horizon - unit * height),
                paint(color),
                0,
                (float) horizon,
                paint(mix(color, foot, 0.55))));
    canvas.graphics().fill(shape);
    return canvas.toPlane(stage);
  }

  private Plane peaks(long name) {
    Canvas canvas = stage.band(horizon - unit * 0.56, stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    Dice dice = stage.world().child(name);
    int count = 7;
    for (int peak = 0; peak < count; peak++) {
      double x = stage.left() + (stage.right() - stage.left()) * (peak + dice.roll(peak)) / count;
      double height = unit * dice.between(100 + peak, 0.2, 0.46);
      double half = height * dice.between(200 + peak, 0.75, 1.15);
      int rock = mix(palette.near(), palette.haze(), dice.between(300 + peak, 0.35, 0.6));
      paintPeak(graphics, x, height, half, rock);
    }
    return canvas.toPlane(stage);
  }

  private void paintPeak(Graphics2D graphics, double x, double height, double half, int rock) {
    double top = horizon - height;
    graphics.setColor(paint(rock));
    fill(graphics, x - half, horizon + 4, x, top, x + half, horizon + 4);
    graphics.setColor(paint(shade(rock, 0.84)));
    fill(graphics, x, top, x + half, horizon + 4, x + half * 0.12, horizon + 4);
    int snow = Colors.light(0xF6FAFF, mix(palette.ambient(), 0xFFFFFF, 0.2));
    graphics.setColor(paint(mix(snow, palette.haze(), 0.2)));
    fill(
        graphics,
        x,
        top,
        x - half * 0.32,
        top + height * 0.32,
        x - half * 0.14,
        top + height * 0.25,
        x - half * 0.02,
        top + height * 0.38,
        x + half * 0.1,
        top + height * 0.24,
        x + half * 0.3,
        top + height * 0.3);
  }

  private static void fill(Graphics2D graphics, double... points) {
    var shape = new Path2D.Double();
    shape.moveTo(points[0], points[1]);
    for (int index = 2; index < points.length; index += 2) {
      shape.lineTo(points[index], points[index + 1]);
    }
    shape.closePath();
    graphics.fill(shape);
  }

  private Plane ground() {
    Canvas canvas = stage.band(horizon - unit * 0.06, stage.bottom(), 1);
    Graphics2D graphics = canvas.graphics();
    Dice dice = stage.world().child(34);
    for (int fold = 0; fold < 4; fold++) {
      double y = horizon + (stage.bottom() - horizon) * fold * fold / 14.0;
      double next = fold / 3.0;
      int color = mix(palette.ground(), palette.groundNear(), next);
      var shape = new Path2D.Double();
      shape.moveTo(stage.left(), stage.bottom());
      for (double x = stage.left(); x <= stage.right() + 8; x += 8) {
        double wave = dice.cloud(x / unit * 0.9 + 20, fold, 2) - 0.5;
        shape.lineTo(x, y + (stage.setting("city") ? 0 : wave * unit * 0.09));
      }
      shape.lineTo(stage.right(), stage.bottom());
      shape.closePath();
      graphics.setPaint(
          new GradientPaint(
              0,
              (float) y,
              paint(mix(color, 0xFFFFFF, 0.06)),
              0,
              (float) (y + unit * 0.2),
              paint(shade(color, 0.92))));
      graphics.fill(shape);
    }
    if (stage.setting("road") || stage.setting("city")) {
      paintRoad(graphics);
    }
    if (stage.spec().isWet()) {
      paintPuddles(graphics);
    }
    return canvas.toPlane(stage);
  }

  /// Puddles mirror the sky.
  private void paintPuddles(Graphics2D graphics) {
    Dice dice = stage.world().child(36);
    int water = mix(palette.skyLow(), palette.skyMiddle(), 0.4);
    for (int puddle = 0; puddle < 9; puddle++) {
      double near = dice.between(puddle, 0.25, 1);
      double y = horizon + (stage.height() - horizon) * near;
      double x = dice.between(100 + puddle, stage.left(), stage.right());
      double wide = unit * near * dice.between(200 + puddle, 0.12, 0.34);
      graphics.setColor(paint(mix(water, 0xFFFFFF, 0.12), 0.6));
      graphics.fill(new Ellipse2D.Double(x - wide / 2, y, wide, wide * 0.16));
      graphics.fill(new Ellipse2D.Double(x - wide * 0.1, y + wide * 0.05, wide * 0.8, wide * 0.13));
    }
  }

  private void paintRoad(Graphics2D graphics) {
    int tar = Colors.light(0x55565E, palette.ambient());
    double far = horizon + unit * 0.10;
    graphics.setColor(paint(mix(tar, palette.haze(), 0.1)));
    graphics.fill(
        new Rectangle2D.Double(stage.left(), far, stage.right() - stage.left(), unit * 0.22));
    graphics.setColor(paint(mix(tar, 0xFFFFFF, 0.35)));
    double lane = unit * 0.12;
    for (double x = stage.left(); x < stage.right(); x += lane) {
      graphics.fill(new Rectangle2D.Double(x, far + unit * 0.105, lane * 0.5, unit * 0.012));
    }
    graphics.setColor(paint(mix(tar, 0xFFFFFF, 0.18)));
    graphics.fill(
        new Rectangle2D.Double(stage.left(), far, stage.right() - stage.left(), unit * 0.008));
  }

  private Plane orbs() {
    Canvas canvas = stage.canvas(0.5);
    Dice dice = stage.world().child(35);
    for (int orb = 0; orb < 22; orb++) {
      double size = unit * dice.between(orb, 0.04, 0.34);
      double x = dice.between(100 + orb, stage.left(), stage.right());
      double y = dice.between(200 + orb, stage.top(), stage.bottom());
      int color = mix(palette.sun(), palette.near(), dice.roll(300 + orb));
      canvas.graphics().setColor(paint(color, dice.between(400 + orb, 0.06, 0.22)));
      canvas.graphics().fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
    }
    return canvas.toPlane(stage);
  }
}
