package dev.reelwright.media.animatic;

import java.util.Arrays;

/// Where the rows of a picture keep one colour for a while. Drawn layers are mostly flat, and a
/// flat span needs no sampling. Immutable.
final class FlatSpans {
  /// Pixels from which filling is cheaper than sampling.
  static final int SHORTEST = 48;

  private static final int[] NONE = {};

  private final int[][] rows;
  private final boolean areMost;

  private FlatSpans(int[][] rows, boolean areMost) {
    this.rows = rows;
    this.areMost = areMost;
  }

  static FlatSpans of(int[] pixels, int width, int height) {
    var rows = new int[height][];
    long inSpans = 0;
    var found = new int[width / SHORTEST * 2 + 2];
    for (int y = 0; y < height; y++) {
      int count = find(pixels, y * width, width, found);
      for (int at = 0; at < count; at += 2) {
        inSpans += found[at + 1] - found[at];
      }
      rows[y] = count == 0 ? NONE : Arrays.copyOf(found, count);
    }
    return new FlatSpans(rows, inSpans * 2 > (long) width * height);
  }

  /// @param row where it begins
  /// @param found takes starts and ends
  /// @return how many there are of both
  private static int find(int[] pixels, int row, int width, int[] found) {
    int count = 0;
    int start = 0;
    while (start + SHORTEST < width) {
      // From the right: where a span is too short, all up to the pixel that ends it is skipped.
      int other = start + SHORTEST;
      while (other > start && pixels[row + other] == pixels[row + start + SHORTEST]) {
        other--;
      }
      if (other > start || pixels[row + start] != pixels[row + start + SHORTEST]) {
        start = other + 1;
        continue;
      }
      int end = start + SHORTEST + 1;
      while (end < width && pixels[row + end] == pixels[row + start]) {
        end++;
      }
      found[count++] = start;
      found[count++] = end;
      start = end;
    }
    return count;
  }

  /// Whether they make up more than half of the picture.
  boolean areMost() {
    return areMost;
  }

  /// Starts (inclusive) and ends (exclusive) of the spans in one row, in turn, from left to right.
  /// Not to be changed.
  int[] inRow(int row) {
    return rows[row];
  }
}
