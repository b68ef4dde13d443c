package dev.reelwright.provider.simulator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The faults that wait for their turn, and those that strike by chance. Thread-safe.
final class Faults {
  private final Map<Fault, Integer> armed = new EnumMap<>(Fault.class);
  private Random dice = new Random(0);
  private double chance;

  /// @param times how often it strikes from now on; 0 disarms it
  synchronized void arm(Fault fault, int times) {
    if (times <= 0) {
      armed.remove(fault);
    } else {
      armed.put(fault, times);
    }
  }

  /// Lets passing faults strike at any request.
  ///
  /// @param newChance 0..1
  synchronized void strikeByChance(double newChance, long seed) {
    if (!(newChance >= 0 && newChance <= 1)) {
      throw new IllegalArgumentException(
          "the chance of a fault must lie within 0..1: " + newChance);
    }
    chance = newChance;
    dice = new Random(seed);
  }

  /// The fault that strikes this request.
  synchronized Optional<Fault> next(Operation operation) {
    for (var fault : armed.keySet()) {
      if (fault.operation() == operation) {
        armed.computeIfPresent(fault, (_, left) -> left == 1 ? null : left - 1);
        return Optional.of(fault);
      }
    }
    if (chance == 0 || dice.nextDouble() >= chance) {
      return Optional.empty();
    }
    var passing = passing(operation);
    return passing.isEmpty()
        ? Optional.empty()
        : Optional.of(passing.get(dice.nextInt(passing.size())));
  }

  private static List<Fault> passing(Operation operation) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.operation() == operation && fault.isPassing())
        .toList();
  }
}
