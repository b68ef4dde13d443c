package dev.reelwright.media.animatic;

import static dev.reelwright.media.animatic.Colors.mix;
import static dev.reelwright.media.animatic.Colors.paint;

import java.awt.BasicStroke;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/// The sea as a row of wave bands, each heaving on its own.
final class Waves {
  private static final int BANDS = 7;
  private static final int BEFORE = 2;

  private final Stage stage;

  Waves(Stage stage) {
    this.stage = stage;
  }

  List<Layer> behind() {
    return bands(0, BANDS - BEFORE);
  }

  List<Layer> before() {
    return bands(BANDS - BEFORE, BANDS);
  }

  /// Height of the water where boats float.
  double waterline() {
    return crest(BANDS - BEFORE) - stage.unit() * 0.005;
  }

  private List<Layer> bands(int from, int to) {
    var layers = new ArrayList<Layer>();
    for (int band = from; band < to; band++) {
      layers.add(band(band));
    }
    return layers;
  }

  private double crest(int band) {
    double near = band / (double) (BANDS - 1);
    // A beach has little water before it, and no waves higher than people.
    double deep = stage.setting("beach") ? 0.13 : 0.30;
    return stage.horizon() + stage.height() * (deep * Math.pow(near, 1.45));
  }

  private double roughness() {
    return switch (stage.spec().weather()) {
      case "storm" -> 2.3;
      case "rain" -> 1.4;
      default -> 0.8;
    };
  }

  private Layer band(int band) {
    double near = band / (double) (BANDS - 1);
    double unit = stage.unit();
    double swell = unit * (0.004 + 0.017 * near) * roughness();
    double length = unit * (0.16 + 0.34 * near);
    double crest = crest(band);
    Dice dice = stage.world().child(80 + band);
    double phase = dice.roll(0) * Math.TAU;

    Canvas canvas = stage.band(crest - swell * 2.4 - 2, stage.bottom() + unit * 0.05, 1);
    Path2D line = crestLine(dice, crest, swell, length, phase);
    paintWater(canvas.graphics(), line, near, crest, swell);

    double slide = unit * (0.02 + 0.03 * near);
    double heave = swell * 0.5;
    double pace = 0.5 + 0.25 * roughness() - 0.12 * near;
    return new Layer(
        canvas.toPlane(stage),
        0.2 + 0.85 * near,
        (seconds, moment) ->
            new Layer.Offset(
                slide * StrictMath.sin(seconds * pace * 0.8 + phase),
                heave * StrictMath.sin(seconds * pace * 1.9 + phase * 2),
                0,
                0));
  }

  private Path2D crestLine(Dice dice, double crest, double swell, double length, double phase) {
    var line = new Path2D.Double();
    boolean begun = false;
    for (double x = stage.left(); x <= stage.right() + 3; x += 3) {
      double turn = x / length * Math.TAU + phase + 5 * dice.cloud(x / length * 0.45 + 90, 7, 2);
      // A squared sine has narrow crests and wide troughs, as wind waves do.
      double peak = 0.5 + 0.5 * StrictMath.sin(turn);
      double uneven = 0.55 + 0.9 * dice.cloud(x / length * 0.7 + 30, 3, 3);
      double y = crest - swell * 2 * peak * peak * uneven;
      if (begun) {
        line.lineTo(x, y);
      } else {
        line.moveTo(x, y);
        begun = true;
      }
    }
    return line;
  }

  private void paintWater(
      Graphics2D graphics, Path2D line, double near, double crest, double swell) {
    Palette palette = stage.palette();
    int water = mix(palette.ground(), palette.groundNear(), 0.15 + 0.85 * near);
    var body = new Path2D.Double(line);
    double bottom = stage.bottom() + stage.unit() * 0.05;
    body.lineTo(stage.right() + 3, bottom);
    body.lineTo(stage.left(), bottom);
    body.closePath();
    graphics.setPaint(
        new GradientPaint(
            0,
            (float) (crest - swell * 2),
            paint(mix(water, palette.skyLow(), 0.28)),
            0,
            (float) (crest + stage.unit() * (0.05 + 0.08 * near)),
            paint(water)));
    graphics.fill(body);
    boolean rough = stage.spec().isWet();
    int foam = Colors.light(0xFFFFFF, mix(palette.ambient(), 0xFFFFFF, 0.15));
    graphics.setColor(paint(foam, rough ? 0.55 : 0.3));
    graphics.setStroke(
        new BasicStroke(
            (float) (stage.unit() * (0.0012 + 0.0026 * near)),
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND));
    graphics.draw(line);
  }
}
