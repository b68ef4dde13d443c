package dev.reelwright.media.animatic;

import org.jspecify.annotations.Nullable;

/// Where a motif stands.
///
/// @param x of its middle, frame coordinates while nothing moves
/// @param foot lower edge
/// @param size side of its square
/// @param depth as of a [Layer]
/// @param order what has more is drawn later
/// @param mirrored drawn the other way round
/// @param hasGround whether it stands on something that is drawn already
/// @param carrier what it moves along with, or null
record Spot(
    MotifLibrary.Motif motif,
    double x,
    double foot,
    double size,
    double depth,
    double order,
    boolean mirrored,
    boolean hasGround,
    @Nullable Spot carrier) {
  boolean isPlace() {
    return motif.sort().equals("landmark") || motif.sort().equals("tree");
  }

  Spot at(double otherX, double otherFoot, double otherSize) {
    return new Spot(
        motif, otherX, otherFoot, otherSize, depth, order, mirrored, hasGround, carrier);
  }

  Spot drawn(double otherDepth, double otherOrder) {
    return new Spot(motif, x, foot, size, otherDepth, otherOrder, mirrored, hasGround, carrier);
  }

  Spot facing(boolean isMirrored) {
    return new Spot(motif, x, foot, size, depth, order, isMirrored, hasGround, carrier);
  }

  /// On top of something, or in somebody's hand.
  Spot carriedBy(Spot other) {
    return new Spot(motif, x, foot, size, other.depth(), order, mirrored, true, other);
  }

  /// How much of its square it takes up across.
  double width() {
    return size
        * (motif.sort().equals("figure") ? 0.56 : motif.sort().equals("person") ? 0.62 : 0.86);
  }
}
