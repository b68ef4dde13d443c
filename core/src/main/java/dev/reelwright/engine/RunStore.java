package dev.reelwright.engine;

import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of runs. Every move is one guarded statement: false means that somebody else was first.
final class RunStore {
  /// A run that waits.
  ///
  /// @param needs the amount a budget has no room for, or null
  record Waiting(Run run, String owner, Instant since, @Nullable Money needs) {}

  private static final String OPEN = "state NOT IN ('DONE', 'FAILED', 'STOPPED')";

  void insert(Handle handle, Run run) {
    handle
        .createUpdate(
            """
            INSERT INTO run (id, project_id, requested_by, goal, recipe, recipe_version, state, created_at)
            VALUES (:id, :project, :requestedBy, :goal, :recipe, :recipeVersion, :state, :createdAt)
            """)
        .bind("id", run.id().value())
        .bind("project", run.projectId().value())
        .bind("requestedBy", run.requestedBy())
        .bind("goal", run.goal().name())
        .bind("recipe", run.recipe())
        .bind("recipeVersion", run.recipeVersion())
        .bind("state", run.state().name())
        .bind("createdAt", run.createdAt().toEpochMilli())
        .execute();
  }

  Optional<Run> find(Handle handle, RunId id) {
    return handle
        .createQuery("SELECT * FROM run WHERE id = :id")
        .bind("id", id.value())
        .map((rows, _) -> run(rows))
        .findOne();
  }

  Optional<Run> newest(Handle handle, ProjectId project) {
    return handle
        .createQuery(
            """
            SELECT * FROM run WHERE project_id = :project
             ORDER BY created_at DESC, id DESC LIMIT 1
            """)
        .bind("project", project.value())
        .map((rows, _) -> run(rows))
        .findOne();
  }

  Optional<Run> open(Handle handle, ProjectId project) {
    return handle
        .createQuery(
            "SELECT * FROM run WHERE project_id = :project AND "
                + OPEN
                + " ORDER BY created_at DESC, id DESC LIMIT 1")
        .bind("project", project.value())
        .map((rows, _) -> run(rows))
        .findOne();
  }

  /// Projects with a run that makes something, the ones that wait for a person left out.
  List<ProjectId> projectsAtWork(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT project_id FROM run
             WHERE state NOT IN ('DONE', 'FAILED', 'STOPPED')
               AND state IN ('PLANNING', 'PRODUCING', 'FINISHING')
            """)
        .map((rows, _) -> new ProjectId(rows.getString(1)))
        .list();
  }

  /// Moves between the states of a run that makes something.
  boolean move(Handle handle, RunId id, RunState to, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE run SET state = :to, started_at = COALESCE(started_at, :now)
                 WHERE id = :id AND state IN ('PLANNING', 'PRODUCING', 'FINISHING') AND state <> :to
                """)
            .bind("id", id.value())
            .bind("to", to.name())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// @param needs the amount a budget has no room for, or null
  boolean block(
      Handle handle,
      RunId id,
      BlockReason reason,
      RunError error,
      @Nullable Money needs,
      Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE run SET state = 'BLOCKED', blocked_on = :reason, error = :error, blocked_at = :now,
                               needs_micros = :needs, needs_currency = :currency
                 WHERE id = :id AND state IN ('PLANNING', 'PRODUCING', 'FINISHING')
                """)
            .bind("id", id.value())
            .bind("reason", reason.name())
            .bind("error", Json.write(error))
            .bind("needs", needs == null ? null : needs.micros())
            .bind("currency", needs == null ? null : needs.currency().getCurrencyCode())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Runs that wait for something that may pass by itself.
  List<Waiting> waiting(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT run.*, project.owner FROM run JOIN project ON project.id = run.project_id
             WHERE run.state = 'BLOCKED' AND run.blocked_on IN ('BUDGET', 'DISK', 'PROVIDER')
            """)
        .map(
            (rows, _) -> {
              var currency = rows.getString("needs_currency");
              return new Waiting(
                  run(rows),
                  rows.getString("owner"),
                  Instant.ofEpochMilli(rows.getLong("blocked_at")),
                  currency == null
                      ? null
                      : new Money(rows.getLong("needs_micros"), Currency.getInstance(currency)));
            })
        .list();
  }

  boolean unblock(Handle handle, RunId id, BlockReason reason) {
    return handle
            .createUpdate(
                """
                UPDATE run SET state = 'PRODUCING', blocked_on = NULL, error = NULL
                 WHERE id = :id AND state = 'BLOCKED' AND blocked_on = :reason
                """)
            .bind("id", id.value())
            .bind("reason", reason.name())
            .execute()
        == 1;
  }

  boolean unblock(Handle handle, RunId id) {
    return handle
            .createUpdate(
                """
                UPDATE run SET state = 'PRODUCING', blocked_on = NULL, error = NULL
                 WHERE id = :id AND state = 'BLOCKED'
                """)
            .bind("id", id.value())
            .execute()
        == 1;
  }

  /// Ends a run that is open. A run that was stopped stays stopped, whatever arrives later.
  boolean end(Handle handle, RunId id, RunState state, @Nullable RunError error, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE run SET state = :state, blocked_on = NULL, error = :error, ended_at = :now
                 WHERE id = :id AND state NOT IN ('DONE', 'FAILED', 'STOPPED')
                """)
            .bind("id", id.value())
            .bind("state", state.name())
            .bind("error", error == null ? null : Json.write(error))
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Counts one more failure in a row of the loop that advances the run.
  int countFailure(Handle handle, RunId id) {
    handle
        .createUpdate("UPDATE run SET failures = failures + 1 WHERE id = :id")
        .bind("id", id.value())
        .execute();
    return handle
        .createQuery("SELECT failures FROM run WHERE id = :id")
        .bind("id", id.value())
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  /// Runs that are over and have steps that stand ready.
  List<Run> overWithReadySteps(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT run.* FROM run
             WHERE run.state IN ('DONE', 'FAILED', 'STOPPED')
               AND run.id IN (SELECT run_id FROM step WHERE state = 'READY')
            """)
        .map((rows, _) -> run(rows))
        .list();
  }

  /// Keeps a run at work until the transaction is over: whoever stops it meanwhile waits, and sees
  /// what was ordered. Its failures in a row are forgotten.
  ///
  /// @return false when it is over or waits, so that nothing may be ordered for it
  boolean holdAtWork(Handle handle, RunId id) {
    return handle
            .createUpdate(
                """
                UPDATE run SET failures = 0
                 WHERE id = :id AND state IN ('PLANNING', 'PRODUCING', 'FINISHING')
                """)
            .bind("id", id.value())
            .execute()
        == 1;
  }

  void forgetFailures(Handle handle, RunId id) {
    handle
        .createUpdate("UPDATE run SET failures = 0 WHERE id = :id AND failures > 0")
        .bind("id", id.value())
        .execute();
  }

  private static Run run(ResultSet rows) throws SQLException {
    var blockedOn = rows.getString("blocked_on");
    var error = rows.getString("error");
    return new Run(
        new RunId(rows.getString("id")),
        new ProjectId(rows.getString("project_id")),
        rows.getString("requested_by"),
        RunGoal.valueOf(rows.getString("goal")),
        rows.getString("recipe"),
        rows.getInt("recipe_version"),
        RunState.valueOf(rows.getString("state")),
        blockedOn == null ? null : BlockReason.valueOf(blockedOn),
        error == null ? null : Json.read(error, RunError.class),
        Instant.ofEpochMilli(rows.getLong("created_at")),
        instant(rows, "started_at"),
        instant(rows, "ended_at"));
  }

  static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
    var millis = rows.getLong(column);
    return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
