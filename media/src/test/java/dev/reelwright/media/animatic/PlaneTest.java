package dev.reelwright.media.animatic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlaneTest {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 40;

  @Test
  void fillingFlatSpansShowsWhatSamplingEveryPixelWould() {
    var random = new SplittableRandom(11);
    for (int round = 0; round < 300; round++) {
      var picture = flatAndBusy(random);
      var view =
          new Plane.View(
              random.nextDouble(0.4, 2.5),
              random.nextDouble(WIDTH),
              random.nextDouble(HEIGHT),
              random.nextDouble(-40, 40),
              random.nextDouble(-20, 20),
              random.nextDouble(-0.1, 0.1),
              random.nextDouble(HEIGHT));
      double density = random.nextDouble(0.3, 1);
      var plane = new Plane(picture, WIDTH, HEIGHT, density, -5, -3);
      var frame = frame();

      plane.draw(frame, view, frame.height());

      assertThat(frame.pixels())
          .as("round %d, %s", round, view)
          .isEqualTo(sampled(picture, density, view));
    }
  }

  @Test
  void widenedRowsShowWhatSamplingEveryPixelWould() {
    var random = new SplittableRandom(12);
    for (int round = 0; round < 100; round++) {
      var picture = busy(random);
      var view =
          new Plane.View(
              random.nextDouble(1, 2.5),
              random.nextDouble(WIDTH),
              random.nextDouble(HEIGHT),
              random.nextDouble(-400, 400),
              random.nextDouble(-20, 20),
              0,
              0);
      double density = random.nextDouble(0.2, 0.55);
      var frame = frame();

      new Plane(picture, WIDTH, HEIGHT, density, -5, -3).draw(frame, view, frame.height());

      // Across first and then down, where others are mixed down first: rounding may differ by one.
      var wanted = sampled(picture, density, view);
      for (int at = 0; at < wanted.length; at++) {
        assertThat(farthestChannel(frame.pixels()[at], wanted[at]))
            .as("round %d, %s, pixel %d", round, view, at)
            .isLessThanOrEqualTo(2);
      }
    }
  }

  private static int[] busy(SplittableRandom random) {
    var pixels = new int[WIDTH * HEIGHT];
    for (int at = 0; at < pixels.length; at++) {
      int alpha = random.nextInt(256);
      pixels[at] =
          alpha << 24
              | random.nextInt(alpha + 1) << 16
              | random.nextInt(alpha + 1) << 8
              | random.nextInt(alpha + 1);
    }
    return pixels;
  }

  private static int farthestChannel(int one, int other) {
    int farthest = 0;
    for (int bits = 0; bits < 32; bits += 8) {
      farthest = Math.max(farthest, Math.abs((one >>> bits & 255) - (other >>> bits & 255)));
    }
    return farthest;
  }

  @Test
  void aLayerOfNothingChangesNothing() {
    var frame = frame();

    new Plane(new int[WIDTH * HEIGHT], WIDTH, HEIGHT, 1, 0, 0)
        .draw(frame, new Plane.View(1, 0, 0, 0, 0, 0, 0), frame.height());

    assertThat(frame.pixels()).isEqualTo(frame().pixels());
  }

  @Test
  void findsSpansThatReachTheEndsOfARow() {
    var row = new int[120];
    Arrays.fill(row, 0, 56, 7);

    assertThat(FlatSpans.of(row, 120, 1).inRow(0)).containsExactly(0, 56, 56, 120);
    assertThat(FlatSpans.of(new int[] {1, 2, 3, 4}, 2, 2).inRow(1)).isEmpty();
  }

  private static Frame frame() {
    var frame = new Frame(320, 50);
    for (int index = 0; index < frame.pixels().length; index++) {
      frame.pixels()[index] = 0xFF000000 | index * 2654435;
    }
    return frame;
  }

  /// Premultiplied colours in runs of all lengths, rows often alike.
  private static int[] flatAndBusy(SplittableRandom random) {
    var pixels = new int[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      if (y > 0 && random.nextInt(3) > 0) {
        System.arraycopy(pixels, (y - 1) * WIDTH, pixels, y * WIDTH, WIDTH);
        continue;
      }
      for (int x = 0; x < WIDTH; ) {
        int alpha = new int[] {0, 255, 255, random.nextInt(256)}[random.nextInt(4)];
        int color =
            alpha << 24
                | random.nextInt(alpha + 1) << 16
                | random.nextInt(alpha + 1) << 8
                | random.nextInt(alpha + 1);
        int end = Math.min(WIDTH, x + 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
        Arrays.fill(pixels, y * WIDTH + x, y * WIDTH + end, color);
        x = end;
      }
    }
    return pixels;
  }

  /// The same picture without any shortcut: each pixel of the frame is looked up by itself.
  private static int[] sampled(int[] picture, double density, Plane.View view) {
    var frame = frame();
    double step = density / view.scale();
    long stepBits = (long) Math.rint(step * 65536);
    int lastRow = (int) Math.min(frame.height(), Math.ceil(view.toFrameY(-3 + HEIGHT / density)));
    for (int y = Math.max(0, (int) Math.floor(view.toFrameY(-3))); y < lastRow; y++) {
      double planeY =
          (y + 0.5 - view.focusY() - view.shiftY()) * step + (view.focusY() + 3) * density - 0.5;
      int row = (int) Math.floor(planeY);
      if (row < -1 || row >= HEIGHT) {
        continue;
      }
      int down = (int) ((planeY - row) * 256);
      double shift = view.focusX() + view.shiftX() + view.lean() * (view.footY() - y);
      long first =
          (long) Math.rint(((0.5 - shift) * step + (view.focusX() + 5) * density - 0.5) * 65536);
      for (int x = 0; x < frame.width(); x++) {
        long position = first + x * stepBits;
        long column = position >> 16;
        if (column < 0 || column >= WIDTH) {
          continue;
        }
        int here = inColumn(picture, (int) column, row, down);
        int next = inColumn(picture, (int) Math.min(column + 1, WIDTH - 1), row, down);
        int color = mix(here, next, (int) (position >> 8) & 255);
        int at = y * frame.width() + x;
        frame.pixels()[at] = over(color, frame.pixels()[at]);
      }
    }
    return frame.pixels();
  }

  private static int inColumn(int[] picture, int column, int row, int down) {
    return mix(
        picture[Math.max(row, 0) * WIDTH + column],
        picture[Math.min(row + 1, HEIGHT - 1) * WIDTH + column],
        down);
  }

  private static int mix(int first, int second, int weight) {
    int mixed = 0;
    for (int bits = 0; bits < 32; bits += 8) {
      int channel =
          ((first >>> bits & 255) * (256 - weight) + (second >>> bits & 255) * weight) >> 8;
      mixed |= channel << bits;
    }
    return mixed;
  }

  private static int over(int color, int under) {
    int alpha = color >>> 24;
    if (alpha == 255) {
      return color;
    }
    int sum = 0;
    for (int bits = 0; bits < 32; bits += 8) {
      int channel = (color >>> bits & 255) + (((under >>> bits & 255) * (256 - alpha)) >> 8);
      sum += channel << bits;
    }
    return color == 0 ? under : sum;
  }
}
