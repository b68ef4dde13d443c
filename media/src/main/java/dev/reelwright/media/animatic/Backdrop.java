package dev.reelwright.media.animatic;

import static dev.reelwright.media.animatic.Colors.mix;
import static dev.reelwright.media.animatic.Colors.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;

/// Paints what is behind everything: sky, sun or moon, stars, clouds.
final class Backdrop {
  private final Stage stage;

  Backdrop(Stage stage) {
    this.stage = stage;
  }

  Plane sky() {
    Canvas canvas = stage.canvas(0.5);
    Palette palette = stage.palette();
    double horizon = stage.isBeyond() ? stage.bottom() : stage.horizon();
    int[] pixels = canvas.pixels();
    for (int y = 0; y < canvas.height(); y++) {
      double down = Math.clamp(canvas.frameY(y) / horizon, 0.0, 1.0);
      int color =
          down < 0.55
              ? mix(palette.skyTop(), palette.skyMiddle(), down / 0.55)
              : mix(palette.skyMiddle(), palette.skyLow(), (down - 0.55) / 0.45);
      for (int x = 0; x < canvas.width(); x++) {
        pixels[y * canvas.width() + x] = 0xFF000000 | color;
      }
    }
    if (stage.isBeyond()) {
      paintNebula(canvas);
    }
    if (!stage.setting("underwater")) {
      paintStars(canvas.graphics());
      paintSun(canvas.graphics());
    }
    return canvas.toPlane(stage);
  }

  private void paintNebula(Canvas canvas) {
    Dice dice = stage.world().child(11);
    int[] pixels = canvas.pixels();
    for (int y = 0; y < canvas.height(); y++) {
      double v = canvas.frameY(y) / stage.unit() * 2.2;
      var dusts = dice.cloudRow(v, 5);
      var tints = dice.cloudRow(v * 0.6, 2);
      for (int x = 0; x < canvas.width(); x++) {
        double u = canvas.frameX(x) / stage.unit() * 2.2;
        double dust = Math.clamp((dusts.at(u) - 0.45) * 2.4, 0.0, 0.6);
        int tint = mix(0x3A63C8, 0xC8488E, tints.at(u * 0.6 + 9));
        int at = y * canvas.width() + x;
        pixels[at] = 0xFF000000 | mix(pixels[at] & 0xFFFFFF, tint, dust);
      }
    }
  }

  private void paintStars(Graphics2D graphics) {
    boolean space = stage.isBeyond();
    boolean clearNight = stage.spec().isNight() && stage.spec().isSunOrMoonSeen();
    if (!space && !clearNight) {
      return;
    }
    Dice dice = stage.world().child(12);
    int stars = space ? 320 : 190;
    for (int star = 0; star < stars; star++) {
      double x = dice.between(star * 4L, stage.left(), stage.right());
      double y = dice.between(star * 4L + 1, stage.top(), stage.horizon());
      if (space) {
        y = dice.between(star * 4L + 1, stage.top(), stage.bottom());
      }
      double bright = dice.roll(star * 4L + 2);
      double size = stage.unit() * (0.0022 + 0.0034 * bright * bright * bright);
      graphics.setColor(
          paint(mix(0xBFD2FF, 0xFFF6DC, dice.roll(star * 4L + 3)), 0.35 + 0.6 * bright));
      graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
    }
  }

  private void paintSun(Graphics2D graphics) {
    if (stage.isBeyond()) {
      paintPlanet(graphics);
      return;
    }
    boolean covered = !stage.spec().isSunOrMoonSeen();
    Dice dice = stage.world().child(13);
    double x =
        stage.width()
            * (dice.roll(0) < 0.5 ? dice.between(1, 0.14, 0.3) : dice.between(2, 0.7, 0.86));
    boolean low = stage.spec().time().equals("dawn") || stage.spec().time().equals("dusk");
    double y =
        low ? stage.horizon() - stage.unit() * 0.1 : stage.height() * dice.between(3, 0.14, 0.22);
    double radius = stage.unit() * (stage.spec().isNight() ? 0.05 : 0.058);
    int sun = stage.palette().sun();
    double glow = covered ? 0.22 : stage.spec().isNight() ? 0.35 : 0.6;
    double reach = radius * (low ? 9 : 6);
    graphics.setPaint(
        new RadialGradientPaint(
            (float) x,
            (float) y,
            (float) reach,
            new float[] {0f, 0.25f, 1f},
            new Color[] {paint(sun, glow), paint(sun, glow * 0.4), paint(sun, 0)}));
    graphics.fill(new Ellipse2D.Double(x - reach, y - reach, reach * 2, reach * 2));
    if (covered) {
      return;
    }
    graphics.setColor(paint(sun));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
    if (stage.spec().isNight()) {
      graphics.setColor(paint(mix(sun, 0xB9B290, 0.6), 0.45));
      for (int crater = 0; crater < 5; crater++) {
        double size = radius * dice.between(20 + crater, 0.15, 0.42);
        double away = radius * 0.6 * dice.roll(30 + crater);
        double turn = Math.TAU * dice.roll(40 + crater);
        graphics.fill(
            new Ellipse2D.Double(
                x + away * StrictMath.cos(turn) - size / 2,
                y + away * StrictMath.sin(turn) - size / 2,
                size,
                size));
      }
    }
  }

  private void paintPlanet(Graphics2D graphics) {
    Dice dice = stage.world().child(14);
    boolean distant = stage.setting("planet");
    double radius = stage.unit() * (distant ? 0.1 : 0.9);
    double x = stage.width() * dice.between(0, 0.25, 0.75);
    double y = distant ? stage.height() * 0.2 : stage.height() + radius * 0.62;
    int land = mix(0x2E7D9A, 0x8E5A9E, dice.roll(1));
    graphics.setPaint(
        new RadialGradientPaint(
            (float) x,
            (float) y,
            (float) (radius * 1.12),
            new float[] {0f, 0.86f, 0.9f, 1f},
            new Color[] {
              paint(Colors.shade(land, 0.5)), paint(land), paint(0xBFE4FF, 0.45), paint(0xBFE4FF, 0)
            }));
    double reach = radius * 1.12;
    graphics.fill(new Ellipse2D.Double(x - reach, y - reach, reach * 2, reach * 2));
  }

  /// Clouds as a layer of their own; empty where the sky is clear of them.
  Plane clouds(int layer) {
    Canvas canvas =
        new Canvas(
            stage.left() * 2,
            stage.top(),
            stage.right() - stage.left() * 3,
            stage.horizon() - stage.top(),
            stage.density() * (stage.style().hardClouds() ? 0.55 : 0.3));
    double amount =
        switch (stage.spec().weather()) {
          case "clear", "settled_snow" -> 0.30;
          case "snow" -> 0.42;
          case "cloudy" -> 0.55;
          default -> 0.68;
        };
    boolean dark = stage.spec().isWet();
    Palette palette = stage.palette();
    int lit = mix(palette.skyLow(), 0xFFFFFF, stage.spec().isNight() || dark ? 0.08 : 0.65);
    int shadow = mix(palette.skyMiddle(), dark ? 0x0C1018 : palette.skyTop(), dark ? 0.45 : 0.25);
    var look = new CloudLook(layer, amount, lit, shadow);
    for (int y = 0; y < canvas.height(); y++) {
      paintClouds(canvas, y, look);
    }
    return canvas.toPlane(stage);
  }

  /// @param amount share of the sky that they cover, about
  private record CloudLook(int layer, double amount, int lit, int shadow) {}

  private void paintClouds(Canvas canvas, int y, CloudLook look) {
    int layer = look.layer();
    double down = Math.clamp(canvas.frameY(y) / stage.horizon(), 0.0, 1.0);
    double band = Math.min(1, (1 - down) * 3.2);
    double v = canvas.frameY(y) / stage.unit() * (3.4 + 1.6 * layer) + 40;
    Dice dice = stage.world().child(20 + layer);
    var densities = dice.cloudRow(v, 5);
    var thicknesses = dice.cloudRow(v + 0.3, 4);
    int[] pixels = canvas.pixels();
    for (int x = 0; x < canvas.width(); x++) {
      double u = canvas.frameX(x) / stage.unit() * (1.3 + layer) + 40;
      double density = (densities.at(u) - (1 - look.amount())) * (layer == 0 ? 3.2 : 4.2);
      if (stage.style().hardClouds()) {
        density = 0.5 * edge(density, 0.1) + 0.42 * edge(density, 0.28);
      }
      double opacity = Math.clamp(density, 0.0, 0.9) * band;
      if (opacity <= 0.004) {
        continue;
      }
      double thick = thicknesses.at(u + 0.12);
      int color = mix(look.lit(), look.shadow(), Math.clamp((thick - 0.35) * 2.2, 0.0, 1.0));
      int alpha = (int) (opacity * 255);
      pixels[y * canvas.width() + x] = alpha << 24 | Colors.shade(color, alpha / 255.0);
    }
  }

  /// A step that is a little soft, or it would show the pixels of a layer that is coarser than the
  /// frame.
  private static double edge(double density, double at) {
    return Math.clamp((density - at) / 0.06 + 0.5, 0.0, 1.0);
  }
}
