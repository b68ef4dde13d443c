package dev.reelwright.media.animatic;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Draws the motifs of a scene, each as layers of its own.
final class Cast {
  /// @param layers its parts, from behind to the front
  /// @param light what shines or smokes on it
  /// @param x of the light, frame coordinates while nothing moves
  /// @param y of the light
  /// @param size of the whole actor
  /// @param isPlace whether it belongs to the land rather than to the action
  record Actor(List<Layer> layers, Light light, double x, double y, double size, boolean isPlace) {
    Layer body() {
      return layers.getLast();
    }
  }

  enum Light {
    NONE,
    BEAM,
    GLOW,
    EXHAUST
  }

  private static final double ON_THE_TABLE = 20;

  private final Stage stage;
  private final SpriteArtist artist;
  private final Blocking blocking;
  private final Footing footing;
  private final Motion motion;

  Cast(Stage stage, MotifLibrary library) {
    this.stage = stage;
    artist = new SpriteArtist(library);
    blocking = new Blocking(stage, library);
    footing = new Footing(stage);
    motion = new Motion(stage);
  }

  /// All actors, in the order in which they are drawn.
  List<Actor> actors() {
    List<Spot> spots = new ArrayList<>(blocking.spots());
    Optional<Actor> table = stage.setting("interior") ? layTable(spots) : Optional.empty();
    spots.sort(Comparator.comparingDouble(Spot::order));
    var actors = new ArrayList<Actor>();
    for (Spot spot : spots) {
      if (spot.order() < ON_THE_TABLE) {
        boolean isFigure = spot.motif().sort().equals("figure");
        actors.add(isFigure ? figure(spot) : actor(spot));
      }
    }
    // People stand behind it.
    table.ifPresent(actors::add);
    spots.stream()
        .filter(spot -> spot.order() >= ON_THE_TABLE)
        .map(this::actor)
        .forEach(actors::add);
    return actors;
  }

  /// In a room things stand on a table; big ones, such as a bed, stand on the floor.
  private Optional<Actor> layTable(List<Spot> spots) {
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double top = stage.horizon() + stage.unit() * 0.02;
    for (int index = 0; index < spots.size(); index++) {
      Spot spot = spots.get(index);
      boolean isThing = spot.motif().sort().equals("prop") || spot.motif().sort().equals("plant");
      if (isThing && spot.motif().height() <= 0.55 && spot.carrier() == null) {
        double size = spot.size() * 0.86;
        spots.set(
            index, new Spot(spot.motif(), spot.x(), top, size, 1, ON_THE_TABLE, false, true, null));
        left = Math.min(left, spot.x() - size * 0.6);
        right = Math.max(right, spot.x() + size * 0.6);
      }
    }
    if (left >= right) {
      return Optional.empty();
    }
    double least = stage.unit() * 0.62;
    double more = Math.max(0, least - (right - left)) / 2;
    var plane = footing.table(left - more, right + more, top);
    return Optional.of(
        new Actor(List.of(Layer.still(plane, 1)), Light.NONE, 0, 0, right - left, false));
  }

  private Actor figure(Spot spot) {
    Figure figure = artist.figure(spot.motif());
    var layers = new ArrayList<Layer>();
    boolean first = true;
    for (Figure.Part part : Figure.Part.values()) {
      Canvas canvas = canvas(spot);
      Graphics2D graphics = canvas.graphics();
      AffineTransform upright = graphics.getTransform();
      mirror(graphics, spot);
      graphics.translate(spot.x() - spot.size() / 2, spot.foot() - spot.size());
      graphics.scale(spot.size() / 100, spot.size() / 100);
      figure.draw(graphics, part, stage.spec().staging().action());
      graphics.setTransform(upright);
      lightUp(canvas, spot.motif());
      if (first && standsOnGround(spot)) {
        footing.paint(graphics, spot);
      }
      first = false;
      layers.add(new Layer(canvas.toPlane(stage, true), spot.depth(), motion.of(spot, part)));
    }
    return new Actor(layers, Light.NONE, spot.x(), spot.foot(), spot.size(), spot.order() < 5);
  }

  private Actor actor(Spot spot) {
    double size = spot.size();
    Canvas canvas = canvas(spot);
    Graphics2D graphics = canvas.graphics();
    AffineTransform upright = graphics.getTransform();
    mirror(graphics, spot);
    // Emoji art leaves a margin below the feet.
    double sunk = size * 0.025;
    MotifLibrary.Motif motif = spot.motif();
    artist.draw(graphics, motif, spot.x() - size / 2, spot.foot() - size + sunk, size);
    graphics.setTransform(upright);
    lightUp(canvas, motif);
    if (standsOnGround(spot)) {
      footing.paint(graphics, spot);
    }
    var layer = new Layer(canvas.toPlane(stage, true), spot.depth(), motion.of(spot));
    return new Actor(
        List.of(layer),
        light(motif),
        spot.x() + size * (motif.id().equals("lighthouse") ? -0.08 : lightX(motif)),
        spot.foot() - size + sunk + size * lightY(motif),
        size,
        spot.isPlace() || spot.order() < 5);
  }

  private Canvas canvas(Spot spot) {
    double size = spot.size();
    double pad = size * 0.35;
    return new Canvas(
        spot.x() - size / 2 - pad,
        spot.foot() - size,
        size + pad * 2,
        size + pad * 1.6,
        stage.density());
  }

  private static void mirror(Graphics2D graphics, Spot spot) {
    if (spot.mirrored()) {
      graphics.translate(2 * spot.x(), 0);
      graphics.scale(-1, 1);
    }
  }

  private boolean standsOnGround(Spot spot) {
    if (spot.hasGround()) {
      return false;
    }
    return switch (spot.motif().sort()) {
      case "boat" ->
          !stage.setting("sea")
              && !stage.setting("lake")
              && !stage.setting("beach")
              && !Blocking.floats(stage, spot.motif());
      case "air", "space", "swimmer", "sky" -> false;
      default -> !Blocking.floats(stage, spot.motif());
    };
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
    boolean isFar = motif.sort().equals("landmark") || motif.sort().equals("tree");
    double distance = isFar && stage.spec().weather().equals("fog") ? 0.35 : 0.04;
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
          "glowing-star",
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
}
