package dev.reelwright.provider;

/// Hears how far a long piece of work is. Called from the working thread, often; must be quick.
@FunctionalInterface
public interface ProgressListener {
  ProgressListener SILENT = (fraction, doing) -> {};

  /// @param fraction done so far, 0..1
  /// @param doing what is being done, for people
  void progressed(double fraction, String doing);
}
