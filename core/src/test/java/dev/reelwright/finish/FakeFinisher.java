package dev.reelwright.finish;

import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.FakeMedia;
import dev.reelwright.provider.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Adds up the shots instead of joining them.
public final class FakeFinisher implements Finisher {
  private final List<FinishRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Integer> prepared = ConcurrentHashMap.newKeySet();

  public List<FinishRequest> requests() {
    return requests;
  }

  /// Places of the shots that it could prepare.
  public Set<Integer> prepared() {
    return prepared;
  }

  @Override
  public boolean canPrepare() {
    return true;
  }

  @Override
  public void prepare(
      FinishRequest request, Set<Integer> shots, Path scratch, CancelSignal cancel) {
    shots.stream()
        .filter(shot -> shot < request.shots().size())
        .filter(shot -> request.shots().get(shot).clip() != null)
        .forEach(prepared::add);
  }

  @Override
  public Finished finish(
      FinishRequest request,
      Path target,
      Path scratch,
      ProgressListener progress,
      CancelSignal cancel)
      throws IOException {
    requests.add(request);
    var length = request.shots().stream().mapToLong(FinishRequest.CutShot::lengthMillis).sum();
    progress.progressed(0.5, "joining");
    FakeMedia.write(target, "video/mp4", length, request.shots().size() + " shots");
    return new Finished(length * 24 / 1000, "1\n00:00:00,000 --> 00:00:01,000\nwords\n");
  }
}
