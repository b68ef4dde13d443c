package dev.reelwright.media.sound;

/// Something that sounds for a while. Mutable, played once.
sealed interface Voice permits Note, Drum {
  /// Adds itself to a block from frame `from` on.
  ///
  /// @return whether it still sounds
  boolean addTo(float[] left, float[] right, int from, int to);
}
