package dev.reelwright.bench;

import java.util.List;

/// The value in the middle.
final class Medians {
  private Medians() {}

  /// @param values at least one; of an even number the lower one in the middle
  static double of(List<Double> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }
}
