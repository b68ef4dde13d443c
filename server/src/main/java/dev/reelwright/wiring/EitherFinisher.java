package dev.reelwright.wiring;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.Finisher;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// Finishes films of either kind: those of one script, and all others.
record EitherFinisher(Finisher others, Finisher narrated) implements Finisher {
  @Override
  public Finished finish(
      FinishRequest request,
      Path target,
      Path scratch,
      ProgressListener progress,
      CancelSignal cancel)
      throws IOException, InterruptedException {
    var finisher = request.script() == null ? others : narrated;
    return finisher.finish(request, target, scratch, progress, cancel);
  }

  @Override
  public boolean canPrepare() {
    return others.canPrepare();
  }

  /// How long a clip of a narrated film is seen is known only when all are there.
  @Override
  public void prepare(FinishRequest request, Set<Integer> shots, Path scratch, CancelSignal cancel)
      throws IOException, InterruptedException {
    if (request.script() == null) {
      others.prepare(request, shots, scratch, cancel);
    }
  }
}
