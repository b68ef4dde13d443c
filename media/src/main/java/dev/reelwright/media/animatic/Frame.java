package dev.reelwright.media.animatic;

/// A picture being composed: opaque ARGB, row by row.
final class Frame {
  private final int[] pixels;
  private final int width;
  private final int height;

  Frame(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
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

  /// Adds light to one pixel; outside the frame nothing happens.
  ///
  /// @param amount 0..255
  void lighten(int x, int y, int color, int amount) {
    if (x < 0 || y < 0 || x >= width || y >= height || amount <= 0) {
      return;
    }
    int index = y * width + x;
    int under = pixels[index];
    int red = Math.min(255, (under >> 16 & 255) + ((color >> 16 & 255) * amount / 256));
    int green = Math.min(255, (under >> 8 & 255) + ((color >> 8 & 255) * amount / 256));
    int blue = Math.min(255, (under & 255) + ((color & 255) * amount / 256));
    pixels[index] = 0xFF000000 | red << 16 | green << 8 | blue;
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
