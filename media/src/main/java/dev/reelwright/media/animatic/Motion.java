package dev.reelwright.media.animatic;

import java.util.Set;

/// How actors move by themselves: boats heave, birds glide, people walk with their legs.
final class Motion {
  private static final double STEPS = 6.6;
  private static final double LEAP_SECONDS = 2.1;
  private static final Set<String> LEAPERS =
      Set.of("dolphin", "orca", "spouting-whale", "shark", "fish", "tropical-fish");

  private final Stage stage;
  private final String action;

  Motion(Stage stage) {
    this.stage = stage;
    action = stage.spec().staging().action();
  }

  Layer.Movement of(Spot spot) {
    Spot carrier = spot.carrier();
    if (carrier != null) {
      Layer.Movement way = of(carrier);
      return (seconds, moment) -> {
        Layer.Offset at = way.at(seconds, moment);
        return new Layer.Offset(at.x(), at.y(), 0, spot.foot());
      };
    }
    return switch (spot.motif().sort()) {
      case "figure" -> figure(spot);
      default -> other(spot);
    };
  }

  /// A part of a figure: what the whole does, and a swing of its own.
  Layer.Movement of(Spot spot, Figure.Part part) {
    Layer.Movement whole = of(spot);
    double phase = phase(spot);
    double joint =
        spot.foot() - spot.size() * (1 - (part.isLeg() ? Figure.HIPS : Figure.SHOULDERS) / 100);
    double side = part == Figure.Part.LEFT_LEG || part == Figure.Part.RIGHT_ARM ? 1 : -1;
    double swing = side * swing(part);
    double pace = swingPace();
    return (seconds, moment) -> {
      Layer.Offset at = whole.at(seconds, moment);
      return new Layer.Offset(
          at.x(), at.y(), swing * StrictMath.sin(seconds * pace + phase), joint);
    };
  }

  private double swing(Figure.Part part) {
    if (part == Figure.Part.BODY) {
      return 0;
    }
    return switch (action) {
      case "walk" -> part.isLeg() ? 0.3 : 0.26;
      case "run" -> part.isLeg() ? 0.55 : 0.45;
      case "dance" -> part.isLeg() ? 0.16 : 0.5;
      case "wave" -> part == Figure.Part.RIGHT_ARM ? 0.45 : 0;
      case "jump" -> part.isArm() ? 0.3 : 0.1;
      default -> part.isArm() ? 0.035 : 0;
    };
  }

  private double swingPace() {
    return switch (action) {
      case "run" -> STEPS * 1.7;
      case "wave" -> STEPS * 1.2;
      case "stand", "sit", "sleep" -> 1.8;
      default -> STEPS;
    };
  }

  /// Two of a kind do not move as one.
  private double phase(Spot spot) {
    return stage.shot().roll(40 + (long) spot.x()) * Math.TAU;
  }

  private Layer.Movement figure(Spot spot) {
    double unit = stage.unit();
    double way = spot.mirrored() ? 1 : -1;
    double phase = phase(spot);
    double step = spot.size() * 0.018;
    // Not farther than the rock reaches when the stage is one.
    double far = Math.min(unit * 0.2, spot.size() * (spot.hasGround() ? 0.24 : 0.5));
    if (Blocking.floats(stage, spot.motif())) {
      return (seconds, moment) ->
          new Layer.Offset(
              unit * 0.06 * (moment - 0.5),
              unit * 0.02 * StrictMath.sin(seconds * 1.1 + phase),
              0,
              spot.foot());
    }
    return switch (action) {
      case "walk", "run" -> {
        double reach = way * far * (action.equals("run") ? 1.6 : 1);
        double pace = swingPace();
        yield (seconds, moment) ->
            new Layer.Offset(
                reach * (moment - 0.5),
                -step * Math.abs(StrictMath.sin(seconds * pace + phase)),
                0,
                spot.foot());
      }
      case "dance", "jump" -> {
        double high = spot.size() * (action.equals("jump") ? 0.12 : 0.035);
        yield (seconds, moment) ->
            new Layer.Offset(
                spot.size() * 0.04 * StrictMath.sin(seconds * 3.1 + phase),
                -high * Math.abs(StrictMath.sin(seconds * 4.4 + phase)),
                0,
                spot.foot());
      }
      default ->
          (seconds, moment) ->
              new Layer.Offset(
                  0, -step * 0.25 * (1 + StrictMath.sin(seconds * 1.8 + phase)), 0, spot.foot());
    };
  }

  private Layer.Movement other(Spot spot) {
    double unit = stage.unit();
    double way = spot.mirrored() ? 1 : -1;
    double phase = phase(spot);
    double foot = spot.foot();
    double rough = stage.spec().isWet() && stage.setting("sea") ? 1.8 : 1;
    boolean leaps = action.equals("jump") && LEAPERS.contains(spot.motif().id());
    if (leaps && !stage.setting("underwater")) {
      return leaps(spot, way, phase);
    }
    return switch (spot.motif().sort()) {
      case "boat" ->
          (seconds, moment) ->
              new Layer.Offset(
                  way * unit * sailed(spot) * (moment - 0.5),
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
      case "person" ->
          (seconds, moment) ->
              new Layer.Offset(
                  way * Math.min(unit * 0.12, spot.size() * 0.24) * (moment - 0.5),
                  -unit * 0.010 * Math.abs(StrictMath.sin(seconds * 4.2 + phase)),
                  0.012 * StrictMath.sin(seconds * 4.2 + phase),
                  foot);
      case "ground", "seated", "robot" -> animal(spot, way, phase);
      case "air", "swimmer" ->
          (seconds, moment) ->
              new Layer.Offset(
                  way * unit * 0.24 * (moment - 0.5),
                  unit * 0.02 * StrictMath.sin(seconds * 1.4 + phase),
                  0.03 * StrictMath.sin(seconds * 0.9 + phase),
                  foot);
      case "space" -> space(spot, phase);
      case "tree", "plant" ->
          (seconds, moment) ->
              new Layer.Offset(
                  0,
                  0,
                  0.012 * (stage.spec().isWet() ? 2 : 1) * StrictMath.sin(seconds * 1.6 + phase),
                  foot);
      default ->
          Blocking.floats(stage, spot.motif()) || spot.motif().sort().equals("sky")
              ? (seconds, moment) ->
                  new Layer.Offset(0, unit * 0.012 * StrictMath.sin(seconds * 1.2 + phase), 0, foot)
              : Layer.Movement.NONE;
    };
  }

  /// How far a boat comes in a shot, in units. In a race no two are equally fast.
  private double sailed(Spot spot) {
    return action.equals("run") ? 0.30 + 0.16 * stage.shot().roll(70 + (long) spot.x()) : 0.10;
  }

  /// Out of the water in an arc, and back into it.
  private Layer.Movement leaps(Spot spot, double way, double phase) {
    double unit = stage.unit();
    double high = spot.size() * 0.62;
    return (seconds, moment) -> {
      double arc = (seconds / LEAP_SECONDS + phase / Math.TAU) % 1;
      return new Layer.Offset(
          way * unit * 0.24 * (moment - 0.5),
          high * (0.45 - 4 * arc * (1 - arc)),
          way * 0.4 * (arc - 0.5),
          spot.foot());
    };
  }

  /// Animals breathe and sway; those that go somewhere hop along.
  private Layer.Movement animal(Spot spot, double way, double phase) {
    double unit = stage.unit();
    double foot = spot.foot();
    boolean goes = action.equals("walk") || action.equals("run") || action.equals("jump");
    if (!goes) {
      return (seconds, moment) ->
          new Layer.Offset(
              0,
              -unit * 0.003 * (1 + StrictMath.sin(seconds * 2.2 + phase)),
              0.012 * StrictMath.sin(seconds * 1.3 + phase),
              foot);
    }
    double pace = action.equals("walk") ? 4.2 : 7;
    double high = spot.size() * (action.equals("walk") ? 0.025 : 0.07);
    double reach = way * Math.min(unit * 0.2, spot.size() * 0.5);
    return (seconds, moment) ->
        new Layer.Offset(
            reach * (moment - 0.5),
            -high * Math.abs(StrictMath.sin(seconds * pace + phase)),
            0.02 * StrictMath.sin(seconds * pace * 2 + phase),
            foot);
  }

  private Layer.Movement space(Spot spot, double phase) {
    double unit = stage.unit();
    if (spot.motif().id().equals("rocket")) {
      return (seconds, moment) ->
          new Layer.Offset(
              unit * (0.30 * moment - 0.14) + unit * 0.0016 * StrictMath.sin(seconds * 31),
              unit * (0.14 - 0.30 * moment) + unit * 0.0016 * StrictMath.sin(seconds * 37),
              0,
              0);
    }
    double way = spot.motif().id().equals("comet") ? 0.9 : 0.1;
    return (seconds, moment) ->
        new Layer.Offset(
            unit * way * (0.5 - moment),
            spot.motif().id().equals("comet")
                ? unit * 0.5 * (moment - 0.5)
                : unit * 0.012 * StrictMath.sin(seconds * 0.9 + phase),
            0,
            0);
  }
}
