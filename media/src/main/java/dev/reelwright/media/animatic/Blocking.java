package dev.reelwright.media.animatic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides who stands where in a scene, and how large: places to the side, whoever acts in the
/// middle, things in hands or on a table, and all of it as the scene's relations say.
final class Blocking {
  private static final int MOST = 5;

  /// What somebody can have in a hand.
  private static final Set<String> HELD =
      Set.of(
          ("violin guitar trumpet saxophone flute banjo accordion drum umbrella camera envelope"
                  + " love-letter open-book books notebook newspaper world-map scroll mobile-phone"
                  + " telephone red-paper-lantern candle diya-lamp flashlight bouquet rose tulip"
                  + " wrapped-gift hot-beverage wine-glass beer-mug clinking-glasses bread ice-cream"
                  + " red-apple hamburger pizza cookie shield bow-and-arrow hammer wrench broom bucket"
                  + " magic-wand old-key trophy studio-microphone backpack briefcase compass feather"
                  + " spoon kitchen-knife basketball artist-palette pencil kite balloon gem-stone"
                  + " money-bag stopwatch cooking cup-with-straw glass-of-milk")
              .split(" ", 0));

  private final Stage stage;
  private final MotifLibrary library;

  Blocking(Stage stage, MotifLibrary library) {
    this.stage = stage;
    this.library = library;
  }

  /// The spots of all motifs that are seen, the most important first.
  List<Spot> spots() {
    List<MotifLibrary.Motif> motifs =
        stage.spec().motifs().stream()
            .flatMap(id -> library.find(id).stream())
            .limit(MOST)
            .toList();
    List<MotifLibrary.Motif> places = motifs.stream().filter(Blocking::isPlace).toList();
    List<MotifLibrary.Motif> players = motifs.stream().filter(motif -> !isPlace(motif)).toList();
    boolean mixed = !places.isEmpty() && !players.isEmpty();
    var spots = new ArrayList<Spot>();
    spots.addAll(playerSpots(players, mixed));
    if (!(mixed && stage.setting("interior"))) {
      for (int index = 0; index < places.size(); index++) {
        spots.add(placeSpot(places.get(index), index, mixed));
      }
    }
    if (mixed && stage.setting("sea")) {
      putOnRock(spots);
    }
    putIntoHands(spots);
    for (Staging.Relation relation : stage.spec().staging().relations()) {
      relate(spots, relation);
    }
    return spots;
  }

  private static boolean isPlace(MotifLibrary.Motif motif) {
    return motif.sort().equals("landmark") || motif.sort().equals("tree");
  }

  private double framing() {
    return switch (stage.spec().framing()) {
      case "wide" -> 0.8;
      case "close" -> 1.3;
      default -> 1;
    };
  }

  /// Whether places stand left of the middle. The world's dice, not the shot's: a house stays where
  /// it is from shot to shot.
  private boolean isLandmarkLeft() {
    return stage.world().child(90).roll(0) < 0.5;
  }

  private Spot placeSpot(MotifLibrary.Motif motif, int index, boolean mixed) {
    double away = mixed ? 0.24 : index == 0 ? 0.04 : 0.24;
    double side = isLandmarkLeft() == (index % 2 == 0) ? -1 : 1;
    double x = stage.width() * (0.5 + side * away);
    double size =
        stage.unit() * 0.48 * motif.height() * Math.sqrt(framing()) * (index == 0 ? 1 : 0.75);
    boolean ashore = stage.setting("lake") || stage.setting("beach");
    double foot =
        ashore
            ? stage.floor() - stage.unit() * 0.055
            : stage.horizon() + stage.unit() * (stage.setting("sea") ? 0.02 : 0.075);
    // The zoom must not push a roof out of the picture.
    size = Math.min(size, foot - stage.height() * 0.1);
    return new Spot(motif, x, foot, size, 0.72, 0, false, false, null);
  }

  private List<Spot> playerSpots(List<MotifLibrary.Motif> players, boolean mixed) {
    int count = players.size();
    boolean onlyThings = players.stream().allMatch(motif -> motif.sort().equals("prop"));
    var spots = new ArrayList<Spot>();
    double total = 0;
    for (int index = 0; index < count; index++) {
      MotifLibrary.Motif motif = players.get(index);
      double size =
          stage.unit()
              * 0.58
              * motif.height()
              * framing()
              * (onlyThings ? 1.45 : 1)
              * (index == 0 ? 1 : 0.86);
      if (motif.sort().equals("prop")) {
        size = Math.min(size, stage.unit() * 0.46);
      }
      var spot = new Spot(motif, 0, 0, size, index == 0 ? 1 : 0.92, 0, false, false, null);
      spots.add(spot);
      total += spot.width() + stage.unit() * 0.05;
    }
    double room = stage.width() * (mixed ? 0.5 : 0.84);
    double shrink = Math.min(1, room / Math.max(1, total));
    double middle = stage.width() * (mixed ? (isLandmarkLeft() ? 0.66 : 0.34) : 0.5);
    if (count == 1 && !mixed) {
      middle += stage.width() * (stage.shot().roll(1) < 0.5 ? 0.06 : -0.06);
    }
    double x = middle - total * shrink / 2;
    for (int index : inARow(count)) {
      Spot spot = spots.get(index);
      double wide = (spot.width() + stage.unit() * 0.05) * shrink;
      double size = spot.size() * shrink;
      double at = x + wide / 2;
      boolean mirrored = faces(spot.motif(), at, count);
      double foot = foot(spot.motif(), size, index);
      spots.set(
          index,
          spot.at(at, foot, size).drawn(spot.depth(), 10 + foot / stage.height()).facing(mirrored));
      x += wide;
    }
    return spots;
  }

  /// Whether it is drawn the other way round, so that it looks into the picture. Those who go
  /// somewhere together all go the same way; things and their lettering are never turned.
  private boolean faces(MotifLibrary.Motif motif, double x, int count) {
    boolean goes =
        switch (motif.sort()) {
          case "boat", "vehicle", "air", "swimmer" -> true;
          case "figure", "person", "ground", "seated" ->
              List.of("walk", "run").contains(stage.spec().staging().action());
          default -> false;
        };
    return switch (motif.sort()) {
      case "prop", "space", "plant", "sky" -> false;
      default -> (goes && count > 1) ? stage.shot().roll(2) < 0.5 : x < stage.width() / 2;
    };
  }

  /// Who stands from left to right: the hero in the middle, the others in turn beside it.
  private List<Integer> inARow(int count) {
    var row = new ArrayList<Integer>();
    boolean left = stage.shot().roll(1) < 0.5;
    for (int index = 0; index < count; index++) {
      row.add((index % 2 == 0) == left ? row.size() : 0, index);
    }
    return row;
  }

  private double foot(MotifLibrary.Motif motif, double size, int index) {
    if (floats(stage, motif)) {
      return stage.height() * (0.46 + 0.05 * (index % 3)) + size / 2;
    }
    double stagger = stage.height() * (index % 3 == 1 ? -0.05 : index % 3 == 2 ? 0.05 : 0);
    return switch (motif.sort()) {
      case "boat" -> isWatery() ? waterline() + size * 0.1 : standing(index);
      case "air" -> stage.height() * 0.34 + stagger + size / 2;
      case "sky" -> stage.height() * 0.26 + size / 2;
      case "space" -> stage.height() * 0.46 + stagger + size / 2;
      case "swimmer" ->
          isWatery() ? waterline() + size * 0.3 : stage.height() * 0.46 + stagger + size / 2;
      default -> standing(index);
    };
  }

  private boolean isWatery() {
    return stage.setting("sea") || stage.setting("lake") || stage.setting("beach");
  }

  private double waterline() {
    if (stage.setting("sea")) {
      return new Waves(stage).waterline();
    }
    return stage.horizon() + stage.unit() * (stage.setting("lake") ? 0.12 : 0.07);
  }

  static boolean floats(Stage stage, MotifLibrary.Motif motif) {
    boolean weightless = stage.setting("space") || stage.setting("abstract");
    boolean swims =
        stage.setting("underwater")
            && (motif.sort().equals("boat")
                || motif.sort().equals("figure")
                || motif.id().equals("turtle"));
    return weightless || swims;
  }

  /// Feet stand above where captions are.
  private double standing(int index) {
    if (stage.setting("sea")) {
      return new Waves(stage).waterline() - stage.unit() * 0.05;
    }
    return stage.floor() - stage.unit() * 0.028 * (index % 3);
  }

  /// At sea whoever cannot swim stands on the rock of the place, at the place's scale.
  private void putOnRock(List<Spot> spots) {
    Spot rock = spots.stream().filter(Spot::isPlace).findFirst().orElseThrow();
    double side = rock.x() > stage.width() / 2 ? -1 : 1;
    int standing = 0;
    for (int index = 0; index < spots.size(); index++) {
      Spot spot = spots.get(index);
      if (spot.isPlace() || !needsGround(spot.motif())) {
        continue;
      }
      double size = rock.size() * 0.34 * spot.motif().height();
      double x = rock.x() + side * rock.size() * (0.24 + 0.16 * standing++);
      spots.set(
          index,
          new Spot(
              spot.motif(),
              x,
              rock.foot() + rock.size() * 0.02,
              size,
              0.72,
              1,
              side > 0,
              true,
              null));
    }
  }

  private static boolean needsGround(MotifLibrary.Motif motif) {
    return switch (motif.sort()) {
      case "boat", "air", "space", "swimmer", "sky" -> false;
      default -> true;
    };
  }

  /// Where there is one person, what a hand can hold is in a hand.
  private void putIntoHands(List<Spot> spots) {
    List<Spot> figures =
        spots.stream().filter(spot -> spot.motif().sort().equals("figure")).toList();
    if (figures.size() != 1) {
      return;
    }
    Spot holder = figures.getFirst();
    double side = 1;
    for (int index = 0; index < spots.size(); index++) {
      Spot spot = spots.get(index);
      if (HELD.contains(spot.motif().id()) && Math.abs(side) == 1) {
        double size = Math.min(spot.size(), holder.size() * 0.42);
        double hand = holder.x() + side * holder.size() * 0.26;
        boolean isUmbrella = spot.motif().id().equals("umbrella");
        double foot = holder.foot() - holder.size() * (isUmbrella ? 0.36 : 0.12);
        spots.set(
            index,
            spot.at(
                    isUmbrella ? holder.x() + side * holder.size() * 0.2 : hand,
                    foot,
                    isUmbrella ? holder.size() * 0.8 : size)
                .drawn(holder.depth(), holder.order() + 0.5)
                .carriedBy(holder));
        side = side > 0 ? -1 : 2;
      }
    }
  }

  private void relate(List<Spot> spots, Staging.Relation relation) {
    Optional<Spot> subject = first(spots, relation.subject());
    Optional<Spot> object = first(spots, relation.object());
    if (subject.isEmpty() || object.isEmpty() || relation.subject().equals(relation.object())) {
      return;
    }
    Spot moved = related(subject.get(), relation.kind(), object.get());
    spots.set(spots.indexOf(subject.get()), moved);
  }

  private static Optional<Spot> first(List<Spot> spots, String id) {
    return spots.stream().filter(spot -> spot.motif().id().equals(id)).findFirst();
  }

  private Spot related(Spot spot, String kind, Spot other) {
    double unit = stage.unit();
    double inward = other.x() < stage.width() / 2 ? 1 : -1;
    boolean canBeHigh = !needsGround(spot.motif()) && !spot.motif().sort().equals("boat");
    return switch (kind) {
      case "above" -> {
        double top = other.foot() - other.size();
        yield canBeHigh
            ? spot.at(
                other.x() + inward * unit * 0.03,
                Math.max(stage.height() * 0.08 + spot.size(), top - unit * 0.03),
                spot.size())
            : spot;
      }
      case "below" ->
          spot.at(
              other.x() + inward * unit * 0.06,
              other.isPlace() ? Math.max(spot.foot(), other.foot() + unit * 0.05) : spot.foot(),
              spot.size());
      case "on" -> {
        double size = Math.min(spot.size(), other.size() * 0.55);
        double seat = other.motif().sort().equals("boat") ? 0.3 : 0.62;
        yield spot.at(other.x(), other.foot() - other.size() * seat, size)
            .drawn(other.depth(), other.order() - 0.001)
            .carriedBy(other);
      }
      case "before" ->
          spot.at(
                  other.x() + inward * other.width() * 0.22,
                  Math.max(spot.foot(), other.foot() + unit * 0.04),
                  spot.size())
              .drawn(spot.depth(), Math.max(spot.order(), other.order() + 0.5));
      case "behind" ->
          spot.at(
                  other.x() + inward * other.width() * 0.5,
                  Math.min(spot.foot(), other.foot() - unit * 0.035),
                  spot.size() * 0.88)
              .drawn(Math.min(spot.depth(), other.depth()) * 0.95, other.order() - 0.5);
      case "beside" ->
          spot.at(
              other.x()
                  + (spot.x() < other.x() ? -1 : 1)
                      * ((other.width() + spot.width()) / 2 + unit * 0.015),
              spot.foot(),
              spot.size());
      default -> spot;
    };
  }
}
