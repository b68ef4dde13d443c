package dev.reelwright.media.animatic;

import java.awt.image.BufferedImage;

/// Where in a picture the eye goes: where there are edges and colours that the rest of the picture
/// has not, a little more in the middle than at the rim.
///
/// @param x share of the width
/// @param y share of the height
record Subject(double x, double y) {
  private static final int CELLS = 48;
  private static final double SHARPNESS = 2;

  static Subject of(BufferedImage image) {
    int wide = image.getWidth();
    int tall = image.getHeight();
    return of(image.getRGB(0, 0, wide, tall, null, 0, wide), wide, tall);
  }

  static Subject of(int[] pixels, int width, int height) {
    double[][] color = new double[CELLS * CELLS][3];
    double[] mean = new double[3];
    for (int cell = 0; cell < CELLS * CELLS; cell++) {
      int left = cell % CELLS * width / CELLS;
      int top = cell / CELLS * height / CELLS;
      int right = Math.max(left + 1, (cell % CELLS + 1) * width / CELLS);
      int bottom = Math.max(top + 1, (cell / CELLS + 1) * height / CELLS);
      int count = 0;
      for (int y = top; y < Math.min(bottom, height); y += 2) {
        for (int x = left; x < Math.min(right, width); x += 2) {
          int pixel = pixels[y * width + x];
          color[cell][0] += Colors.red(pixel);
          color[cell][1] += Colors.green(pixel);
          color[cell][2] += Colors.blue(pixel);
          count++;
        }
      }
      for (int channel = 0; channel < 3; channel++) {
        color[cell][channel] /= Math.max(1, count);
        mean[channel] += color[cell][channel] / (CELLS * CELLS);
      }
    }
    return weighed(color, mean);
  }

  private static Subject weighed(double[][] color, double[] mean) {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        int cell = row * CELLS + column;
        double x = (column + 0.5) / CELLS;
        double y = (row + 0.5) / CELLS;
        double edge =
            (column + 1 < CELLS ? distance(color[cell], color[cell + 1]) : 0)
                + (row + 1 < CELLS ? distance(color[cell], color[cell + CELLS]) : 0);
        double away = (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5);
        double striking = (distance(color[cell], mean) + edge) * (1 - 1.2 * away);
        double weight = Math.pow(Math.max(0, striking), SHARPNESS) + 1e-6;
        sum += weight;
        sumX += weight * x;
        sumY += weight * y;
      }
    }
    return new Subject(sumX / sum, sumY / sum);
  }

  private static double distance(double[] first, double[] second) {
    return Math.abs(first[0] - second[0])
        + Math.abs(first[1] - second[1])
        + Math.abs(first[2] - second[2]);
  }
}
