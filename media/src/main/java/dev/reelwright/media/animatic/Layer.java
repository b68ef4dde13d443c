package dev.reelwright.media.animatic;

/// A plane with its place in depth and its own movement.
///
/// @param depth 0 at infinity, 1 where the hero stands, above 1 in front of it
record Layer(Plane plane, double depth, Movement movement) {
  static Layer still(Plane plane, double depth) {
    return new Layer(plane, depth, Movement.NONE);
  }

  /// How something moves by itself.
  @FunctionalInterface
  interface Movement {
    Movement NONE = (seconds, moment) -> new Offset(0, 0, 0, 0);

    /// @param seconds since the shot began
    /// @param moment share of the shot, 0..1
    Offset at(double seconds, double moment);
  }

  /// @param x to the right, frame pixels
  /// @param y downwards, frame pixels
  /// @param lean sideways shift for each pixel above the foot
  /// @param footY where the lean turns
  record Offset(double x, double y, double lean, double footY) {}
}
