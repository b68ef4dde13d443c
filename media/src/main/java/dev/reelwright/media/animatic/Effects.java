package dev.reelwright.media.animatic;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws what falls, shines and flashes straight into a composed frame.
final class Effects {
  /// How much a beam falls (rises, where negative) on its way.
  private static final double BEAM_RISE = -0.045;

  private final Stage stage;
  private final Dice dice;
  private final @Nullable Plane bolt;
  private final double firstFlash;
  private final int light;

  Effects(Stage stage) {
    this.stage = stage;
    dice = stage.shot().child(60);
    boolean storm = stage.spec().weather().equals("storm");
    bolt = storm ? paintBolt() : null;
    // Not at the ends: those frames are shared with the neighbouring shots.
    double seconds = stage.spec().lengthMillis() / 1000.0;
    firstFlash = seconds * dice.between(0, 0.3, 0.6);
    light = stage.graded(Colors.mix(0xFFFFFF, stage.palette().ambient(), 0.35));
  }

  /// The flash of lightning behind everything, if it strikes just then.
  ///
  /// @return brightness 0..1
  double flash(double seconds) {
    double since = seconds - firstFlash;
    if (bolt == null || since < 0 || since > 0.5) {
      return 0;
    }
    double flicker = since > 0.09 && since < 0.15 ? 0.3 : 1;
    return (1 - since / 0.5) * flicker;
  }

  Optional<Plane> bolt(double seconds) {
    return flash(seconds) > 0.35 ? Optional.ofNullable(bolt) : Optional.empty();
  }

  private Plane paintBolt() {
    Canvas canvas = stage.band(stage.top(), stage.horizon() + 2, 1);
    Graphics2D graphics = canvas.graphics();
    double unit = stage.unit();
    double x = stage.width() * dice.between(1, 0.25, 0.8);
    double y = stage.top();
    double end = stage.horizon();
    var line = new Path2D.Double();
    line.moveTo(x, y);
    for (int joint = 0; y < end; joint++) {
      x += unit * dice.between(10 + joint, -0.05, 0.055);
      y = Math.min(end, y + unit * dice.between(60 + joint, 0.03, 0.08));
      line.lineTo(x, y);
    }
    for (double width : new double[] {0.02, 0.009, 0.0035}) {
      graphics.setColor(Colors.paint(0xE6EEFF, width > 0.01 ? 0.12 : width > 0.005 ? 0.3 : 1));
      graphics.setStroke(
          new BasicStroke((float) (unit * width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(line);
    }
    return canvas.toPlane(stage);
  }

  /// What falls or rises through the whole picture.
  void drawAir(Frame frame, double seconds) {
    switch (stage.spec().weather()) {
      case "rain" -> drawRain(frame, seconds, 420, 1.1);
      case "storm" -> drawRain(frame, seconds, 520, 1.35);
      case "snow" -> drawFlakes(frame, seconds, 190, 0.11, 255);
      default -> {
        if (stage.setting("underwater")) {
          drawFlakes(frame, seconds, 50, -0.1, 90);
        } else if (!stage.spec().hasSnowLying()
            && (stage.setting("field") || stage.setting("forest"))) {
          drawFlakes(frame, seconds, 26, -0.015, 120);
        }
      }
    }
  }

  private void drawRain(Frame frame, double seconds, int drops, double pace) {
    if (stage.setting("interior")) {
      return;
    }
    double slant = stage.spec().weather().equals("storm") ? 0.32 : 0.14;
    for (int drop = 0; drop < drops; drop++) {
      double near = dice.between(drop * 4L + 100, 0.45, 1);
      double fallen = dice.roll(drop * 4L + 101) + seconds * pace * near * 1.5;
      double turn = Math.floor(fallen);
      double y = (fallen - turn) * 1.15 - 0.1;
      double x = dice.roll(drop * 4L + 102 + ((long) turn) * 977) * 1.3 - y * slant * 0.6;
      int length = (int) (stage.unit() * 0.075 * near) + 2;
      int opacity = (int) (150 * near * near);
      int thick = 1 + (int) (stage.unit() * 0.0022 * near);
      int left = (int) (x * frame.width());
      int top = (int) (y * frame.height());
      drawDrop(frame, left, top, length, slant, thick, opacity);
    }
    drawRings(frame, seconds);
  }

  /// A streak that fades towards where it came from.
  private void drawDrop(
      Frame frame, int left, int top, int length, double slant, int thick, int opacity) {
    for (int step = 0; step < length; step++) {
      int fade = opacity * step / length;
      for (int beside = 0; beside < thick; beside++) {
        frame.cover(left - (int) (step * slant) + beside, top + step, light, fade);
      }
    }
  }

  /// Rings where drops meet the ground or the water, small where it is far.
  private void drawRings(Frame frame, double seconds) {
    double horizon = stage.horizon() + stage.unit() * 0.12;
    for (int ring = 0; ring < 70; ring++) {
      double life = dice.roll(ring * 3L + 6000) + seconds * 1.7;
      long turn = (long) Math.floor(life);
      double age = life - turn;
      double down = dice.roll(ring * 3L + 6001 + turn * 613);
      double x = dice.roll(ring * 3L + 6002 + turn * 829) * frame.width();
      double y = horizon + (frame.height() - horizon) * down;
      double radius = stage.unit() * (0.006 + 0.02 * down) * (0.25 + age);
      drawRing(frame, x, y, radius, (int) (130 * (1 - age)));
    }
  }

  private void drawRing(Frame frame, double x, double y, double radius, int opacity) {
    int dots = (int) (radius * 6) + 8;
    // The dots of a ring lie one turn apart, so that only the turn asks for a sine.
    double turnX = StrictMath.cos(Math.TAU / dots);
    double turnY = StrictMath.sin(Math.TAU / dots);
    double across = radius;
    double along = 0;
    for (int dot = 0; dot < dots; dot++) {
      frame.cover((int) (x + across), (int) (y + 0.32 * along), light, opacity);
      double turned = across * turnX - along * turnY;
      along = across * turnY + along * turnX;
      across = turned;
    }
  }

  private void drawFlakes(Frame frame, double seconds, int flakes, double pace, int brightest) {
    if (stage.setting("interior")) {
      return;
    }
    for (int flake = 0; flake < flakes; flake++) {
      double near = dice.between(flake * 5L + 2000, 0.25, 1);
      near *= near;
      double fallen = dice.roll(flake * 5L + 2001) + seconds * pace * (0.4 + near);
      double y = (fallen - Math.floor(fallen)) * 1.1 - 0.05;
      double sway = 0.02 * StrictMath.sin(seconds * 1.1 + flake);
      double drift = dice.roll(flake * 5L + 2002) + sway + seconds * 0.012 * (near + 0.3);
      double x = (drift - Math.floor(drift)) * 1.1 - 0.05;
      double radius = stage.unit() * (0.0018 + 0.0052 * near);
      drawDisc(
          frame,
          x * frame.width(),
          y * frame.height(),
          radius,
          light,
          (int) (brightest * (0.45 + 0.5 * near)));
    }
  }

  private static void drawDisc(
      Frame frame, double x, double y, double radius, int color, int opacity) {
    int reach = (int) Math.ceil(radius + 1);
    for (int row = (int) y - reach; row <= (int) y + reach; row++) {
      for (int column = (int) x - reach; column <= (int) x + reach; column++) {
        double away = Math.sqrt((column - x) * (column - x) + (row - y) * (row - y));
        double inside = Math.clamp(radius + 0.5 - away, 0.0, 1.0);
        frame.cover(column, row, color, (int) (opacity * inside));
      }
    }
  }

  /// The turning light of a lighthouse: two cones that swing out of the picture plane.
  void drawBeam(Frame frame, double x, double y, double size, double seconds, double strength) {
    double turn = seconds * 0.9 + dice.roll(7) * Math.TAU;
    double facing = StrictMath.cos(turn);
    double reach = stage.width() * (0.35 + 0.65 * Math.abs(facing));
    double opening = 0.075 + 0.1 * (1 - Math.abs(facing));
    int color = stage.graded(0xFFEEB0);
    for (int side = -1; side <= 1; side += 2) {
      double bright = strength * (0.5 + 0.5 * side * facing) * 0.75 + 0.1 * strength;
      drawCone(frame, x, y, side * reach, opening, color, bright);
    }
    drawGlow(frame, x, y, size * (0.32 + 0.12 * Math.abs(facing)), color, 0.75 * strength);
    drawGlow(frame, x, y, size * 0.09, 0xFFFFFF, strength);
  }

  private void drawCone(
      Frame frame, double x, double y, double reach, double opening, int color, double bright) {
    int from = (int) Math.max(0, Math.min(x, x + reach));
    int until = (int) Math.min(frame.width(), Math.max(x, x + reach));
    double side = Math.signum(reach);
    double length = Math.abs(reach);
    double neck = stage.unit() * 0.008;
    int top = (int) Math.max(0, y - length * (opening - BEAM_RISE) - neck);
    int bottom = (int) Math.min(frame.height() - 1.0, y + length * (opening + BEAM_RISE) + neck);
    // Row by row, as the pixels lie: down the columns most of the time went into waiting for them.
    for (int row = top; row <= bottom; row++) {
      double down = row - y;
      // The cone opens: what it misses in a row lies all at the side of the lamp.
      double missed =
          Math.max(
              0,
              Math.max(
                  (down - neck) / (opening + BEAM_RISE), (-down - neck) / (opening - BEAM_RISE)));
      int left = side > 0 ? (int) Math.max(from, x + missed) : from;
      int right = side > 0 ? until : (int) Math.min(until, x - missed + 1);
      if (left < right) {
        double away = side * (left + 0.5 - x);
        lightCone(frame.amounts(), right - left, away, side, down, opening, neck, length, bright);
        frame.lightenRow(left, row, color, right - left);
      }
    }
  }

  /// What a cone adds to one row. Short and without branches, for the JIT.
  private static void lightCone(
      int[] amounts,
      int count,
      double firstAway,
      double side,
      double down,
      double opening,
      double neck,
      double length,
      double bright) {
    for (int i = 0; i < count; i++) {
      double away = firstAway + side * i;
      double fade = 1 - away / length;
      double edge = 1 - Math.abs(down - away * BEAM_RISE) / (away * opening + neck);
      amounts[i] = (int) (215 * bright * fade * fade * Math.max(0, Math.min(1, edge * 2.2)));
    }
  }

  /// Soft round light.
  ///
  /// @param strength 0..1
  void drawGlow(Frame frame, double x, double y, double radius, int color, double strength) {
    int top = (int) Math.max(0, y - radius);
    int bottom = (int) Math.min(frame.height() - 1.0, y + radius);
    int left = (int) Math.max(0, x - radius);
    int right = (int) Math.min(frame.width() - 1.0, x + radius);
    double inverse = 1 / (radius * radius);
    int count = right + 1 - left;
    for (int row = top; row <= bottom && count > 0; row++) {
      lightGlow(frame.amounts(), count, left - x, row - y, inverse, strength);
      frame.lightenRow(left, row, color, count);
    }
  }

  /// What a glow adds to one row. Short and without branches, for the JIT.
  private static void lightGlow(
      int[] amounts, int count, double across, double down, double inverse, double strength) {
    for (int i = 0; i < count; i++) {
      double beside = across + i;
      double near = Math.max(0, 1 - (down * down + beside * beside) * inverse);
      amounts[i] = (int) (255 * strength * near * near * near);
    }
  }

  /// Puffs behind a rocket.
  void drawExhaust(Frame frame, double x, double y, double size, double seconds) {
    for (int puff = 11; puff >= 0; puff--) {
      double age = puff / 12.0 + (seconds * 2.4 - Math.floor(seconds * 2.4)) / 12.0;
      double sway = dice.between(puff + 300L + (long) Math.floor(seconds * 2.4), -0.05, 0.05);
      double radius = size * (0.03 + 0.11 * age);
      int color = stage.graded(Colors.mix(0xFFE3B0, 0xC9CBD6, Math.min(1, age * 1.6)));
      drawDisc(
          frame,
          x - size * age * 0.62 + size * sway * age,
          y + size * age * 0.66,
          radius,
          color,
          (int) (200 * (1 - age) * (1 - age * 0.3)));
    }
  }
}
