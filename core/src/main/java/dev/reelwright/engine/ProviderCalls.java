package dev.reelwright.engine;

import dev.reelwright.engine.Order.Booking;
import dev.reelwright.ledger.Attempt;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.ledger.OverBudget;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.recipe.StepKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Makes a provider call and never pays it twice: intent before submit, job before the first poll,
/// charge together with the result. A call that was begun is looked after, whoever began it.
final class ProviderCalls {
  // A worker that lost its step may still be sending; its intent is judged only when it must be
  // gone.
  private static final Duration FRESH =
      Duration.ofSeconds(15).multipliedBy(Loops.MISSED_HEARTBEATS);
  private static final Duration SHORTEST_POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_POLL = Duration.ofMinutes(5);

  // An outcome that stays unknown on a free lane: something is wrong with the provider.
  private static final int MAX_ATTEMPTS = 10;

  private final Stores stores;
  private final Ledger ledger;
  private final Keeper keeper;
  private final Path scratch;
  private final String node;
  private final Backoff backoff;
  private final InstantSource clock;

  ProviderCalls(
      Stores stores,
      Ledger ledger,
      Keeper keeper,
      Path scratch,
      String node,
      Backoff backoff,
      InstantSource clock) {
    this.stores = stores;
    this.ledger = ledger;
    this.keeper = keeper;
    this.scratch = scratch;
    this.node = node;
    this.backoff = backoff;
    this.clock = clock;
  }

  /// Makes the call, or goes on where somebody left it.
  <Q, T> Outcome order(Assignment assignment, Order<Q, T> order)
      throws IOException, InterruptedException {
    var before = ledger.newest(assignment.step());
    if (before.isPresent() && before.get().state().isOpen()) {
      var attempt = before.get();
      return attempt.state() == AttemptState.ACCEPTED
          ? look(assignment, order, attempt, job(attempt))
          : reconcile(assignment, order, attempt);
    }
    if (assignment.step().cancelAsked()) {
      return new Outcome.Cancelled();
    }
    return reuse(assignment, order)
        ? new Outcome.Done()
        : begin(assignment, order, before.orElse(null));
  }

  private <Q, T> boolean reuse(Assignment assignment, Order<Q, T> order) {
    var step = assignment.step();
    if (order.seed() == null || step.kind() == StepKind.PLAN) {
      return false;
    }
    var made =
        stores
            .database()
            .read(handle -> stores.takes().findReusable(handle, step.owner(), order.digest()));
    made.ifPresent(
        take ->
            ledger.store(
                step,
                handle ->
                    keeper.inherit(handle, step, take, order.digest(), order.seed()).value()));
    return made.isPresent();
  }

  private <Q, T> Outcome begin(Assignment assignment, Order<Q, T> order, @Nullable Attempt before)
      throws IOException, InterruptedException {
    return switch (order.generator().quote(order.request())) {
      case Quote.Unpriced(var why) -> new Outcome.Failed(assignment.error("UNPRICED", why));
      case Quote.Priced(var amount) -> {
        Attempt attempt;
        try {
          attempt = ledger.intend(assignment.step(), order, amount, before);
        } catch (OverBudget e) {
          yield new Outcome.Blocked(
              BlockReason.BUDGET, assignment.error("BUDGET", String.valueOf(e.getMessage())));
        }
        yield send(assignment, order, attempt);
      }
    };
  }

  private <Q, T> Outcome send(Assignment assignment, Order<Q, T> order, Attempt attempt)
      throws IOException, InterruptedException {
    try (var own = Scratch.in(scratch)) {
      var call = call(assignment, attempt, own);
      return switch (submit(assignment, order, attempt, call)) {
        case SubmitResult.Accepted<T>(var job) -> {
          ledger.accepted(assignment.step(), attempt, job);
          yield poll(assignment, order, attempt, job, call);
        }
        case SubmitResult.Delivered<T>(var result, var charge) ->
            delivered(assignment, order, attempt, result, charge);
        case SubmitResult.Rejected<T>(var reason, var message) -> {
          ledger.rejected(
              assignment.step(), attempt, reason, Money.zero(attempt.quote().currency()));
          yield refused(assignment, reason, message);
        }
        case SubmitResult.Unknown<T>(var cause) -> {
          ledger.unknown(assignment.step(), attempt, String.valueOf(cause));
          yield reconcile(assignment, order, attempt);
        }
      };
    }
  }

  private <Q, T> SubmitResult<T> submit(
      Assignment assignment, Order<Q, T> order, Attempt attempt, Call call)
      throws InterruptedException {
    try {
      return order.generator().submit(order.request(), call);
    } catch (CancellationException e) {
      // Work that cost nothing and left nothing behind; anything else stays an open question.
      if (attempt.quote().isZero()) {
        ledger.cancelled(assignment.step(), attempt);
      }
      throw e;
    }
  }

  private <Q, T> Outcome look(
      Assignment assignment, Order<Q, T> order, Attempt attempt, ProviderJob job)
      throws IOException, InterruptedException {
    if (assignment.step().cancelAsked() && order.generator().cancel(job)) {
      ledger.cancelled(assignment.step(), attempt);
      return new Outcome.Cancelled();
    }
    try (var own = Scratch.in(scratch)) {
      return poll(assignment, order, attempt, job, call(assignment, attempt, own));
    }
  }

  private <Q, T> Outcome poll(
      Assignment assignment, Order<Q, T> order, Attempt attempt, ProviderJob job, Call call)
      throws IOException, InterruptedException {
    PollResult<T> result;
    try {
      result = order.generator().poll(job, call);
    } catch (IOException e) {
      return pollFailed(assignment, attempt, e);
    }
    return switch (result) {
      case PollResult.Working<T>(var fraction, var nextPoll) -> {
        ledger.polled(attempt);
        assignment.progress().progressed(fraction, "waiting for " + attempt.provider());
        yield new Outcome.Asleep(clock.instant().plus(clamped(nextPoll)), 0);
      }
      case PollResult.Delivered<T>(var made, var charge) ->
          delivered(assignment, order, attempt, made, charge);
      case PollResult.Failed<T>(var reason, var message, var charge) -> {
        ledger.rejected(assignment.step(), attempt, reason, charge);
        yield refused(assignment, reason, message);
      }
    };
  }

  private Outcome pollFailed(Assignment assignment, Attempt attempt, IOException cause) {
    var tries = assignment.step().tries() + 1;
    var message =
        "polling %s job of %s failed: %s".formatted(attempt.provider(), assignment.stage(), cause);
    return tries >= Backoff.MAX_FAILED_POLLS
        ? new Outcome.Undecided(BlockReason.PROVIDER, assignment.error("PROVIDER_FAILURE", message))
        : new Outcome.Asleep(clock.instant().plus(backoff.after(tries)), tries);
  }

  private <Q, T> Outcome delivered(
      Assignment assignment, Order<Q, T> order, Attempt attempt, T result, Money charge)
      throws IOException, InterruptedException {
    Booking booking = order.delivery().receive(result, attempt.digest());
    ledger.book(assignment.step(), attempt, charge, booking);
    return new Outcome.Done();
  }

  /// Nobody saw what came of an intent: the provider may know; a key may make a second submit
  /// harmless; a free lane may send again. Otherwise only a person can say.
  private <Q, T> Outcome reconcile(Assignment assignment, Order<Q, T> order, Attempt attempt)
      throws IOException, InterruptedException {
    var previous = assignment.previousWorker();
    var judgedFrom = attempt.intendedAt().plus(FRESH);
    if (previous != null && !previous.equals(node) && clock.instant().isBefore(judgedFrom)) {
      return new Outcome.Asleep(judgedFrom, assignment.step().tries());
    }
    try (var own = Scratch.in(scratch)) {
      var call = call(assignment, attempt, own);
      var found = order.generator().find(order.request(), call);
      if (found.isPresent()) {
        ledger.accepted(assignment.step(), attempt, found.get());
        return poll(assignment, order, attempt, found.get(), call);
      }
    }
    if (assignment.step().cancelAsked() && isFree(assignment)) {
      ledger.cancelled(assignment.step(), attempt);
      return new Outcome.Cancelled();
    }
    if (isFree(assignment)) {
      return sendAgain(assignment, order, attempt);
    }
    if (order.generator().capabilities().idempotentSubmit()
        && attempt.state() == AttemptState.INTENT) {
      return send(assignment, order, attempt);
    }
    ledger.unknown(assignment.step(), attempt, "no answer was seen");
    return new Outcome.Undecided(
        BlockReason.DECISION,
        assignment.error(
            "DECISION",
            "%s may or may not have taken an order worth %s %s; look there, then resume to send it again"
                .formatted(
                    attempt.provider(),
                    attempt.quote().amount().toPlainString(),
                    attempt.quote().currency())));
  }

  private <Q, T> Outcome sendAgain(Assignment assignment, Order<Q, T> order, Attempt attempt)
      throws IOException, InterruptedException {
    ledger.giveUpFree(assignment.step(), attempt);
    if (attempt.number() >= MAX_ATTEMPTS) {
      return new Outcome.Failed(
          assignment.error(
              "PROVIDER_FAILURE",
              "%s never said what became of it, in %d attempts"
                  .formatted(attempt.provider(), attempt.number())));
    }
    var given = ledger.newest(assignment.step());
    return begin(assignment, order, given.orElse(attempt));
  }

  private boolean isFree(Assignment assignment) {
    return stores
        .database()
        .read(handle -> stores.lanes().find(handle, assignment.step().lane()))
        .map(Lane::free)
        .orElse(false);
  }

  private static Outcome refused(Assignment assignment, RejectionReason reason, String message) {
    var error = assignment.error(reason.name(), message);
    return switch (reason) {
      case BUSY, PROVIDER_FAILURE -> new Outcome.TryAgain(error);
      case INVALID_REQUEST, CONTENT_POLICY, NOT_ALLOWED, OUT_OF_CREDIT, UNAVAILABLE ->
          new Outcome.Failed(error);
    };
  }

  private static Call call(Assignment assignment, Attempt attempt, Scratch own) {
    return new Call(attempt.id(), own.folder(), assignment.progress(), assignment.cancel());
  }

  private static ProviderJob job(Attempt attempt) {
    var job = attempt.job();
    if (job == null) {
      throw new IllegalStateException("attempt " + attempt.id() + " was accepted without a job");
    }
    return job;
  }

  private static Duration clamped(Duration nextPoll) {
    if (nextPoll.compareTo(SHORTEST_POLL) < 0) {
      return SHORTEST_POLL;
    }
    return nextPoll.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : nextPoll;
  }
}
