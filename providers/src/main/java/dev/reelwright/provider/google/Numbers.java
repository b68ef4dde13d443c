package dev.reelwright.provider.google;

/// Numbers as Google takes them.
final class Numbers {
  private Numbers() {}

  /// Seeds of ours go up to 2^32-1, and Imagen and the Gemini video models take 31 bits, 0
  /// excluded.
  static long positiveInt(long seed) {
    long small = seed & 0x7FFF_FFFFL;
    return small == 0 ? 1 : small;
  }
}
