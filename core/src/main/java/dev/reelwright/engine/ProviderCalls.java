package dev.reelwright.engine;

import dev.reelwright.engine.Order.Booking;
import dev.reelwright.ledger.Attempt;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.ledger.OverBudget;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Glancing;
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
  private final Persistence persistence;
  private final Duration longestJob;
  private final InstantSource clock;

  ProviderCalls(
      Stores stores,
      Ledger ledger,
      Keeper keeper,
      Path scratch,
      String node,
      Backoff backoff,
      Persistence persistence,
      Duration longestJob,
      InstantSource clock) {
    this.stores = stores;
    this.ledger = ledger;
    this.keeper = keeper;
    this.scratch = scratch;
    this.node = node;
    this.backoff = backoff;
    this.persistence = persistence;
    this.longestJob = longestJob;
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
    return made.isPresent()
        && stores
            .database()
            .write(
                handle -> {
                  // Somebody may have removed it since.
                  if (!stores.assets().hold(handle, made.get().assetId())) {
                    return false;
                  }
                  ledger.store(
                      handle,
                      step,
                      inner ->
                          keeper
                              .inherit(inner, step, made.get(), order.digest(), order.seed())
                              .value());
                  return true;
                });
  }

  private <Q, T> Outcome begin(Assignment assignment, Order<Q, T> order, @Nullable Attempt before)
      throws IOException, InterruptedException {
    return switch (order.generator().quote(order.request())) {
      case Quote.Refused(var why) ->
          new Outcome.Failed(assignment.error(RejectionReason.INVALID_REQUEST.name(), why));
      case Quote.Unpriced(var why) -> new Outcome.Failed(assignment.error("UNPRICED", why));
      case Quote.Priced(var amount) -> {
        Attempt attempt;
        try {
          attempt = ledger.intend(assignment.step(), order, amount, before);
        } catch (OverBudget e) {
          yield new Outcome.Blocked(
              BlockReason.BUDGET,
              assignment.error("BUDGET", String.valueOf(e.getMessage())),
              amount);
        }
        // Held up for so long, somebody else may have begun to judge it.
        yield clock.instant().isAfter(attempt.intendedAt().plus(FRESH.dividedBy(2)))
            ? new Outcome.Asleep(clock.instant(), assignment.step().tries())
            : send(assignment, order, attempt);
      }
    };
  }

  private <Q, T> Outcome send(Assignment assignment, Order<Q, T> order, Attempt attempt)
      throws IOException, InterruptedException {
    try (var own = Scratch.in(scratch)) {
      var call = call(assignment, attempt, own);
      return switch (submit(assignment, order, attempt, call)) {
        case SubmitResult.Accepted<T>(var job) -> {
          persistence.untilWritten(
              assignment, () -> ledger.accepted(assignment.step(), attempt, job));
          yield poll(assignment, order, attempt, job, call);
        }
        case SubmitResult.Delivered<T>(var result, var charge) ->
            delivered(assignment, order, attempt, result, charge);
        case SubmitResult.Rejected<T>(var reason, var message, var retryAfter) -> {
          var nothing = Money.zero(attempt.quote().currency());
          ledger.rejected(assignment.step(), attempt, reason, nothing);
          yield refused(assignment, order, reason, message, nothing, retryAfter);
        }
        case SubmitResult.Failed<T>(var reason, var message, var charge) -> {
          ledger.rejected(assignment.step(), attempt, reason, charge);
          yield refused(assignment, order, reason, message, charge, null);
        }
        case SubmitResult.Unknown<T>(var cause) -> {
          ledger.unknown(assignment.step(), attempt, String.valueOf(cause));
          yield inVain(
              assignment,
              order.generator().findIsSureAfter().orElse(Duration.ZERO),
              "no answer to an order was seen: " + cause);
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
      if (DiskFull.isCause(e)) {
        throw e;
      }
      if (isGone(assignment, order)) {
        // A server of our own; another one, or the same one later, makes it anew.
        ledger.giveUpFree(assignment.step(), attempt);
        return new Outcome.TryAgain(
            assignment.error(RejectionReason.PROVIDER_FAILURE.name(), "its server is gone: " + e),
            null);
      }
      return inVain(assignment, Duration.ZERO, "polling its job failed: " + e);
    }
    return switch (result) {
      case PollResult.Working<T>(var fraction, var nextPoll) ->
          clock.instant().isAfter(attempt.intendedAt().plus(longestJob))
              ? endless(assignment, order, attempt, job, call)
              : working(assignment, order, attempt, fraction, nextPoll);
      case PollResult.Delivered<T>(var made, var charge) ->
          delivered(assignment, order, attempt, made, charge);
      case PollResult.Failed<T>(var reason, var message, var charge) ->
          failed(assignment, order, attempt, reason, message, charge);
    };
  }

  /// A job that takes too long is taken back. Where the provider does not confirm that, the job may
  /// have ended just now, or have been billed all the same; only one that still goes on needs a
  /// person.
  private <Q, T> Outcome endless(
      Assignment assignment, Order<Q, T> order, Attempt attempt, ProviderJob job, Call call)
      throws IOException, InterruptedException {
    if (order.generator().cancel(job)) {
      ledger.cancelled(assignment.step(), attempt);
      return new Outcome.Failed(
          assignment.error(
              RejectionReason.PROVIDER_FAILURE.name(),
              "%s did not finish within %s and was cancelled"
                  .formatted(attempt.provider(), longestJob)));
    }
    return switch (order.generator().poll(job, call)) {
      case PollResult.Working<T> _ ->
          new Outcome.Undecided(
              BlockReason.DECISION,
              assignment.error(
                  "DECISION",
                  "job %s of %s has not ended within %s; look there, then say whether to look again or to give it up"
                      .formatted(job.value(), attempt.provider(), longestJob)));
      case PollResult.Delivered<T>(var made, var charge) ->
          delivered(assignment, order, attempt, made, charge);
      case PollResult.Failed<T>(var reason, var message, var charge) ->
          failed(assignment, order, attempt, reason, message, charge);
    };
  }

  private Outcome failed(
      Assignment assignment,
      Order<?, ?> order,
      Attempt attempt,
      RejectionReason reason,
      String message,
      Money charge) {
    ledger.rejected(assignment.step(), attempt, reason, charge);
    return refused(assignment, order, reason, message, charge, null);
  }

  private Outcome working(
      Assignment assignment,
      Order<?, ?> order,
      Attempt attempt,
      double fraction,
      Duration nextPoll) {
    ledger.polled(attempt);
    assignment.progress().progressed(fraction, "waiting for " + attempt.provider());
    return new Outcome.Asleep(
        clock.instant().plus(clamped(nextPoll)), 0, null, order.generator() instanceof Glancing);
  }

  /// The provider could not be asked. It is asked again, ever more rarely, and the run says so.
  private Outcome inVain(Assignment assignment, Duration atLeast, String what) {
    var tries = assignment.step().tries() + 1;
    var error = assignment.error(RejectionReason.PROVIDER_FAILURE.name(), what);
    if (tries >= Backoff.MAX_FAILED_POLLS) {
      return new Outcome.Undecided(BlockReason.DECISION, error);
    }
    var wait = backoff.after(tries);
    return new Outcome.Asleep(
        clock.instant().plus(wait.compareTo(atLeast) < 0 ? atLeast : wait),
        tries,
        backoff.trouble(tries, error),
        false);
  }

  private <Q, T> Outcome delivered(
      Assignment assignment, Order<Q, T> order, Attempt attempt, T result, Money charge)
      throws IOException, InterruptedException {
    Booking booking;
    try {
      booking = order.delivery().receive(result, attempt.digest());
    } catch (IOException e) {
      if (DiskFull.isCause(e)) {
        throw e;
      }
      return unusable(assignment, attempt, charge, e);
    }
    ledger.book(assignment.step(), attempt, charge, booking);
    return new Outcome.Done();
  }

  /// A job's result can be fetched again; what came with the answer cannot.
  private Outcome unusable(
      Assignment assignment, Attempt attempt, Money charge, IOException cause) {
    var what = "the result of %s cannot be used: %s".formatted(attempt.provider(), cause);
    var isJob = assignment.step().status() == StepStatus.SUBMITTED;
    if (isJob && assignment.step().tries() + 1 < Backoff.MAX_TRIES) {
      return inVain(assignment, Duration.ZERO, what);
    }
    ledger.rejected(assignment.step(), attempt, RejectionReason.PROVIDER_FAILURE, charge);
    var error = assignment.error("UNUSABLE", what);
    return charge.isZero() ? new Outcome.TryAgain(error) : new Outcome.Failed(error);
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
        persistence.untilWritten(
            assignment, () -> ledger.accepted(assignment.step(), attempt, found.get()));
        return poll(assignment, order, attempt, found.get(), call);
      }
    } catch (IOException e) {
      if (DiskFull.isCause(e)) {
        throw e;
      }
      if (isGone(assignment, order)) {
        ledger.giveUpFree(assignment.step(), attempt);
        return new Outcome.TryAgain(
            assignment.error(RejectionReason.PROVIDER_FAILURE.name(), "its server is gone: " + e),
            null);
      }
      return inVain(assignment, Duration.ZERO, "asking what became of an order failed: " + e);
    }
    if (isFree(assignment, order)) {
      if (assignment.step().cancelAsked()) {
        ledger.cancelled(assignment.step(), attempt);
        return new Outcome.Cancelled();
      }
      return sendAgain(assignment, order, attempt);
    }
    if (order.generator().capabilities().idempotentSubmit()) {
      return send(assignment, order, attempt);
    }
    var sureAfter = order.generator().findIsSureAfter();
    if (sureAfter.isPresent()) {
      return notFound(assignment, attempt, sureAfter.get());
    }
    ledger.unknown(assignment.step(), attempt, "no answer was seen");
    return new Outcome.Undecided(
        BlockReason.DECISION,
        assignment.error(
            "DECISION",
            "%s may or may not have taken an order worth %s %s; look there, then say whether it is lost, to be sent again, or to be looked for once more"
                .formatted(
                    attempt.provider(),
                    attempt.quote().amount().toPlainString(),
                    attempt.quote().currency())));
  }

  /// The provider knows every order it has taken, once a moment has passed.
  private Outcome notFound(Assignment assignment, Attempt attempt, Duration sureAfter) {
    if (attempt.state() == AttemptState.INTENT) {
      ledger.unknown(assignment.step(), attempt, "the provider does not know it yet");
    }
    var sureAt = ledger.unknownSince(attempt).plus(sureAfter);
    if (clock.instant().isBefore(sureAt)) {
      return new Outcome.Asleep(sureAt, assignment.step().tries());
    }
    ledger.neverTaken(assignment.step(), attempt);
    if (assignment.step().cancelAsked()) {
      return new Outcome.Cancelled();
    }
    return new Outcome.TryAgain(
        assignment.error(
            RejectionReason.BUSY.name(), attempt.provider() + " never received the order"));
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

  private boolean isFree(Assignment assignment, Order<?, ?> order) {
    return stores
        .database()
        .read(handle -> stores.lanes().find(handle, assignment.step().lane()))
        .map(lane -> lane.free() && order.generator().capabilities().free())
        .orElse(false);
  }

  private boolean isGone(Assignment assignment, Order<?, ?> order) {
    return assignment.step().tries() + 1 >= Backoff.MAX_TRIES
        && isFree(assignment, order)
        && stores
            .database()
            .read(handle -> stores.lanes().circuit(handle, assignment.step().place()))
            .map(circuit -> !circuit.isClosed())
            .orElse(false);
  }

  /// What was paid for in vain is not ordered again without being asked.
  private static Outcome refused(
      Assignment assignment,
      Order<?, ?> order,
      RejectionReason reason,
      String message,
      Money charge,
      @Nullable Duration retryAfter) {
    var error = assignment.error(reason.name(), message);
    return switch (reason) {
      case BUSY, SERVER_DOWN, BROKEN_OFF ->
          charge.isZero() ? new Outcome.TryAgain(error, retryAfter) : new Outcome.Failed(error);
      case PROVIDER_FAILURE, UPLOAD_FAILED ->
          charge.isZero() && !order.once()
              ? new Outcome.TryAgain(error, retryAfter)
              : new Outcome.Failed(error);
      case INVALID_REQUEST,
          CONTENT_POLICY,
          NOT_ALLOWED,
          OUT_OF_CREDIT,
          UNUSABLE_ANSWER,
          TIMED_OUT,
          UNAVAILABLE ->
          new Outcome.Failed(error);
    };
  }

  private static Call call(Assignment assignment, Attempt attempt, Scratch own) {
    return new Call(
        attempt.id(),
        own.folder(),
        assignment.progress(),
        assignment.cancel(),
        assignment.step().place());
  }

  private static ProviderJob job(Attempt attempt) {
    var job = attempt.job();
    if (job == null) {
      throw new IllegalStateException("attempt " + attempt.id() + " was accepted without a job");
    }
    return job;
  }

  /// A provider's wish, within reason.
  static Duration clamped(Duration nextPoll) {
    if (nextPoll.compareTo(SHORTEST_POLL) < 0) {
      return SHORTEST_POLL;
    }
    return nextPoll.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : nextPoll;
  }
}
