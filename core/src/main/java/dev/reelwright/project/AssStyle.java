package dev.reelwright.project;

/// How short captions look, in the words of ASS styles on a script grid of 384 x 288, so that all
/// sizes grow with the picture.
///
/// @param font family that is wished; another one is drawn where it is not at hand
/// @param size height of a line on the grid, 4..120
/// @param colour of the letters, `0xRRGGBB`
/// @param outlineColour of their outline, `0xRRGGBB`
/// @param outline its width on the grid, 0..20
/// @param shadow how far the shadow falls on the grid, 0..20
/// @param margin distance from the edge on the grid, 0..280; in the middle, how far below it
public record AssStyle(
    String font,
    double size,
    boolean bold,
    int colour,
    int outlineColour,
    double outline,
    double shadow,
    Place place,
    double margin) {
  public static final AssStyle USUAL =
      new AssStyle("DejaVu Sans", 22, true, 0xFFFF00, 0x000000, 2, 1, Place.BOTTOM, 60);

  /// Which edge the lines keep to.
  public enum Place {
    BOTTOM,
    MIDDLE,
    TOP
  }

  public AssStyle {
    require("size", size, 4, 120);
    require("outline", outline, 0, 20);
    require("shadow", shadow, 0, 20);
    require("margin", margin, 0, 280);
    colour &= 0xFFFFFF;
    outlineColour &= 0xFFFFFF;
  }

  private static void require(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s of captions must lie within %s..%s: %s".formatted(what, least, most, value));
    }
  }
}
