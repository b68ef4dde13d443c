package dev.reelwright.engine;

import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A step in the hands of a worker.
///
/// @param previousWorker node that had it when this worker took it, or null
record Assignment(
    Step step, @Nullable String previousWorker, ProgressListener progress, CancelSignal cancel) {

  /// What is being made, for people: `clip of shot 7`.
  String stage() {
    var what =
        switch (step.kind()) {
          case PLAN -> "plan";
          case CUT -> "cut";
          case MUSIC -> "music";
          case FRAME, INHERIT_FRAME, CLIP, NARRATION ->
              step.slot().role().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    return step.shotNumber() == 0 ? what : what + " of shot " + step.shotNumber();
  }

  RunError error(String code, String message) {
    return new RunError(stage(), code, message);
  }
}
