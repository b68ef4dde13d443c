package dev.reelwright.media.finish;

/// Hears how far a film is. Calls come from several threads, one at a time; must be quick.
@FunctionalInterface
public interface FinishProgress {
  /// @param fraction done so far, 0..1, never falling
  /// @param doing what is being done, for people
  void progressed(double fraction, String doing);
}
