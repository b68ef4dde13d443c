package dev.reelwright.engine;

import dev.reelwright.ledger.Money;
import dev.reelwright.provider.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what came of working on a step, and calls whoever should know. The only place where
/// work is tried again. A step whose call is still an open question never ends and never goes back
/// into its lane: it sleeps and looks again, or waits for a person.
final class Conclusions {
  private static final Logger LOG = LoggerFactory.getLogger(Conclusions.class);

  private final Stores stores;
  private final RunMoves runs;
  private final History history;
  private final Wakes wakes;
  private final Backoff backoff;
  private final Circuits circuits;
  private final InstantSource clock;

  Conclusions(
      Stores stores,
      RunMoves runs,
      History history,
      Wakes wakes,
      Backoff backoff,
      Circuits circuits,
      InstantSource clock) {
    this.stores = stores;
    this.runs = runs;
    this.history = history;
    this.wakes = wakes;
    this.backoff = backoff;
    this.circuits = circuits;
    this.clock = clock;
  }

  /// @param isClosing whether work that ended early did so because the process goes
  /// @return how the step goes on
  Loops.Next conclude(Assignment assignment, Outcome outcome, boolean isClosing) {
    var wakeAt = writeDown(assignment, outcome, isClosing);
    circuits.learn(assignment.step(), outcome);
    return new Loops.Next(
        wakeAt,
        assignment.step().cancelAsked(),
        outcome instanceof Outcome.Asleep asleep && asleep.isWatched());
  }

  private Optional<Instant> writeDown(Assignment assignment, Outcome outcome, boolean isClosing) {
    var step = assignment.step();
    return switch (outcome) {
      case Outcome.Done _ -> {
        overIt(step);
        yield Optional.empty();
      }
      case Outcome.Lost _ -> Optional.empty();
      case Outcome.Asleep(var until, var tries, var trouble, var isWatched) -> {
        if (trouble == null) {
          overIt(step);
        }
        yield sleep(step, until, tries, trouble, isWatched);
      }
      case Outcome.TryAgain(var error, var notBefore) -> tryAgain(step, error, notBefore);
      case Outcome.Failed(var error) -> {
        if (hasOpenCall(step)) {
          // Something may still come of it, so the step cannot be over.
          leaveOpen(step, BlockReason.DECISION, error);
        } else {
          fail(step, error);
        }
        yield Optional.empty();
      }
      case Outcome.Blocked(var reason, var error, var needs) -> block(step, reason, error, needs);
      case Outcome.Undecided(var reason, var error) -> {
        leaveOpen(step, reason, error);
        yield Optional.empty();
      }
      case Outcome.Cancelled _ -> {
        var isGoing = isClosing && !isCancelAsked(step);
        if (hasOpenCall(step)) {
          yield sleep(step, clock.instant(), step.tries(), null, false);
        }
        if (isGoing) {
          release(step);
        } else {
          cancel(step);
        }
        yield Optional.empty();
      }
    };
  }

  /// What a run waited for, because this step was in trouble, has passed.
  private void overIt(Step step) {
    if (step.tries() == 0) {
      return;
    }
    stores
        .database()
        .update(
            handle ->
                stores
                    .runs()
                    .find(handle, step.runId())
                    .filter(run -> run.state() == RunState.BLOCKED)
                    .ifPresent(
                        run -> {
                          var isOver =
                              runs.unblock(handle, run, BlockReason.PROVIDER)
                                  || runs.unblock(handle, run, BlockReason.DISK);
                          if (isOver) {
                            wakes.project(handle, run.projectId());
                            for (var open : stores.steps().open(handle, run.id())) {
                              wakes.lane(handle, open.lane());
                            }
                          }
                        }));
  }

  private Optional<Instant> sleep(
      Step step, Instant until, int tries, Outcome.@Nullable Trouble trouble, boolean isWatched) {
    return stores
        .database()
        .write(
            handle -> {
              if (!stores
                  .steps()
                  .sleep(handle, step.afterTries(tries), until, isWatched, clock.instant())) {
                return Optional.empty();
              }
              if (trouble != null) {
                blockRun(handle, step, trouble.reason(), trouble.error(), null);
              }
              return Optional.of(until);
            });
  }

  private Optional<Instant> tryAgain(Step step, RunError error, @Nullable Duration notBefore) {
    // While a provider is down that is not the step's fault: it waits for as long as it takes.
    var counts = !Circuits.isOfProvider(error.code()) || circuits.isClosed(step.place());
    var tries = counts ? step.tries() + 1 : step.tries();
    // Another server may do it at once, and the one that is down rests by itself.
    boolean mayGoElsewhere = error.code().equals(RejectionReason.SERVER_DOWN.name());
    var wait = backoff.after(mayGoElsewhere ? 1 : Math.max(1, tries));
    var wakeAt =
        clock.instant().plus(notBefore != null && notBefore.compareTo(wait) > 0 ? notBefore : wait);
    if (hasOpenCall(step)) {
      return sleep(step, wakeAt, tries, backoff.trouble(tries, error), false);
    }
    if (tries >= Backoff.MAX_TRIES) {
      if (error.code().equals(RejectionReason.BUSY.name())) {
        return block(step, BlockReason.PROVIDER, error, null);
      }
      fail(step, error);
      return Optional.empty();
    }
    LOG.info("step={} tries={} next={} cause={}", step.id(), tries, wakeAt, error.code());
    update(
        step,
        handle -> stores.steps().requeue(handle, step, tries, wakeAt, clock.instant()),
        "step.retry",
        Map.of("tries", tries, "code", error.code()));
    return Optional.empty();
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

  private Optional<Instant> block(
      Step step, BlockReason reason, RunError error, @Nullable Money needs) {
    if (hasOpenCall(step)) {
      var tries = step.tries() + 1;
      return sleep(
          step,
          clock.instant().plus(backoff.after(tries)),
          tries,
          new Outcome.Trouble(reason, error),
          false);
    }
    update(
        step,
        handle -> {
          blockRun(handle, step, reason, error, needs);
          return stores.steps().requeue(handle, step, step.tries(), null, clock.instant());
        },
        "step.blocked",
        Map.of("on", reason.name()));
    return Optional.empty();
  }

  private void blockRun(
      Handle handle, Step step, BlockReason reason, RunError error, @Nullable Money needs) {
    stores
        .runs()
        .find(handle, step.runId())
        .ifPresent(run -> runs.block(handle, run, reason, error, needs));
  }

  private void leaveOpen(Step step, BlockReason reason, RunError error) {
    update(
        step,
        handle -> {
          blockRun(handle, step, reason, error, null);
          return stores.steps().needsDecision(handle, step, error, clock.instant());
        },
        "step.undecided",
        Map.of("on", reason.name()));
  }

  private boolean hasOpenCall(Step step) {
    return stores
        .database()
        .read(handle -> stores.attempts().newest(handle, step.id().value()))
        .map(attempt -> attempt.state().isOpen())
        .orElse(false);
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
