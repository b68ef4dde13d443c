package dev.reelwright.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what came of working on a step, and calls whoever should know. The only place where
/// work is tried again.
final class Conclusions {
  private static final Logger LOG = LoggerFactory.getLogger(Conclusions.class);

  private final Stores stores;
  private final RunMoves runs;
  private final History history;
  private final Wakes wakes;
  private final Backoff backoff;
  private final InstantSource clock;

  Conclusions(
      Stores stores,
      RunMoves runs,
      History history,
      Wakes wakes,
      Backoff backoff,
      InstantSource clock) {
    this.stores = stores;
    this.runs = runs;
    this.history = history;
    this.wakes = wakes;
    this.backoff = backoff;
    this.clock = clock;
  }

  /// @param isClosing whether work that ended early did so because the process goes
  /// @return when to look at the step again
  Optional<Instant> conclude(Assignment assignment, Outcome outcome, boolean isClosing) {
    var step = assignment.step();
    return switch (outcome) {
      case Outcome.Done _, Outcome.Lost _ -> Optional.empty();
      case Outcome.Asleep(var until, var tries) -> sleep(step, until, tries);
      case Outcome.TryAgain(var error) -> {
        tryAgain(step, error);
        yield Optional.empty();
      }
      case Outcome.Failed(var error) -> {
        fail(step, error);
        yield Optional.empty();
      }
      case Outcome.Blocked(var reason, var error) -> {
        block(step, reason, error);
        yield Optional.empty();
      }
      case Outcome.Undecided(var reason, var error) -> {
        leaveOpen(step, reason, error);
        yield Optional.empty();
      }
      case Outcome.Cancelled _ -> {
        if (isClosing && !isCancelAsked(step)) {
          release(step);
        } else {
          cancel(step);
        }
        yield Optional.empty();
      }
    };
  }

  private Optional<Instant> sleep(Step step, Instant until, int tries) {
    return stores
        .database()
        .write(
            handle ->
                stores.steps().sleep(handle, step.afterTries(tries), until, clock.instant())
                    ? Optional.of(until)
                    : Optional.empty());
  }

  private void tryAgain(Step step, RunError error) {
    var tries = step.tries() + 1;
    if (tries >= Backoff.MAX_TRIES) {
      fail(step, error);
      return;
    }
    var wakeAt = clock.instant().plus(backoff.after(tries));
    LOG.info("step={} tries={} next={} cause={}", step.id(), tries, wakeAt, error.code());
    update(
        step,
        handle -> stores.steps().requeue(handle, step, tries, wakeAt, clock.instant()),
        "step.retry",
        Map.of("tries", tries, "code", error.code()));
  }

  private void fail(Step step, RunError error) {
    LOG.warn("step={} stage={} code={}: failed", step.id(), error.stage(), error.code());
    update(
        step,
        handle -> stores.steps().failed(handle, step, error, clock.instant()),
        "step.failed",
        Map.of("code", error.code()));
  }

  private void cancel(Step step) {
    update(
        step,
        handle -> stores.steps().cancelled(handle, step, clock.instant()),
        "step.cancelled",
        Map.of());
  }

  /// The process goes; whoever comes next begins the step anew.
  private void release(Step step) {
    update(
        step,
        handle -> stores.steps().requeue(handle, step, step.tries(), null, clock.instant()),
        "step.released",
        Map.of());
  }

  private void block(Step step, BlockReason reason, RunError error) {
    update(
        step,
        handle -> {
          stores
              .runs()
              .find(handle, step.runId())
              .ifPresent(run -> runs.block(handle, run, reason, error));
          return stores.steps().requeue(handle, step, step.tries(), null, clock.instant());
        },
        "step.blocked",
        Map.of("on", reason.name()));
  }

  private void leaveOpen(Step step, BlockReason reason, RunError error) {
    update(
        step,
        handle -> {
          stores
              .runs()
              .find(handle, step.runId())
              .ifPresent(run -> runs.block(handle, run, reason, error));
          return stores.steps().needsDecision(handle, step, error, clock.instant());
        },
        "step.undecided",
        Map.of("on", reason.name()));
  }

  private boolean isCancelAsked(Step step) {
    return stores
        .database()
        .read(handle -> stores.steps().find(handle, step.id()))
        .map(Step::cancelAsked)
        .orElse(false);
  }

  private void update(Step step, Move move, String kind, Map<String, Object> data) {
    stores
        .database()
        .update(
            handle -> {
              if (move.in(handle)) {
                history.ofStep(handle, step, kind, data);
                wakes.project(handle, step.slot().projectId());
                wakes.lane(handle, step.lane());
              }
            });
  }

  private interface Move {
    boolean in(Handle handle);
  }
}
