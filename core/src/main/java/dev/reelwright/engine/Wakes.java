package dev.reelwright.engine;

import dev.reelwright.project.ProjectId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Calls the loops. A call is: raise the counter in the transaction that changed something, commit,
/// then pull the row's time forward. Calls of one loop that follow each other closely become two:
/// the first and one after a moment. Thread-safe.
final class Wakes {
  private static final Duration LONGEST_MOMENT = Duration.ofMillis(250);
  private static final Duration LANE_MOMENT = Duration.ofMillis(10);

  private final Stores stores;
  private final ToIntFunction<ProjectId> shotsOf;
  private final @Nullable ScheduledExecutorService timer;
  private final ConcurrentHashMap<String, Boolean> calledAgain = new ConcurrentHashMap<>();
  private volatile @Nullable Loops loops;

  Wakes(Stores stores, Films films, ScheduledExecutorService timer) {
    this(stores, films::shotsOf, timer);
  }

  private Wakes(
      Stores stores, ToIntFunction<ProjectId> shotsOf, @Nullable ScheduledExecutorService timer) {
    this.stores = stores;
    this.shotsOf = shotsOf;
    this.timer = timer;
  }

  /// For a process without loops: the counters are raised, and those that have loops find out.
  static Wakes ofOthers(Stores stores) {
    return new Wakes(stores, _ -> 0, null);
  }

  /// From now on calls reach somebody; those before are found by the sweep.
  void connect(Loops loops) {
    this.loops = loops;
  }

  void project(Handle handle, ProjectId project) {
    stores.projects().raiseWake(handle, project);
    stores.database().afterCommit(handle, () -> pullProject(project));
  }

  void lane(Handle handle, String lane) {
    stores.lanes().raiseWake(handle, lane);
    stores.database().afterCommit(handle, () -> pullLane(lane));
  }

  void step(Handle handle, StepId step, String lane) {
    stores.database().afterCommit(handle, () -> pullStep(step, lane));
  }

  /// Outside of transactions: nothing changed, but somebody should look.
  void pullProject(ProjectId project) {
    soon("project " + project, moment(project), each -> each.pullProject(project.value()));
  }

  void pullLane(String lane) {
    soon("lane " + lane, LANE_MOMENT, each -> each.pullLane(lane));
  }

  void pullStep(StepId step, String lane) {
    var connected = loops;
    if (connected != null) {
      connected.pullStep(step.value(), lane);
    }
  }

  /// A small film is looked at often; the look at a big one is worth waiting for.
  private Duration moment(ProjectId project) {
    var moment = Duration.ofMillis(shotsOf.applyAsInt(project));
    return moment.compareTo(LONGEST_MOMENT) > 0 ? LONGEST_MOMENT : moment;
  }

  private void soon(String key, Duration moment, Pull pull) {
    var connected = loops;
    if (connected == null || timer == null) {
      return;
    }
    var again = calledAgain.compute(key, (_, before) -> before != null);
    if (again) {
      return;
    }
    pull.on(connected);
    try {
      var _ =
          timer.schedule(
              () -> {
                if (Boolean.TRUE.equals(calledAgain.remove(key))) {
                  soon(key, moment, pull);
                }
              },
              moment.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The engine closes; the next start looks at everything.
      calledAgain.remove(key);
    }
  }

  private interface Pull {
    void on(Loops loops);
  }
}
