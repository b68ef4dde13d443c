package dev.reelwright.engine;

import dev.reelwright.engine.Order.Booking;
import dev.reelwright.ledger.Attempt;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.store.HandleConsumer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes provider calls down, each move in a transaction of its own together with the step it
/// belongs to. What can cost money is on the disk for good before anything else happens.
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Stores stores;
  private final History history;
  private final Wakes wakes;
  private final InstantSource clock;

  Ledger(Stores stores, History history, Wakes wakes, InstantSource clock) {
    this.stores = stores;
    this.history = history;
    this.wakes = wakes;
    this.clock = clock;
  }

  Optional<Attempt> newest(Step step) {
    return stores.database().read(handle -> stores.attempts().newest(handle, step.id().value()));
  }

  /// @throws dev.reelwright.ledger.OverBudget when a cap forbids it; nothing is written
  /// @throws LeaseLost when the step is somebody else's
  <Q, T> Attempt intend(Step step, Order<Q, T> order, Money quote, @Nullable Attempt before) {
    var capabilities = order.generator().capabilities();
    var resendOf = before != null && before.state() == AttemptState.LOST ? before.id() : null;
    var attempt =
        new Attempt(
            AttemptId.fresh(),
            step.id().value(),
            step.runId().value(),
            step.slot().projectId(),
            step.owner(),
            before == null ? 1 : before.number() + 1,
            step.place(),
            capabilities.provider(),
            capabilities.model(),
            order.requestJson(),
            order.digest(),
            order.seed(),
            AttemptState.INTENT,
            null,
            0,
            quote,
            resendOf,
            clock.instant());
    write(
        quote,
        handle -> {
          requireLease(handle, step);
          stores.attempts().insert(handle, attempt);
          stores.budgets().hold(handle, attempt);
          history.ofStep(handle, step, "attempt.intended", of(attempt));
        });
    return attempt;
  }

  /// The job is written down whoever has the step now, for it was paid.
  void accepted(Step step, Attempt attempt, ProviderJob job) {
    write(
        attempt.quote(),
        handle -> {
          stores.attempts().accepted(handle, attempt.id(), job, clock.instant());
          stores.steps().submitted(handle, step, job.value(), clock.instant());
          history.ofStep(handle, step, "attempt.accepted", of(attempt));
        });
  }

  void polled(Attempt attempt) {
    stores
        .database()
        .update(handle -> stores.attempts().polled(handle, attempt.id(), clock.instant()));
  }

  /// Stores the result, books the charge, ends the step if that was all: all or nothing.
  ///
  /// @throws LeaseLost when the step is somebody else's; they will book it
  void book(Step step, Attempt attempt, Money charge, Booking booking) {
    write(
        greater(attempt.quote(), charge),
        handle -> {
          stores.attempts().booked(handle, attempt.id(), charge, clock.instant());
          stores.budgets().charge(handle, attempt, charge, clock.instant());
          history.ofStep(handle, step, "attempt.booked", of(attempt));
          if (charge.micros() > attempt.quote().micros()) {
            reportExcess(handle, step, attempt, charge);
          }
          finish(handle, step, booking);
        });
  }

  /// Stores what was made without a call.
  void store(Step step, Booking booking) {
    stores.database().update(handle -> store(handle, step, booking));
  }

  /// As `store`, as a part of the caller's transaction.
  void store(Handle handle, Step step, Booking booking) {
    finish(handle, step, booking);
  }

  void rejected(Step step, Attempt attempt, RejectionReason reason, Money charge) {
    write(
        greater(attempt.quote(), charge),
        handle -> {
          if (stores.attempts().rejected(handle, attempt.id(), reason, charge, clock.instant())) {
            settle(handle, attempt, charge);
            history.ofStep(handle, step, "attempt.rejected", of(attempt));
          }
        });
  }

  /// The provider is sure that it never had the order.
  void neverTaken(Step step, Attempt attempt) {
    rejected(
        step, attempt, RejectionReason.PROVIDER_FAILURE, Money.zero(attempt.quote().currency()));
  }

  /// Since when nobody has known what became of it.
  Instant unknownSince(Attempt attempt) {
    return stores
        .database()
        .read(handle -> stores.attempts().unknownSince(handle, attempt.id()))
        .orElseGet(clock::instant);
  }

  void unknown(Step step, Attempt attempt, String cause) {
    write(
        attempt.quote(),
        handle -> {
          stores.attempts().unknown(handle, attempt.id(), cause, clock.instant());
          history.ofStep(handle, step, "attempt.unknown", of(attempt));
        });
  }

  /// A free lane sends again what nobody knows about.
  void giveUpFree(Step step, Attempt attempt) {
    stores
        .database()
        .update(
            handle -> {
              var nothing = Money.zero(attempt.quote().currency());
              if (stores
                  .attempts()
                  .lost(handle, attempt.id(), "lane policy", nothing, clock.instant())) {
                stores.budgets().release(handle, attempt.id(), clock.instant());
                history.ofStep(handle, step, "attempt.lost", of(attempt));
              }
            });
  }

  void cancelled(Step step, Attempt attempt) {
    write(
        attempt.quote(),
        handle -> {
          if (stores.attempts().cancelled(handle, attempt.id(), clock.instant())) {
            stores.budgets().release(handle, attempt.id(), clock.instant());
            history.ofStep(handle, step, "attempt.cancelled", of(attempt));
          }
        });
  }

  private void reportExcess(Handle handle, Step step, Attempt attempt, Money charge) {
    LOG.warn(
        "attempt={} provider={} charged={} quoted={}: more than was set aside",
        attempt.id(),
        attempt.provider(),
        charge.amount(),
        attempt.quote().amount());
    var data = new HashMap<>(of(attempt));
    data.put("quotedMicros", attempt.quote().micros());
    data.put("chargedMicros", charge.micros());
    history.ofStep(handle, step, "attempt.overcharged", data);
  }

  private void finish(Handle handle, Step step, Booking booking) {
    var result = booking.write(handle);
    if (!booking.endsStep()) {
      requireLease(handle, step);
      return;
    }
    if (!stores.steps().done(handle, step, result, clock.instant())) {
      throw new LeaseLost(step.id());
    }
    history.ofStep(handle, step, "step.done", result == null ? Map.of() : Map.of("take", result));
    wakes.project(handle, step.slot().projectId());
    wakes.lane(handle, step.lane());
  }

  private void settle(Handle handle, Attempt attempt, Money charge) {
    if (charge.isZero()) {
      stores.budgets().release(handle, attempt.id(), clock.instant());
    } else {
      stores.budgets().charge(handle, attempt, charge, clock.instant());
    }
  }

  private void requireLease(Handle handle, Step step) {
    if (!stores.steps().holds(handle, step, clock.instant())) {
      throw new LeaseLost(step.id());
    }
  }

  private static Money greater(Money quote, Money charge) {
    return charge.micros() > quote.micros() ? charge : quote;
  }

  /// Waiting for the disk is for money; what is free may be made again after a power cut.
  private void write(Money quote, HandleConsumer work) {
    if (quote.isZero()) {
      stores.database().update(work);
    } else {
      stores.database().updateDurably(work);
    }
  }

  private static Map<String, Object> of(Attempt attempt) {
    return Map.of(
        "attempt", attempt.id().value(),
        "number", attempt.number(),
        "provider", attempt.provider(),
        "model", attempt.model());
  }
}
