package dev.reelwright.media.finish;

import java.util.Optional;

/// What was made.
///
/// @param frames video frames of the film
/// @param loudness of the sound, empty for a film without any or with sound as it came
/// @param copiedShots clips that were taken over without encoding
/// @param keptPieces shots and fades that were encoded before and taken from the shelf
/// @param inSinglePass whether joining failed and the film was encoded in one pass
public record FinishedCut(
    long frames,
    Optional<Loudness> loudness,
    int copiedShots,
    int keptPieces,
    boolean inSinglePass) {

  /// Measured after ITU-R BS.1770 / EBU R 128, before the sound is coded.
  ///
  /// @param integratedLufs minus infinity for silence
  public record Loudness(double integratedLufs, double truePeakDb) {}
}
