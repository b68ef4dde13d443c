package dev.reelwright.engine;

import dev.reelwright.recipe.StepKind;
import dev.reelwright.store.StoreException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out one step: takes it from whoever had it, does its work, has written down what came of
/// it.
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final Stores stores;
  private final Map<StepKind, StepWork> works;
  private final Conclusions conclusions;
  private final Running running;
  private final Audience audience;
  private final Consumer<Step> arrivals;
  private final String node;
  private final InstantSource clock;

  /// @param arrivals hears of each step that has done its work
  Worker(
      Stores stores,
      Map<StepKind, StepWork> works,
      Conclusions conclusions,
      Running running,
      Audience audience,
      Consumer<Step> arrivals,
      String node,
      InstantSource clock) {
    this.stores = stores;
    this.works = works;
    this.conclusions = conclusions;
    this.running = running;
    this.audience = audience;
    this.arrivals = arrivals;
    this.node = node;
    this.clock = clock;
  }

  Loops.Next carryOut(StepId id) {
    var seen = stores.database().read(handle -> stores.steps().find(handle, id)).orElse(null);
    if (seen == null || !isHeld(seen)) {
      return Loops.Next.NOTHING;
    }
    var wakeAt = seen.wakeAt();
    if (wakeAt != null && wakeAt.isAfter(clock.instant()) && !seen.cancelAsked()) {
      return new Loops.Next(Optional.of(wakeAt), false, seen.watched());
    }
    return stores
        .database()
        .write(handle -> stores.steps().takeOver(handle, seen, node, clock.instant()))
        .map(step -> workOn(step, seen.worker()))
        .orElse(Loops.Next.NOTHING);
  }

  /// Whether a step was given out again, or told to end, while its row was being put away.
  boolean isWaiting(StepId id, Loops.Next outcome) {
    return stores
        .database()
        .read(handle -> stores.steps().find(handle, id))
        .filter(Worker::isHeld)
        .filter(step -> outcome.wakeAt().isEmpty() || (step.cancelAsked() && !outcome.cancelSeen()))
        .isPresent();
  }

  private Loops.Next workOn(Step step, @Nullable String previous) {
    running.begin(step);
    try {
      var assignment =
          new Assignment(
              step,
              previous,
              (fraction, doing) -> audience.progressed(step, fraction, doing),
              () -> running.isCancelled(step));
      audience.progressed(step, 0, "");
      var outcome = outcome(assignment);
      if (outcome instanceof Outcome.Done) {
        audience.progressed(step, 1, "");
        arrivals.accept(step);
      }
      return conclusions.conclude(assignment, outcome, running.isClosing());
    } finally {
      running.end(step);
    }
  }

  private Outcome outcome(Assignment assignment) {
    var step = assignment.step();
    var work = works.get(step.kind());
    if (work == null) {
      return new Outcome.Failed(
          assignment.error("INTERNAL", "nobody here can do the work " + step.kind()));
    }
    try {
      return work.carryOut(assignment);
    } catch (LeaseLost e) {
      LOG.info("step={} {}", step.id(), e.getMessage());
      return new Outcome.Lost();
    } catch (CancellationException _) {
      return new Outcome.Cancelled();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled();
    } catch (Casting.NotHere e) {
      return new Outcome.Failed(assignment.error("NO_PROVIDER", String.valueOf(e.getMessage())));
    } catch (IOException e) {
      LOG.warn("step={} stage={} failed", step.id(), assignment.stage(), e);
      return DiskFull.isCause(e)
          ? new Outcome.Blocked(
              BlockReason.DISK,
              assignment.error(
                  "DISK", "the disk is full; make room and resume (" + e.getMessage() + ")"))
          : new Outcome.TryAgain(assignment.error("IO", String.valueOf(e.getMessage())));
    } catch (StoreException e) {
      LOG.warn("step={} stage={} could not be written down", step.id(), assignment.stage(), e);
      var message = String.valueOf(e.getMessage());
      return e.kind() == StoreException.Kind.DISK_FULL
          ? new Outcome.Blocked(BlockReason.DISK, assignment.error("DISK", message))
          : new Outcome.TryAgain(assignment.error("STORE", message));
    } catch (RuntimeException e) {
      // The edge of the loop: a mistake of ours or of an adapter must not take the engine along.
      LOG.error("step={} stage={} broke", step.id(), assignment.stage(), e);
      return new Outcome.TryAgain(assignment.error("INTERNAL", String.valueOf(e)));
    }
  }

  private static boolean isHeld(Step step) {
    return step.status() == StepStatus.LEASED || step.status() == StepStatus.SUBMITTED;
  }
}
