package dev.reelwright.wiring;

import dev.reelwright.engine.EngineListener;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepId;
import dev.reelwright.engine.StepProgress;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.project.ProjectId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run of one project, followed from outside. Thread-safe.
public final class Production implements EngineListener {
  private final ProjectId project;
  private final FilmReader reader;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<StepId, Heard> steps = new LinkedHashMap<>();
  private final List<Consumer<StepView>> followers = new CopyOnWriteArrayList<>();
  private @Nullable Run run;

  private record Heard(StepProgress progress, Instant began) {}

  Production(ProjectId project, FilmReader reader, InstantSource clock) {
    this.project = project;
    this.reader = reader;
    this.clock = clock;
  }

  /// Tells each step as it begins, moves and ends, on the thread that carries it out.
  public void onStep(Consumer<StepView> follower) {
    followers.add(follower);
  }

  @Override
  public void stepProgressed(StepProgress progress) {
    if (!progress.projectId().equals(project)) {
      return;
    }
    Heard heard;
    lock.lock();
    try {
      var before = steps.get(progress.stepId());
      heard = new Heard(progress, before == null ? clock.instant() : before.began());
      steps.put(progress.stepId(), heard);
    } finally {
      lock.unlock();
    }
    followers.forEach(follower -> follower.accept(view(heard)));
  }

  @Override
  public void runChanged(Run moved) {
    if (!moved.projectId().equals(project)) {
      return;
    }
    lock.lock();
    try {
      // News of two moves may overtake each other; an end is never taken back.
      if (run == null || !run.state().isFinal() || !run.id().equals(moved.id())) {
        run = moved;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public RunView look() {
    var plan = reader.plan(project);
    lock.lock();
    try {
      var current = run;
      var error = current == null ? null : current.error();
      return new RunView(
          plan.title(),
          current == null ? RunState.PLANNING : current.state(),
          plan.shots(),
          plan.expectedSteps(),
          plan.filledSlots(),
          steps.values().stream()
              .filter(heard -> current == null || isOf(current, heard))
              .map(this::view)
              .toList(),
          current == null ? null : current.blockedOn(),
          error == null ? null : error.stage() + ": " + error.message());
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the run has ended or waits for a person, at most so long.
  public RunView await(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (left > 0 && !isOver()) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return look();
  }

  private boolean isOver() {
    return run != null && (run.state().isFinal() || run.state() == RunState.BLOCKED);
  }

  /// The finished film; only when the run is done.
  public Film film() throws IOException {
    return reader.film(project);
  }

  /// A worker's last word about an earlier run may come after that run has ended.
  private static boolean isOf(Run run, Heard heard) {
    return heard.progress().runId().equals(run.id());
  }

  private StepView view(Heard heard) {
    var progress = heard.progress();
    return new StepView(
        progress.stepId().value(),
        progress.kind(),
        progress.role(),
        progress.shotNumber(),
        progress.fraction() >= 1 ? StepStatus.DONE : StepStatus.LEASED,
        progress.fraction(),
        progress.doing(),
        Duration.between(heard.began(), clock.instant()),
        null);
  }
}
