package dev.reelwright.media.animatic;

/// Repeatable randomness: the same seed and index give the same number on every machine.
record Dice(long seed) {
  Dice child(long name) {
    return new Dice(scramble(seed * 31 + name));
  }

  /// A number of 0 (inclusive) to 1 (exclusive).
  double roll(long index) {
    return (scramble(seed + index * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53;
  }

  double between(long index, double low, double high) {
    return low + (high - low) * roll(index);
  }

  private static long scramble(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /// Smooth noise of 0..1 with detail in several octaves.
  double cloud(double x, double y, int octaves) {
    return cloudRow(y, octaves).at(x);
  }

  /// The same noise for many places in one row.
  CloudRow cloudRow(double y, int octaves) {
    return new CloudRow(this, y, octaves);
  }

  double corner(long x, long y, int octave) {
    return roll(x * 73_856_093L ^ y * 19_349_663L ^ octave * 83_492_791L);
  }

  static double ease(double share) {
    return share * share * (3 - 2 * share);
  }
}
