package dev.reelwright.quote;

import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each call of a project has cost, from the ledger. Thread-safe.
public final class StepCosts {
  /// One try of a call.
  ///
  /// @param shot the shot it was for, or null for work on the whole film
  /// @param role slot that it was to fill, or null when its step is gone
  /// @param number 1 for the first try of its step
  /// @param charged what was billed, or null while that is open
  /// @param outcome what is known about how it ended, or null
  public record Line(
      String attempt,
      String step,
      String run,
      @Nullable String shot,
      @Nullable String role,
      int number,
      String provider,
      String model,
      AttemptState state,
      @Nullable String job,
      Money quoted,
      @Nullable Money charged,
      @Nullable String outcome,
      Instant intendedAt) {}

  private static final int MAX_LINES = 10_000;

  private final Database database;

  public StepCosts(Database database) {
    this.database = database;
  }

  /// The newest calls of a project first, at most ten thousand.
  public List<Line> of(ProjectId project) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT attempt.*, step.role, step.subject_id
                      FROM attempt LEFT JOIN step ON step.id = attempt.step_id
                     WHERE attempt.project_id = :project
                     ORDER BY attempt.intended_at DESC, attempt.id DESC
                     LIMIT :most
                    """)
                .bind("project", project.value())
                .bind("most", MAX_LINES)
                .map(
                    (row, _) -> {
                      var currency = Currency.getInstance(row.getString("currency"));
                      var charged = row.getLong("charge_micros");
                      var isOpen = row.wasNull();
                      var subject = row.getString("subject_id");
                      return new Line(
                          row.getString("id"),
                          row.getString("step_id"),
                          row.getString("run_id"),
                          project.value().equals(subject) ? null : subject,
                          row.getString("role"),
                          row.getInt("number"),
                          row.getString("provider"),
                          row.getString("model"),
                          AttemptState.valueOf(row.getString("state")),
                          row.getString("provider_job"),
                          new Money(row.getLong("quote_micros"), currency),
                          isOpen ? null : new Money(charged, currency),
                          row.getString("outcome"),
                          Instant.ofEpochMilli(row.getLong("intended_at")));
                    })
                .list());
  }
}
