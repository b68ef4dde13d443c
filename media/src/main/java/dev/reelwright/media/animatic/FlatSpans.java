package dev.reelwright.media.animatic;

import java.util.Arrays;

/// Where the rows of a picture keep one colour for a while. Drawn layers are mostly flat, and a
/// flat span needs no sampling. Immutable.
final class FlatSpans {
  /// Pixels from which filling is cheaper than sampling.
  static final int SHORTEST = 48;

  private static final int[] NONE = {};

  private final int[][] rows;

  private FlatSpans(int[][] rows) {
    this.rows = rows;
  }

  static FlatSpans of(int[] pixels, int width, int height) {
    var rows = new int[height][];
    var found = new int[width / SHORTEST * 2 + 2];
    for (int y = 0; y < height; y++) {
      int count = 0;
      int start = 0;
      int row = y * width;
      for (int x = 1; x <= width; x++) {
        if (x < width && pixels[row + x] == pixels[row + start]) {
          continue;
        }
        if (x - start > SHORTEST) {
          found[count++] = start;
          found[count++] = x;
        }
        start = x;
      }
      rows[y] = count == 0 ? NONE : Arrays.copyOf(found, count);
    }
    return new FlatSpans(rows);
  }

  /// Starts (inclusive) and ends (exclusive) of the spans in one row, in turn, from left to right.
  /// Not to be changed.
  int[] inRow(int row) {
    return rows[row];
  }
}
