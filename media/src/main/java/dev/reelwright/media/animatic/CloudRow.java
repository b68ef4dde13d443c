package dev.reelwright.media.animatic;

/// One row through the smooth noise of [Dice#cloud], the same numbers. Neighbours lie in the same
/// cells of the noise, whose corners are rolled once. For one thread; quick when asked for from
/// left to right.
final class CloudRow {
  private final Octave[] octaves;

  CloudRow(Dice dice, double y, int octaves) {
    this.octaves = new Octave[octaves];
    double height = y;
    for (int octave = 0; octave < octaves; octave++) {
      this.octaves[octave] = new Octave(dice, height, octave);
      height *= 2;
    }
  }

  double at(double x) {
    double sum = 0;
    double weight = 0.5;
    double total = 0;
    double across = x;
    for (Octave octave : octaves) {
      sum += weight * octave.at(across);
      total += weight;
      weight *= 0.5;
      across *= 2;
    }
    return sum / total;
  }

  private static final class Octave {
    private final Dice dice;
    private final long top;
    private final double down;
    private final int number;
    private final double[] corners = new double[4];
    private long left;
    private boolean isRolled;

    Octave(Dice dice, double y, int number) {
      this.dice = dice;
      this.number = number;
      top = (long) Math.floor(y);
      down = Dice.ease(y - top);
    }

    double at(double x) {
      long cell = (long) Math.floor(x);
      if (!isRolled || cell != left) {
        left = cell;
        isRolled = true;
        corners[0] = dice.corner(cell, top, number);
        corners[1] = dice.corner(cell + 1, top, number);
        corners[2] = dice.corner(cell, top + 1, number);
        corners[3] = dice.corner(cell + 1, top + 1, number);
      }
      double across = Dice.ease(x - cell);
      double upper = corners[0] * (1 - across) + corners[1] * across;
      double lower = corners[2] * (1 - across) + corners[3] * across;
      return upper * (1 - down) + lower * down;
    }
  }
}
