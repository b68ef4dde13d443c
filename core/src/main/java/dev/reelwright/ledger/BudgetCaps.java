package dev.reelwright.ledger;

import dev.reelwright.store.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The caps that people set. Every method is a part of the caller's transaction. Thread-safe.
public final class BudgetCaps {
  /// Subject of a day's budget for everybody together.
  public static final String WHOLE_SERVER = "*";

  /// Greatest cap, a billion units of any currency: more is a slip of the keyboard.
  public static final long MAX_MICROS = 1_000_000_000_000_000L;

  public static final long MAX_CALLS = 1_000_000_000;

  /// A budget and what has become of it.
  ///
  /// @param period UTC day, or empty for one without end and for the rule of all days
  /// @param capMicros millionths of a unit that may be spent, or null for any amount
  /// @param capCalls calls that may be made, or null for any number
  public record Line(
      BudgetScope scope,
      String subject,
      String period,
      Currency currency,
      @Nullable Long capMicros,
      @Nullable Long capCalls,
      Money held,
      Money spent,
      long heldCalls,
      long spentCalls) {}

  /// Every budget of the owner, of his projects and runs, and of the whole server.
  public List<Line> of(Handle handle, String owner) {
    return handle
        .createQuery(
            """
            SELECT * FROM budget
             WHERE (scope IN ('OWNER', 'DAY') AND subject IN (:owner, '*'))
                OR (scope = 'PROJECT'
                    AND subject IN (SELECT id FROM project WHERE owner = :owner))
                OR (scope = 'RUN'
                    AND subject IN (SELECT run.id FROM run JOIN project ON project.id = run.project_id
                                     WHERE project.owner = :owner))
             ORDER BY scope, subject, period DESC, currency
            """)
        .bind("owner", owner)
        .map((rows, _) -> line(rows))
        .list();
  }

  public Optional<Line> find(Handle handle, BudgetScope scope, String subject, Currency currency) {
    return handle
        .createQuery(
            """
            SELECT * FROM budget
             WHERE scope = :scope AND subject = :subject AND period = '' AND currency = :currency
            """)
        .bind("scope", scope.name())
        .bind("subject", subject)
        .bind("currency", currency.getCurrencyCode())
        .map((rows, _) -> line(rows))
        .findOne();
  }

  /// Sets both caps of a budget, made when it is missing. A new cap on days also holds for the
  /// running one. What is spent stays counted, so a cap may be set below it: nothing more is spent.
  ///
  /// @param capMicros 0..`MAX_MICROS`, or null for no cap
  /// @param capCalls 0..`MAX_CALLS`, or null for no cap
  /// @throws IllegalArgumentException when a cap is out of range
  public void set(
      Handle handle,
      BudgetScope scope,
      String subject,
      Currency currency,
      @Nullable Long capMicros,
      @Nullable Long capCalls,
      Instant now) {
    require("capMicros", capMicros, MAX_MICROS);
    require("capCalls", capCalls, MAX_CALLS);
    insert(handle, scope, subject, currency, capMicros, capCalls, now);
    handle
        .createUpdate(
            """
            UPDATE budget SET cap_micros = :capMicros, cap_calls = :capCalls, updated_at = :now
             WHERE scope = :scope AND subject = :subject AND currency = :currency
               AND period IN ('', :today)
            """)
        .bind("capMicros", capMicros)
        .bind("capCalls", capCalls)
        .bind("now", now.toEpochMilli())
        .bind("scope", scope.name())
        .bind("subject", subject)
        .bind("currency", currency.getCurrencyCode())
        .bind("today", now.atZone(ZoneOffset.UTC).toLocalDate().toString())
        .execute();
  }

  /// The cap of all days that a new installation has; one that somebody has set stays.
  public void ensureDaily(Handle handle, Money cap, Instant now) {
    insert(handle, BudgetScope.DAY, WHOLE_SERVER, cap.currency(), cap.micros(), null, now);
  }

  private static void insert(
      Handle handle,
      BudgetScope scope,
      String subject,
      Currency currency,
      @Nullable Long capMicros,
      @Nullable Long capCalls,
      Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO budget (id, scope, subject, period, currency, cap_micros, cap_calls, updated_at)
            VALUES (:id, :scope, :subject, '', :currency, :capMicros, :capCalls, :now)
            ON CONFLICT DO NOTHING
            """)
        .bind("id", Ids.fresh())
        .bind("scope", scope.name())
        .bind("subject", subject)
        .bind("currency", currency.getCurrencyCode())
        .bind("capMicros", capMicros)
        .bind("capCalls", capCalls)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  private static void require(String name, @Nullable Long cap, long most) {
    if (cap != null && (cap < 0 || cap > most)) {
      throw new IllegalArgumentException("%s must lie within 0..%d: %d".formatted(name, most, cap));
    }
  }

  private static Line line(ResultSet rows) throws SQLException {
    var currency = Currency.getInstance(rows.getString("currency"));
    return new Line(
        BudgetScope.valueOf(rows.getString("scope")),
        rows.getString("subject"),
        rows.getString("period"),
        currency,
        number(rows, "cap_micros"),
        number(rows, "cap_calls"),
        new Money(rows.getLong("held_micros"), currency),
        new Money(rows.getLong("spent_micros"), currency),
        rows.getLong("held_calls"),
        rows.getLong("spent_calls"));
  }

  private static @Nullable Long number(ResultSet rows, String column) throws SQLException {
    var number = rows.getLong(column);
    return rows.wasNull() ? null : number;
  }
}
