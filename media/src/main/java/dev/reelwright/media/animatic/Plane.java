package dev.reelwright.media.animatic;

import java.util.Arrays;

/// One layer of a scene as premultiplied ARGB, drawn scaled and shifted into a frame by bilinear
/// sampling. Immutable after construction and therefore shared freely between threads.
final class Plane {
  private static final int MASK = 0x00FF00FF;
  private static final int ONE = 1 << 16;

  /// Pixels of a plane to one of the frame, below which its rows are widened once.
  private static final double COARSE = 0.6;

  private final int[] pixels;
  private final int width;
  private final int height;
  private final int[] rowStart;
  private final int[] rowEnd;
  private final double pixelsPerUnit;
  private final double originX;
  private final double originY;
  private final int opaqueFrom;
  private final boolean isHard;
  private final FlatSpans flat;

  /// @param pixels premultiplied ARGB, row by row
  /// @param pixelsPerUnit plane pixels to one frame pixel
  /// @param originX frame coordinate of the left edge
  /// @param originY frame coordinate of the upper edge
  Plane(int[] pixels, int width, int height, double pixelsPerUnit, double originX, double originY) {
    this(pixels, width, height, pixelsPerUnit, originX, originY, false);
  }

  /// @param isHard whether each pixel of the frame shows one of the plane, unmixed
  Plane(
      int[] pixels,
      int width,
      int height,
      double pixelsPerUnit,
      double originX,
      double originY,
      boolean isHard) {
    this.isHard = isHard;
    this.pixels = pixels;
    this.width = width;
    this.height = height;
    this.pixelsPerUnit = pixelsPerUnit;
    this.originX = originX;
    this.originY = originY;
    rowStart = new int[height];
    rowEnd = new int[height];
    measureRows();
    flat = FlatSpans.of(pixels, width, height);
    opaqueFrom = firstOpaqueRow();
  }

  /// The same picture out of focus.
  ///
  /// @param reach in frame pixels
  Plane blurred(double reach) {
    int pixelReach = (int) Math.rint(reach * pixelsPerUnit);
    return pixelReach < 1
        ? this
        : new Plane(
            Surface.blurred(pixels, width, height, pixelReach),
            width,
            height,
            pixelsPerUnit,
            originX,
            originY,
            isHard);
  }

  private void measureRows() {
    for (int y = 0; y < height; y++) {
      int start = 0;
      int end = width;
      while (start < end && pixels[y * width + start] == 0) {
        start++;
      }
      while (end > start && pixels[y * width + end - 1] == 0) {
        end--;
      }
      rowStart[y] = start;
      rowEnd[y] = end;
    }
  }

  private int firstOpaqueRow() {
    int row = height;
    while (row > 0 && isOpaque(row - 1)) {
      row--;
    }
    return row;
  }

  private boolean isOpaque(int y) {
    for (int x = 0; x < width; x++) {
      if (pixels[y * width + x] >>> 24 != 255) {
        return false;
      }
    }
    return true;
  }

  /// First frame row that this plane hides completely down to the bottom, when drawn like that.
  int hidesFrom(View view, int frameHeight) {
    double end = view.toFrameY(originY + height / pixelsPerUnit);
    return end < frameHeight
        ? frameHeight
        : (int) Math.ceil(view.toFrameY(originY + opaqueFrom / pixelsPerUnit)) + 1;
  }

  /// Where a plane lands in the frame: `frame = (plane - focus) * scale + focus + shift`. A lean
  /// moves each row sideways in proportion to its height above the foot.
  record View(
      double scale,
      double focusX,
      double focusY,
      double shiftX,
      double shiftY,
      double lean,
      double footY) {
    double toFrameX(double x) {
      return (x - focusX) * scale + focusX + shiftX;
    }

    double toFrameY(double y) {
      return (y - focusY) * scale + focusY + shiftY;
    }
  }

  /// Draws over what is in the frame.
  ///
  /// @param untilRow rows from here on are hidden by something later and left alone
  void draw(Frame frame, View view, int untilRow) {
    double step = pixelsPerUnit / view.scale();
    boolean isCoarse = step < COARSE && view.lean() == 0 && !isHard && !flat.areMost();
    double startX = (view.focusX() - originX) * pixelsPerUnit;
    double startY = (view.focusY() - originY) * pixelsPerUnit;
    int firstRow = Math.max(0, (int) Math.floor(view.toFrameY(originY)));
    int lastRow =
        Math.min(
            Math.min(frame.height(), untilRow),
            (int) Math.ceil(view.toFrameY(originY + height / pixelsPerUnit)));
    var rows = frame.rows(width);
    rows.forgetWide();
    for (int y = firstRow; y < lastRow; y++) {
      double planeY = (y + 0.5 - view.focusY() - view.shiftY()) * step + startY - 0.5;
      if (isHard) {
        planeY = Math.rint(planeY);
      }
      int row = (int) Math.floor(planeY);
      if (row < -1 || row >= height) {
        continue;
      }
      int upper = Math.max(row, 0);
      int lower = Math.min(row + 1, height - 1);
      int start = Math.min(rowStart[upper], rowStart[lower]);
      int end = Math.max(rowEnd[upper], rowEnd[lower]);
      if (start >= end) {
        continue;
      }
      double leanShift = view.lean() * (view.footY() - y);
      double shift = view.focusX() + view.shiftX() + leanShift;
      double firstX = (0.5 - shift) * step + startX - (isHard ? 0 : 0.5);
      int at = y * frame.width();
      long firstBits = (long) Math.rint(firstX * ONE);
      long stepBits = (long) Math.rint(step * ONE);
      rows.between(upper, lower, (int) ((planeY - row) * 256));
      if (isCoarse) {
        drawWidened(frame.pixels(), at, frame.width(), firstBits, stepBits, rows);
      } else {
        int left = Math.max(0, (int) Math.floor((start - 1 - firstX) / step));
        int right = Math.min(frame.width(), (int) Math.ceil((end + 1 - firstX) / step));
        drawRow(frame.pixels(), at, left, right, firstBits, stepBits, rows);
      }
    }
  }

  /// For planes of which each row shows in several rows of the frame: a row is widened once and
  /// kept, so that there is only mixing left for each row of the frame.
  private void drawWidened(
      int[] out, int outRow, int frameWidth, long first, long step, Rows rows) {
    int left = Math.max(0, frameColumn(0, first, step));
    int count = Math.min(frameWidth, frameColumn(width, first, step)) - left;
    if (count <= 0) {
      return;
    }
    int[] above = widened(rows.upper, rows, first + left * step, step, count);
    int[] below = widened(rows.lower, rows, first + left * step, step, count);
    System.arraycopy(out, outRow + left, rows.under, 0, count);
    layBetween(above, below, rows.down, rows.under, count);
    System.arraycopy(rows.under, 0, out, outRow + left, count);
  }

  /// A row of the plane as wide as the frame shows it.
  private int[] widened(int row, Rows rows, long first, long step, int count) {
    // Two neighbours are wanted at a time: one lies at an even place, the other at an odd one.
    int[] wide = rows.wide[row & 1];
    if (rows.wideRow[row & 1] != row) {
      rows.wideRow[row & 1] = row;
      System.arraycopy(pixels, row * width, rows.mixed, 0, width);
      rows.mixed[width] = rows.mixed[width - 1];
      pick(rows, first, step, count);
      blend(rows.near, rows.far, rows.share, wide, count);
    }
    return wide;
  }

  private static void layBetween(int[] above, int[] below, int down, int[] under, int count) {
    for (int i = 0; i < count; i++) {
      int color = mix(above[i], below[i], down);
      under[i] = over(color, under[i], 256 - (color >>> 24));
    }
  }

  /// Most of a layer is flat: spans of one colour in both rows are filled, only the rest is
  /// sampled.
  private void drawRow(
      int[] out, int outRow, int left, int right, long firstX, long step, Rows rows) {
    int[] above = flat.inRow(rows.upper);
    int[] below = flat.inRow(rows.lower);
    int x = left;
    int i = 0;
    int j = 0;
    while (i < above.length && j < below.length && x < right) {
      int start = Math.max(above[i], below[j]);
      int end = Math.min(above[i + 1], below[j + 1]);
      if (above[i + 1] < below[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
      // The last pixel of a span is mixed with the one behind it, unless the row ends there.
      int from = Math.max(x, frameColumn(start, firstX, step));
      int until = Math.min(right, frameColumn(end == width ? end : end - 1, firstX, step));
      if (until - from < FlatSpans.SHORTEST) {
        continue;
      }
      sampleRow(out, outRow, x, from, firstX, step, rows);
      int upper = pixels[rows.upper * width + start];
      int lower = pixels[rows.lower * width + start];
      fill(out, outRow + from, outRow + until, mix(upper, lower, rows.down));
      x = until;
    }
    sampleRow(out, outRow, x, right, firstX, step, rows);
  }

  /// First frame column that shows this plane column.
  private static int frameColumn(int column, long firstX, long step) {
    return (int) Math.ceilDiv(((long) column << 16) - firstX, step);
  }

  private static void fill(int[] out, int from, int until, int color) {
    int alpha = color >>> 24;
    if (alpha == 255) {
      Arrays.fill(out, from, until, color);
    } else if (color != 0) {
      int rest = 256 - alpha;
      for (int at = from; at < until; at++) {
        out[at] = over(color, out[at], rest);
      }
    }
  }

  private static int over(int color, int under, int rest) {
    return color
        + (((((under & MASK) * rest) >>> 8) & MASK) | ((((under >>> 8) & MASK) * rest) & ~MASK));
  }

  /// Mixes the two rows of the plane, picks what each pixel of the frame shows and lays that over
  /// the frame. The loops that compute have no branches and work on rows of their own from index 0
  /// on: only then the JIT turns them into vector instructions. A colour that hides all and one
  /// that shows nothing come out of the same arithmetic exactly.
  private void sampleRow(
      int[] out, int outRow, int left, int right, long firstX, long step, Rows rows) {
    int last = width - 1;
    int from = Math.max(left, frameColumn(0, firstX, step));
    int until = Math.min(right, frameColumn(width, firstX, step));
    if (from >= until) {
      return;
    }
    int count = until - from;
    long start = firstX + from * step;
    int firstColumn = (int) (start >> 16);
    int lastColumn = Math.min(last, (int) ((start + (count - 1) * step) >> 16) + 1);
    int columns = lastColumn + 1 - firstColumn;
    System.arraycopy(pixels, rows.upper * width + firstColumn, rows.mixed, 0, columns);
    if (rows.down != 0) {
      System.arraycopy(pixels, rows.lower * width + firstColumn, rows.below, 0, columns);
      mixRows(rows.mixed, rows.below, rows.down, columns);
    }
    rows.mixed[columns] = rows.mixed[columns - 1];
    pick(rows, start - ((long) firstColumn << 16), step, count);
    if (isHard) {
      Arrays.fill(rows.share, 0, count, 0);
    }
    if (rows.upper >= opaqueFrom) {
      blend(rows.near, rows.far, rows.share, rows.under, count);
    } else {
      System.arraycopy(out, outRow + from, rows.under, 0, count);
      lay(rows.near, rows.far, rows.share, rows.under, count);
    }
    System.arraycopy(rows.under, 0, out, outRow + from, count);
  }

  private static void mixRows(int[] mixed, int[] below, int weight, int count) {
    for (int i = 0; i < count; i++) {
      mixed[i] = mix(mixed[i], below[i], weight);
    }
  }

  /// @param first place of the first pixel among the columns, with 16 bits behind the point
  private static void pick(Rows rows, long first, long step, int count) {
    int[] mixed = rows.mixed;
    int[] near = rows.near;
    int[] far = rows.far;
    int[] share = rows.share;
    long position = first;
    for (int i = 0; i < count; i++) {
      int column = (int) (position >> 16);
      near[i] = mixed[column];
      far[i] = mixed[column + 1];
      share[i] = (int) (position >> 8) & 255;
      position += step;
    }
  }

  /// What [#lay] yields where nothing shines through.
  private static void blend(int[] near, int[] far, int[] share, int[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = mix(near[i], far[i], share[i]);
    }
  }

  private static void lay(int[] near, int[] far, int[] share, int[] under, int count) {
    for (int i = 0; i < count; i++) {
      int color = mix(near[i], far[i], share[i]);
      under[i] = over(color, under[i], 256 - (color >>> 24));
    }
  }

  /// @param weight of the second colour, 0..255
  private static int mix(int first, int second, int weight) {
    int rest = 256 - weight;
    int redBlue = ((first & MASK) * rest + (second & MASK) * weight) >>> 8;
    int alphaGreen = (first >>> 8 & MASK) * rest + (second >>> 8 & MASK) * weight;
    return (redBlue & MASK) | (alphaGreen & ~MASK);
  }

  /// Which two rows of the plane a row of the frame lies between, and room to work on it.
  static final class Rows {
    private final int[] mixed;
    private final int[] below;
    private final int[] near;
    private final int[] far;
    private final int[] share;
    private final int[] under;
    private final int[][] wide;
    private final int[] wideRow = {-1, -1};
    private int upper;
    private int lower;
    private int down;

    /// @param width of the plane
    Rows(int width, int frameWidth) {
      mixed = new int[width + 1];
      below = new int[width];
      near = new int[frameWidth];
      far = new int[frameWidth];
      share = new int[frameWidth];
      under = new int[frameWidth];
      wide = new int[2][frameWidth];
    }

    /// Widened rows are those of one plane in one place.
    void forgetWide() {
      Arrays.fill(wideRow, -1);
    }

    boolean hasRoomFor(int width) {
      return below.length >= width;
    }

    /// @param downWeight of the lower one, 0..255
    void between(int upperRow, int lowerRow, int downWeight) {
      upper = upperRow;
      lower = lowerRow;
      down = downWeight;
    }
  }
}
