package dev.reelwright.media.animatic;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/// Puts the motifs of a scene on the stage: who stands where, how large, and how it moves.
final class Cast {
  private static final int MOST = 3;

  /// @param light what shines or smokes on it
  /// @param x of the light, frame coordinates while nothing moves
  /// @param y of the light
  /// @param size of the whole actor
  /// @param isPlace whether it belongs to the land rather than to the action
  record Actor(Layer layer, Light light, double x, double y, double size, boolean isPlace) {}

  enum Light {
    NONE,
    BEAM,
    GLOW,
    EXHAUST
  }

  private record Spot(double x, double foot, double size, double depth, boolean mirrored) {}

  private final Stage stage;
  private final MotifLibrary library;
  private final SpriteArtist artist;

  Cast(Stage stage, MotifLibrary library) {
    this.stage = stage;
    this.library = library;
    artist = new SpriteArtist(library);
  }

  List<Actor> actors() {
    List<MotifLibrary.Motif> motifs =
        stage.spec().motifs().stream()
            .flatMap(id -> library.find(id).stream())
            .limit(MOST)
            .toList();
    var actors = new ArrayList<Actor>();
    int places = 0;
    int players = 0;
    boolean mixed =
        motifs.stream().anyMatch(Cast::isPlace) && !motifs.stream().allMatch(Cast::isPlace);
    for (MotifLibrary.Motif motif : motifs) {
      boolean place = isPlace(motif);
      if (place && mixed && stage.setting("interior")) {
        continue;
      }
      Spot spot = place ? placeSpot(motif, places++, mixed) : playerSpot(motif, players++, mixed);
      boolean onRock = !place && mixed && stage.setting("sea") && needsGround(motif);
      if (onRock) {
        MotifLibrary.Motif rock = motifs.stream().filter(Cast::isPlace).findFirst().orElseThrow();
        spot = rockSpot(motif, placeSpot(rock, 0, true), players - 1);
      }
      actors.add(actor(motif, spot, place || onRock, onRock));
    }
    return actors;
  }

  private static boolean isPlace(MotifLibrary.Motif motif) {
    return motif.sort().equals("landmark") || motif.sort().equals("tree");
  }

  private double framing() {
    return switch (stage.spec().framing()) {
      case "wide" -> 0.8;
      case "close" -> 1.22;
      default -> 1;
    };
  }

  private Spot placeSpot(MotifLibrary.Motif motif, int index, boolean mixed) {
    // The world's dice, not the shot's: a house stays where it is from shot to shot.
    boolean left = stage.world().child(90).roll(0) < 0.5;
    double away = mixed ? 0.2 : 0.06 + 0.2 * index;
    double x = stage.width() * (0.5 + (left == (index % 2 == 0) ? -away : away));
    double size =
        stage.unit() * 0.46 * motif.height() * Math.sqrt(framing()) * (index == 0 ? 1 : 0.75);
    double foot = stage.horizon() + stage.unit() * (stage.setting("sea") ? 0.02 : 0.075);
    // The zoom must not push a roof out of the picture.
    size = Math.min(size, foot - stage.height() * 0.1);
    return new Spot(x, foot, size, 0.72, false);
  }

  /// At sea whoever cannot swim stands on the rock of the place, at the place's scale.
  private Spot rockSpot(MotifLibrary.Motif motif, Spot rock, int index) {
    double side = rock.x() > stage.width() / 2 ? -1 : 1;
    double size = rock.size() * 0.34 * motif.height();
    double x = rock.x() + side * rock.size() * (0.24 + 0.16 * index);
    return new Spot(x, rock.foot() + rock.size() * 0.02, size, 0.72, side > 0);
  }

  private static boolean needsGround(MotifLibrary.Motif motif) {
    return switch (motif.sort()) {
      case "boat", "air", "space", "swimmer", "bust" -> false;
      default -> true;
    };
  }

  private Spot playerSpot(MotifLibrary.Motif motif, int index, boolean mixed) {
    double unit = stage.unit();
    double size = unit * 0.50 * motif.height() * framing() * (index == 0 ? 1 : 0.78);
    boolean landmarkLeft = stage.world().child(90).roll(0) < 0.5;
    boolean right = mixed ? landmarkLeft : stage.shot().roll(1) < 0.5;
    double away = mixed ? 0.17 : index == 0 ? 0.07 : 0.24;
    double x = stage.width() * (0.5 + (right == (index % 2 == 0) ? away : -away));
    boolean mirrored = x < stage.width() / 2 && !motif.sort().equals("space");
    double foot =
        switch (motif.sort()) {
          case "boat" ->
              stage.setting("sea") ? new Waves(stage).waterline() + size * 0.1 : standing(index);
          case "air" -> stage.height() * (0.36 + 0.1 * index) + size / 2;
          case "space" -> stage.height() * 0.5 + size / 2;
          case "swimmer" ->
              stage.setting("sea")
                  ? new Waves(stage).waterline() + size * 0.3
                  : stage.height() * 0.5 + size / 2;
          case "bust" -> stage.height() + unit * 0.02;
          default -> standing(index);
        };
    if (floats(motif)) {
      foot = stage.height() * (0.48 + 0.06 * index) + size / 2;
    }
    if (motif.sort().equals("bust")) {
      size = unit * (mixed || index > 0 ? 0.5 : 0.64) * Math.sqrt(framing());
    }
    return new Spot(x, foot, size, index == 0 ? 1 : 0.9, mirrored);
  }

  private boolean floats(MotifLibrary.Motif motif) {
    boolean weightless = stage.setting("space") || stage.setting("abstract");
    boolean swims = stage.setting("underwater") && motif.sort().equals("boat");
    return (weightless || swims) && !motif.sort().equals("bust");
  }

  private double standing(int index) {
    if (stage.setting("sea")) {
      return new Waves(stage).waterline() - stage.unit() * 0.05;
    }
    double low = stage.setting("city") || stage.setting("road") ? 0.245 : 0.21;
    return Math.min(stage.height() * 0.9, stage.horizon() + stage.unit() * (low - 0.045 * index));
  }

  private Actor actor(MotifLibrary.Motif motif, Spot spot, boolean place, boolean hasFooting) {
    double size = spot.size();
    double pad = size * 0.35;
    var canvas =
        new Canvas(
            spot.x() - size / 2 - pad,
            spot.foot() - size,
            size + pad * 2,
            size + pad * 1.6,
            stage.density());
    Graphics2D graphics = canvas.graphics();
    AffineTransform upright = graphics.getTransform();
    if (spot.mirrored()) {
      graphics.translate(2 * spot.x(), 0);
      graphics.scale(-1, 1);
    }
    // Emoji art leaves a margin below the feet.
    double sunk = size * 0.025;
    artist.draw(graphics, motif, spot.x() - size / 2, spot.foot() - size + sunk, size);
    graphics.setTransform(upright);
    lightUp(canvas, motif);
    if (standsOnGround(motif) && !hasFooting) {
      paintFooting(graphics, motif, spot);
    }
    var layer = new Layer(canvas.toPlane(stage.style()), spot.depth(), movement(motif, spot));
    return new Actor(
        layer,
        light(motif),
        spot.x() + size * (motif.id().equals("lighthouse") ? -0.08 : lightX(motif)),
        spot.foot() - size + sunk + size * lightY(motif),
        size,
        place);
  }

  private boolean standsOnGround(MotifLibrary.Motif motif) {
    return switch (motif.sort()) {
      case "boat", "air", "space", "swimmer", "bust" -> false;
      default -> !floats(motif);
    };
  }

  private void paintFooting(Graphics2D graphics, MotifLibrary.Motif motif, Spot spot) {
    graphics.setComposite(AlphaComposite.DstOver);
    if (stage.setting("sea")) {
      paintRock(graphics, motif, spot);
      return;
    }
    double wide =
        spot.size() * (motif.sort().equals("tree") || motif.sort().equals("person") ? 0.5 : 0.86);
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

  private void paintRock(Graphics2D graphics, MotifLibrary.Motif motif, Spot spot) {
    Palette palette = stage.palette();
    int stone = Colors.light(0x5E6470, palette.ambient());
    double half = spot.size() * (motif.sort().equals("landmark") ? 0.72 : 0.7);
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

  /// Multiplies the drawing with the light of the scene; what shines by itself keeps more of its
  /// own.
  private void lightUp(Canvas canvas, MotifLibrary.Motif motif) {
    Light light = light(motif);
    double own = light == Light.GLOW ? 0.75 : light == Light.NONE ? 0.12 : 0.3;
    int tint = Colors.mix(stage.palette().ambient(), 0xFFFFFF, own);
    if (stage.setting("interior")) {
      tint = Colors.mix(tint, 0xFFE6C4, 0.6);
    }
    double distance = isPlace(motif) && stage.spec().weather().equals("fog") ? 0.35 : 0.04;
    int[] pixels = canvas.pixels();
    for (int index = 0; index < pixels.length; index++) {
      int color = pixels[index];
      int alpha = color >>> 24;
      if (alpha != 0) {
        int lit = Colors.light(color & 0xFFFFFF, tint);
        int haze = Colors.shade(stage.palette().haze(), alpha / 255.0);
        pixels[index] = alpha << 24 | Colors.mix(lit, haze, distance);
      }
    }
  }

  private static Light light(MotifLibrary.Motif motif) {
    return switch (motif.id()) {
      case "lighthouse" -> Light.BEAM;
      case "rocket" -> Light.EXHAUST;
      case "fire",
          "candle",
          "diya-lamp",
          "light-bulb",
          "red-paper-lantern",
          "jack-o-lantern",
          "crystal-ball",
          "phoenix" ->
          Light.GLOW;
      default -> Light.NONE;
    };
  }

  private static double lightX(MotifLibrary.Motif motif) {
    return motif.id().equals("rocket") ? -0.36 : 0;
  }

  private static double lightY(MotifLibrary.Motif motif) {
    return switch (motif.id()) {
      case "lighthouse" -> 0.2;
      case "rocket" -> 0.86;
      case "candle", "diya-lamp" -> 0.25;
      default -> 0.5;
    };
  }

  private Layer.Movement movement(MotifLibrary.Motif motif, Spot spot) {
    double unit = stage.unit();
    double way = spot.mirrored() ? 1 : -1;
    // Two of a kind do not move as one.
    double phase = stage.shot().roll(40 + (long) spot.x()) * Math.TAU;
    double foot = spot.foot();
    double rough = stage.spec().isWet() && stage.setting("sea") ? 1.8 : 1;
    return switch (motif.sort()) {
      case "boat" ->
          (seconds, moment) ->
              new Layer.Offset(
                  way * unit * 0.10 * (moment - 0.5),
                  unit * 0.011 * rough * StrictMath.sin(seconds * 1.5 + phase),
                  0.035 * rough * StrictMath.sin(seconds * 1.1 + phase),
                  foot);
      case "vehicle" ->
          (seconds, moment) ->
              new Layer.Offset(
                  way * unit * 0.34 * (moment - 0.5),
                  unit * 0.0022 * StrictMath.sin(seconds * 13),
                  0,
                  foot);
      case "child" ->
          (seconds, moment) ->
              new Layer.Offset(
                  0,
                  -unit * 0.012 * Math.abs(StrictMath.sin(seconds * 3.4 + phase)),
                  0.02 * StrictMath.sin(seconds * 2.9 + phase),
                  foot);
      case "person" ->
          (seconds, moment) ->
              new Layer.Offset(
                  // Not farther than the rock reaches when the stage is one.
                  way * Math.min(unit * 0.12, spot.size() * 0.24) * (moment - 0.5),
                  -unit * 0.010 * Math.abs(StrictMath.sin(seconds * 4.2 + phase)),
                  0.012 * StrictMath.sin(seconds * 4.2 + phase),
                  foot);
      case "ground", "seated", "robot" ->
          (seconds, moment) ->
              new Layer.Offset(
                  0,
                  -unit * 0.003 * (1 + StrictMath.sin(seconds * 2.2 + phase)),
                  0.012 * StrictMath.sin(seconds * 1.3 + phase),
                  foot);
      case "air", "swimmer" ->
          (seconds, moment) ->
              new Layer.Offset(
                  way * unit * 0.24 * (moment - 0.5),
                  unit * 0.02 * StrictMath.sin(seconds * 1.4 + phase),
                  0.03 * StrictMath.sin(seconds * 0.9 + phase),
                  foot);
      case "space" -> spaceMovement(motif, phase);
      case "tree", "plant" ->
          (seconds, moment) ->
              new Layer.Offset(
                  0,
                  0,
                  0.012 * (stage.spec().isWet() ? 2 : 1) * StrictMath.sin(seconds * 1.6 + phase),
                  foot);
      default ->
          floats(motif)
              ? (seconds, moment) ->
                  new Layer.Offset(0, unit * 0.012 * StrictMath.sin(seconds * 1.2 + phase), 0, foot)
              : Layer.Movement.NONE;
    };
  }

  private Layer.Movement spaceMovement(MotifLibrary.Motif motif, double phase) {
    double unit = stage.unit();
    if (motif.id().equals("rocket")) {
      return (seconds, moment) ->
          new Layer.Offset(
              unit * (0.30 * moment - 0.14) + unit * 0.0016 * StrictMath.sin(seconds * 31),
              unit * (0.14 - 0.30 * moment) + unit * 0.0016 * StrictMath.sin(seconds * 37),
              0,
              0);
    }
    return (seconds, moment) ->
        new Layer.Offset(
            unit * 0.1 * (0.5 - moment),
            unit * 0.012 * StrictMath.sin(seconds * 0.9 + phase),
            0,
            0);
  }
}
