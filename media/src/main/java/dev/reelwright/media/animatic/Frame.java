package dev.reelwright.media.animatic;

/// A picture being composed: opaque ARGB, row by row.
final class Frame {
  private final int[] pixels;
  private final int width;
  private final int height;
  private final int[] amounts;
  private final int[] row;
  private Plane.Rows rows;

  Frame(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
    amounts = new int[width];
    row = new int[width];
    rows = new Plane.Rows(width, width);
  }

  int[] pixels() {
    return pixels;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// Room for the light of one row, for [#lightenRow].
  int[] amounts() {
    return amounts;
  }

  /// Room to draw a plane in.
  ///
  /// @param planeWidth its pixels in a row
  Plane.Rows rows(int planeWidth) {
    if (!rows.hasRoomFor(planeWidth)) {
      rows = new Plane.Rows(planeWidth, width);
    }
    return rows;
  }

  /// Adds light to a part of a row that lies in the frame.
  ///
  /// @param count how many of the [#amounts], each 0..255, to use from the first on
  void lightenRow(int left, int y, int color, int count) {
    if (count <= 0) {
      return;
    }
    int start = y * width + left;
    System.arraycopy(pixels, start, row, 0, count);
    lighten(row, amounts, color, count);
    System.arraycopy(row, 0, pixels, start, count);
  }

  /// On arrays of their own and without branches, for the JIT.
  private static void lighten(int[] under, int[] amounts, int color, int count) {
    int ofRed = color >> 16 & 255;
    int ofGreen = color >> 8 & 255;
    int ofBlue = color & 255;
    for (int i = 0; i < count; i++) {
      int amount = amounts[i];
      int red = lit(under[i] >> 16 & 255, ofRed * amount);
      int green = lit(under[i] >> 8 & 255, ofGreen * amount);
      int blue = lit(under[i] & 255, ofBlue * amount);
      under[i] = 0xFF000000 | red << 16 | green << 8 | blue;
    }
  }

  /// The less there is to be lit, the less it is: what is bright already would turn into a white
  /// patch.
  private static int lit(int channel, int light) {
    return channel + (((255 - channel) * light) >> 16);
  }

  /// Covers one pixel partly; outside the frame nothing happens.
  ///
  /// @param amount 0..255
  void cover(int x, int y, int color, int amount) {
    if (x < 0 || y < 0 || x >= width || y >= height || amount <= 0) {
      return;
    }
    int index = y * width + x;
    int under = pixels[index];
    int red = (under >> 16 & 255) + (((color >> 16 & 255) - (under >> 16 & 255)) * amount / 256);
    int green = (under >> 8 & 255) + (((color >> 8 & 255) - (under >> 8 & 255)) * amount / 256);
    int blue = (under & 255) + (((color & 255) - (under & 255)) * amount / 256);
    pixels[index] = 0xFF000000 | red << 16 | green << 8 | blue;
  }
}
