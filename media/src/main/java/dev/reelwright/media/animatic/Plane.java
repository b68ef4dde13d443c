package dev.reelwright.media.animatic;

/// One layer of a scene as premultiplied ARGB, drawn scaled and shifted into a frame by bilinear
/// sampling. Immutable after construction and therefore shared freely between threads.
final class Plane {
  private static final int MASK = 0x00FF00FF;

  private final int[] pixels;
  private final int width;
  private final int height;
  private final int[] rowStart;
  private final int[] rowEnd;
  private final double pixelsPerUnit;
  private final double originX;
  private final double originY;
  private final double opaqueFrom;

  /// @param pixels premultiplied ARGB, row by row
  /// @param pixelsPerUnit plane pixels to one frame pixel
  /// @param originX frame coordinate of the left edge
  /// @param originY frame coordinate of the upper edge
  Plane(int[] pixels, int width, int height, double pixelsPerUnit, double originX, double originY) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
    this.pixelsPerUnit = pixelsPerUnit;
    this.originX = originX;
    this.originY = originY;
    rowStart = new int[height];
    rowEnd = new int[height];
    measureRows();
    opaqueFrom = originY + firstOpaqueRow() / pixelsPerUnit;
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
    return end < frameHeight ? frameHeight : (int) Math.ceil(view.toFrameY(opaqueFrom)) + 1;
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
    double startX = (view.focusX() - originX) * pixelsPerUnit;
    double startY = (view.focusY() - originY) * pixelsPerUnit;
    int firstRow = Math.max(0, (int) Math.floor(view.toFrameY(originY)));
    int lastRow =
        Math.min(
            Math.min(frame.height(), untilRow),
            (int) Math.ceil(view.toFrameY(originY + height / pixelsPerUnit)));
    for (int y = firstRow; y < lastRow; y++) {
      double planeY = (y + 0.5 - view.focusY() - view.shiftY()) * step + startY - 0.5;
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
      double firstX = (0.5 - shift) * step + startX - 0.5;
      int left = Math.max(0, (int) Math.floor((start - 1 - firstX) / step));
      int right = Math.min(frame.width(), (int) Math.ceil((end + 1 - firstX) / step));
      drawRow(
          frame.pixels(),
          y * frame.width(),
          left,
          right,
          (long) Math.rint(firstX * 65536),
          (long) Math.rint(step * 65536),
          upper * width,
          lower * width,
          (int) ((planeY - row) * 256));
    }
  }

  private void drawRow(
      int[] out,
      int outRow,
      int left,
      int right,
      long firstX,
      long step,
      int upperRow,
      int lowerRow,
      int downWeight) {
    int last = width - 1;
    for (int x = left; x < right; x++) {
      long position = firstX + x * step;
      int column = (int) (position >> 16);
      if (column < 0 || column > last) {
        continue;
      }
      int next = column < last ? column + 1 : column;
      int a = pixels[upperRow + column];
      int b = pixels[upperRow + next];
      int c = pixels[lowerRow + column];
      int d = pixels[lowerRow + next];
      int color;
      if (a == b && a == c && a == d) {
        color = a;
      } else {
        int acrossWeight = (int) (position >> 8) & 255;
        int weightD = (acrossWeight * downWeight) >> 8;
        int weightB = acrossWeight - weightD;
        int weightC = downWeight - weightD;
        int weightA = 256 - weightB - weightC - weightD;
        int redBlue =
            ((a & MASK) * weightA
                    + (b & MASK) * weightB
                    + (c & MASK) * weightC
                    + (d & MASK) * weightD)
                >>> 8;
        int alphaGreen =
            (a >>> 8 & MASK) * weightA
                + (b >>> 8 & MASK) * weightB
                + (c >>> 8 & MASK) * weightC
                + (d >>> 8 & MASK) * weightD;
        color = (redBlue & MASK) | (alphaGreen & ~MASK);
      }
      int alpha = color >>> 24;
      if (alpha == 255) {
        out[outRow + x] = color;
      } else if (color != 0) {
        int under = out[outRow + x];
        int rest = 256 - alpha;
        out[outRow + x] =
            color
                + (((((under & MASK) * rest) >>> 8) & MASK)
                    | ((((under >>> 8) & MASK) * rest) & ~MASK));
      }
    }
  }
}
