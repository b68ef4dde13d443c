package dev.reelwright.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// Sets money aside before a call and books what it cost. Enforces the caps that exist; where there
/// is no budget there is no limit, and what costs nothing counts nowhere. What was charged counts
/// even where nothing was set aside, because the quote was zero. Every method is a part of the
/// caller's transaction. Thread-safe.
public final class Budgets {
  // Bound by the parameters of a purse.
  private static final String APPLICABLE =
      """
      currency = :currency
      AND (   (scope = 'OWNER' AND subject = :owner)
           OR (scope = 'PROJECT' AND subject = :project)
           OR (scope = 'RUN' AND subject = :run)
           OR (scope = 'DAY' AND subject IN (:owner, '*') AND period = :day))
      """;

  private record Held(String budget, long amount, long calls) {}

  /// Sets the quote of an attempt aside in each budget it falls under: its owner's, its project's,
  /// its run's, and those of the UTC day for its owner and for the whole server. The attempt's row
  /// must be there.
  ///
  /// @throws OverBudget when a cap would be broken; the transaction must be undone
  public void hold(Handle handle, Attempt attempt) {
    if (attempt.quote().isZero()) {
      return;
    }
    var purse = Purse.of(attempt);
    openDay(handle, purse);
    for (var budget : applicable(handle, purse)) {
      var isWithinCap =
          handle
                  .createUpdate(
                      """
                      UPDATE budget SET held_micros = held_micros + :amount, held_calls = held_calls + 1,
                                        updated_at = :now
                       WHERE id = :id
                         AND (cap_micros IS NULL OR spent_micros + held_micros + :amount <= cap_micros)
                         AND (cap_calls IS NULL OR spent_calls + held_calls + 1 <= cap_calls)
                      """)
                  .bind("id", budget)
                  .bind("amount", attempt.quote().micros())
                  .bind("now", attempt.intendedAt().toEpochMilli())
                  .execute()
              == 1;
      if (!isWithinCap) {
        throw new OverBudget(refusal(handle, attempt, budget));
      }
      handle
          .createUpdate(
              """
              INSERT INTO hold (attempt_id, budget_id, amount_micros, calls, state, created_at)
              VALUES (:attempt, :budget, :amount, 1, 'HELD', :now)
              """)
          .bind("attempt", attempt.id().value())
          .bind("budget", budget)
          .bind("amount", attempt.quote().micros())
          .bind("now", attempt.intendedAt().toEpochMilli())
          .execute();
    }
  }

  /// Replaces what was set aside by what was charged, be it more or less. Where nothing was,
  /// because the call was to cost nothing, the charge counts in the same budgets, caps or not: it
  /// is spent. The attempt's row must be there. Charging twice counts once.
  public void charge(Handle handle, Attempt attempt, Money charge, Instant now) {
    settle(handle, attempt.id(), "CHARGED", charge.micros(), now);
    if (attempt.quote().isZero() && !charge.isZero()) {
      chargeWithoutHold(handle, attempt, charge, now);
    }
  }

  /// Gives back what was set aside.
  public void release(Handle handle, AttemptId attempt, Instant now) {
    settle(handle, attempt, "RELEASED", 0, now);
  }

  /// Whether an amount could be set aside now.
  public boolean hasRoom(Handle handle, Purse purse, Money amount) {
    openDay(handle, purse);
    return handle
            .createQuery(
                "SELECT COUNT(*) FROM budget WHERE "
                    + APPLICABLE
                    + """
                     AND (   spent_micros + held_micros + :amount > cap_micros
                          OR spent_calls + held_calls + 1 > cap_calls)
                    """)
            .bindMap(purse.parameters())
            .bind("amount", amount.micros())
            .mapTo(Integer.class)
            .one()
        == 0;
  }

  /// A day's own row, made after the rule for all days.
  private static void openDay(Handle handle, Purse purse) {
    handle
        .createUpdate(
            """
            INSERT INTO budget (id, scope, subject, period, currency, cap_micros, cap_calls, updated_at)
            SELECT id || ' ' || :day, scope, subject, :day, currency, cap_micros, cap_calls, updated_at
              FROM budget
             WHERE scope = 'DAY' AND period = '' AND subject IN (:owner, '*') AND currency = :currency
                ON CONFLICT DO NOTHING
            """)
        .bind("day", purse.day())
        .bind("owner", purse.owner())
        .bind("currency", purse.currency().getCurrencyCode())
        .execute();
  }

  private static void chargeWithoutHold(Handle handle, Attempt attempt, Money charge, Instant now) {
    var purse =
        Purse.of(
            attempt.owner(),
            attempt.projectId(),
            attempt.runId(),
            charge.currency(),
            attempt.intendedAt());
    openDay(handle, purse);
    for (var budget : applicable(handle, purse)) {
      var isFirst =
          handle
                  .createUpdate(
                      """
                      INSERT INTO hold (attempt_id, budget_id, amount_micros, calls, state, created_at, ended_at)
                      VALUES (:attempt, :budget, 0, 0, 'CHARGED', :now, :now)
                      ON CONFLICT DO NOTHING
                      """)
                  .bind("attempt", attempt.id().value())
                  .bind("budget", budget)
                  .bind("now", now.toEpochMilli())
                  .execute()
              == 1;
      if (isFirst) {
        handle
            .createUpdate(
                """
                UPDATE budget SET spent_micros = spent_micros + :charge, spent_calls = spent_calls + 1,
                                  updated_at = :now
                 WHERE id = :budget
                """)
            .bind("charge", charge.micros())
            .bind("now", now.toEpochMilli())
            .bind("budget", budget)
            .execute();
      }
    }
  }

  private static List<String> applicable(Handle handle, Purse purse) {
    return handle
        .createQuery("SELECT id FROM budget WHERE " + APPLICABLE + " ORDER BY id")
        .bindMap(purse.parameters())
        .mapTo(String.class)
        .list();
  }

  private static String refusal(Handle handle, Attempt attempt, String budget) {
    var currency = attempt.quote().currency();
    return handle
        .createQuery(
            """
            SELECT scope, subject, cap_micros - spent_micros - held_micros,
                   cap_calls - spent_calls - held_calls, period
              FROM budget WHERE id = :id
            """)
        .bind("id", budget)
        .map(
            (rows, _) -> {
              var left = rows.getLong(3);
              var isShortOfMoney = !rows.wasNull() && left < attempt.quote().micros();
              var whose =
                  "the %s budget of %s"
                      .formatted(
                          rows.getString(1).toLowerCase(Locale.ROOT),
                          rows.getString(2).equals("*") ? "this server" : rows.getString(2));
              return isShortOfMoney
                  ? "a call may cost %s %s; %s has %s left; raise it and the run goes on"
                      .formatted(
                          attempt.quote().amount().toPlainString(),
                          currency,
                          whose,
                          new Money(Math.max(0, left), currency).amount().toPlainString())
                  : "%s allows no more calls; raise it and the run goes on".formatted(whose);
            })
        .one();
  }

  private static void settle(
      Handle handle, AttemptId attempt, String state, long chargeMicros, Instant now) {
    var holds =
        handle
            .createQuery(
                "SELECT budget_id, amount_micros, calls FROM hold WHERE attempt_id = :attempt AND"
                    + " state = 'HELD' ORDER BY budget_id")
            .bind("attempt", attempt.value())
            .map((rows, _) -> new Held(rows.getString(1), rows.getLong(2), rows.getLong(3)))
            .list();
    for (var hold : holds) {
      var isOurs =
          handle
                  .createUpdate(
                      """
                      UPDATE hold SET state = :state, ended_at = :now
                       WHERE attempt_id = :attempt AND budget_id = :budget AND state = 'HELD'
                      """)
                  .bind("state", state)
                  .bind("now", now.toEpochMilli())
                  .bind("attempt", attempt.value())
                  .bind("budget", hold.budget())
                  .execute()
              == 1;
      if (isOurs) {
        handle
            .createUpdate(
                """
                UPDATE budget SET held_micros = held_micros - :amount, held_calls = held_calls - :calls,
                                  spent_micros = spent_micros + :charge, spent_calls = spent_calls + :spentCalls,
                                  updated_at = :now
                 WHERE id = :budget
                """)
            .bind("amount", hold.amount())
            .bind("calls", hold.calls())
            .bind("charge", chargeMicros)
            .bind("spentCalls", state.equals("CHARGED") ? hold.calls() : 0)
            .bind("now", now.toEpochMilli())
            .bind("budget", hold.budget())
            .execute();
      }
    }
  }
}
