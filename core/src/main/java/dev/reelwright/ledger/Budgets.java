package dev.reelwright.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// Sets money aside before a call and books what it cost. Enforces the caps that exist; where there
/// is no budget there is no limit. Every method is a part of the caller's transaction. Thread-safe.
public final class Budgets {
  private record Held(String budget, long amount, long calls) {}

  /// Sets the quote of an attempt aside in each budget it falls under: its owner's, its project's,
  /// its run's, and those of the UTC day for its owner and for the whole server. The attempt's row
  /// must be there.
  ///
  /// @throws OverBudget when a cap would be broken; the transaction must be undone
  public void hold(Handle handle, Attempt attempt) {
    for (var budget : applicable(handle, attempt)) {
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

  /// Replaces what was set aside by what was charged, be it more or less.
  public void charge(Handle handle, AttemptId attempt, Money charge, Instant now) {
    settle(handle, attempt, "CHARGED", charge.micros(), now);
  }

  /// Gives back what was set aside.
  public void release(Handle handle, AttemptId attempt, Instant now) {
    settle(handle, attempt, "RELEASED", 0, now);
  }

  private static List<String> applicable(Handle handle, Attempt attempt) {
    return handle
        .createQuery(
            """
            SELECT id FROM budget
             WHERE currency = :currency
               AND (   (scope = 'OWNER' AND subject = :owner)
                    OR (scope = 'PROJECT' AND subject = :project)
                    OR (scope = 'RUN' AND subject = :run)
                    OR (scope = 'DAY' AND subject IN (:owner, '*') AND period IN (:day, '')))
             ORDER BY id
            """)
        .bind("currency", attempt.quote().currency().getCurrencyCode())
        .bind("owner", attempt.owner())
        .bind("project", attempt.projectId().value())
        .bind("run", attempt.runId())
        .bind("day", attempt.intendedAt().atZone(ZoneOffset.UTC).toLocalDate().toString())
        .mapTo(String.class)
        .list();
  }

  private static String refusal(Handle handle, Attempt attempt, String budget) {
    var currency = attempt.quote().currency();
    return handle
        .createQuery(
            "SELECT scope, subject, COALESCE(cap_micros, 0) - spent_micros - held_micros FROM budget WHERE id = :id")
        .bind("id", budget)
        .map(
            (rows, _) ->
                "a call may cost %s %s; the %s budget of %s has %s left"
                    .formatted(
                        attempt.quote().amount().toPlainString(),
                        currency,
                        rows.getString(1).toLowerCase(Locale.ROOT),
                        rows.getString(2),
                        new Money(Math.max(0, rows.getLong(3)), currency).amount().toPlainString()))
        .one();
  }

  private static void settle(
      Handle handle, AttemptId attempt, String state, long chargeMicros, Instant now) {
    var holds =
        handle
            .createQuery(
                "SELECT budget_id, amount_micros, calls FROM hold WHERE attempt_id = :attempt AND state = 'HELD' ORDER BY budget_id")
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
