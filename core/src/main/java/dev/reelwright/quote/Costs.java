package dev.reelwright.quote;

import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What calls have cost, from the ledger. Thread-safe.
public final class Costs {
  /// The calls to one model.
  ///
  /// @param calls made, refused ones left out
  /// @param charged what was billed, calls of unknown outcome by their quote
  /// @param held set aside for calls that are still open
  public record Line(String provider, String model, int calls, Money charged, Money held) {}

  private final Database database;

  public Costs(Database database) {
    this.database = database;
  }

  /// @param project only of this project, or null for all of the owner's, removed ones included
  /// @param since calls from then on
  public List<Line> of(String owner, @Nullable ProjectId project, Instant since) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      """
                      SELECT provider, model, currency, COUNT(*) AS calls,
                             SUM(COALESCE(charge_micros, 0)) AS charged,
                             SUM(CASE WHEN charge_micros IS NULL
                                       AND state IN ('INTENT', 'ACCEPTED', 'UNKNOWN')
                                      THEN quote_micros ELSE 0 END) AS held
                        FROM attempt
                       WHERE owner = :owner AND intended_at >= :since AND state <> 'REJECTED'
                      """
                          + (project == null ? "" : " AND project_id = :project")
                          + " GROUP BY provider, model, currency ORDER BY provider, model, currency")
                  .bind("owner", owner)
                  .bind("since", since.toEpochMilli());
          if (project != null) {
            query.bind("project", project.value());
          }
          return query
              .map(
                  (row, _) -> {
                    var currency = Currency.getInstance(row.getString("currency"));
                    return new Line(
                        row.getString("provider"),
                        row.getString("model"),
                        row.getInt("calls"),
                        new Money(row.getLong("charged"), currency),
                        new Money(row.getLong("held"), currency));
                  })
              .list();
        });
  }

  /// What was charged for each of some projects, calls of unknown outcome by their quote; one sum
  /// for each currency. Projects that cost nothing are left out.
  public Map<ProjectId, List<Money>> spent(List<ProjectId> projects) {
    if (projects.isEmpty()) {
      return Map.of();
    }
    return database.read(
        handle -> {
          var spent = new HashMap<ProjectId, List<Money>>();
          handle
              .createQuery(
                  """
                  SELECT project_id, currency, SUM(charge_micros) AS charged
                    FROM attempt
                   WHERE project_id IN (<projects>) AND charge_micros > 0
                   GROUP BY project_id, currency ORDER BY project_id, currency
                  """)
              .bindList("projects", projects.stream().map(ProjectId::value).toList())
              .map(
                  (row, _) ->
                      spent
                          .computeIfAbsent(
                              new ProjectId(row.getString("project_id")), _ -> new ArrayList<>())
                          .add(
                              new Money(
                                  row.getLong("charged"),
                                  Currency.getInstance(row.getString("currency")))))
              .list();
          return spent;
        });
  }
}
