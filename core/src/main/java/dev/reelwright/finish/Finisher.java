package dev.reelwright.finish;

import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /// Whether [#prepare] does anything.
  default boolean canPrepare() {
    return false;
  }

  /// Makes what a film will need of some of its shots before all of them are there. Nothing is lost
  /// by never asking for it, or when the film turns out otherwise.
  ///
  /// @param request of the film as far as it is known; shots that are not there yet have no clip
  /// @param shots places of those to prepare, from 0, with what they share with their neighbours
  /// @param scratch folder for intermediate files, the caller removes it
  default void prepare(FinishRequest request, Set<Integer> shots, Path scratch, CancelSignal cancel)
      throws IOException, InterruptedException {}

  /// @param frames video frames of the finished file
  /// @param captions the cues as SRT text, empty when there are none
  /// @param uncaptioned the same film without captions in the picture, in the scratch folder, or
  ///   null where nobody asked for one
  record Finished(long frames, String captions, @Nullable Path uncaptioned) {
    public Finished(long frames, String captions) {
      this(frames, captions, null);
    }
  }
}
