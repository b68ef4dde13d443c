package dev.reelwright.finish;

import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;

/// Makes one finished video from clips and sounds. Thread-safe.
public interface Finisher {
  /// Normalises, joins, captions, mixes, verifies. Writes `target` only when it is whole.
  ///
  /// @param scratch folder for intermediate files, the caller removes it
  /// @throws IOException when an input is unusable or the tools fail; the message says which
  Finished finish(
      FinishRequest request,
      Path target,
      Path scratch,
      ProgressListener progress,
      CancelSignal cancel)
      throws IOException, InterruptedException;

  /// @param frames video frames of the finished file
  /// @param captions the cues as SRT text, empty when there are none
  record Finished(long frames, String captions) {}
}
