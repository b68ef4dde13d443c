package dev.reelwright.line;

import dev.reelwright.engine.RunId;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of lines. Every method is a part of the caller's transaction; each move is one guarded
/// statement, and false means that the job was elsewhere already. Thread-safe.
public final class LineStore {
  private static final String NEXT_PLACE =
      "(SELECT COALESCE(MAX(place), 0) + 1 FROM line_job WHERE line = :line)";

  /// Puts a job at the end of a line.
  ///
  /// @return false when a job of that name is waiting or at work
  public boolean join(Handle handle, String line, String name, ProjectId project, Instant now) {
    return handle
            .createUpdate(
                """
                INSERT INTO line_job (project_id, line, name, place, state, queued_at)
                VALUES (:project, :line, :name, %s, 'QUEUED', :now)
                ON CONFLICT DO NOTHING
                """
                    .formatted(NEXT_PLACE))
            .bind("project", project.value())
            .bind("line", line)
            .bind("name", name)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Puts a job that is over back to the end of its line.
  ///
  /// @return false when it is not over, or another of its name is waiting or at work
  public boolean rejoin(Handle handle, LineJob job, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE line_job
                   SET state = 'QUEUED', place = %s, run_id = NULL, reason = NULL, error = NULL,
                       queued_at = :now, taken_at = NULL, ended_at = NULL
                 WHERE project_id = :project AND state IN ('DONE', 'DEAD')
                   AND NOT EXISTS (SELECT 1 FROM line_job AS other
                                    WHERE other.line = :line AND other.name = :name
                                      AND other.state IN ('QUEUED', 'TAKEN'))
                """
                    .formatted(NEXT_PLACE))
            .bind("project", job.project().value())
            .bind("line", job.line())
            .bind("name", job.name())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  public Optional<LineJob> find(Handle handle, ProjectId project) {
    return handle
        .createQuery("SELECT * FROM line_job WHERE project_id = :project")
        .bind("project", project.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Jobs in one state, in the order of their places.
  ///
  /// @param limit 1..`Page.MAX_LIMIT`
  public List<LineJob> in(Handle handle, String line, LineState state, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM line_job WHERE line = :line AND state = :state ORDER BY place LIMIT :limit")
        .bind("line", line)
        .bind("state", state.name())
        .bind("limit", Page.requireLimit(limit))
        .map((row, _) -> read(row))
        .list();
  }

  public long count(Handle handle, String line, LineState state) {
    return handle
        .createQuery("SELECT COUNT(*) FROM line_job WHERE line = :line AND state = :state")
        .bind("line", line)
        .bind("state", state.name())
        .mapTo(Long.class)
        .one();
  }

  /// An owner's dead jobs, those that died first before the others.
  ///
  /// @param limit 1..`Page.MAX_LIMIT`
  /// @param offset how many to pass over
  public List<LineJob> dead(Handle handle, String line, String owner, int limit, long offset) {
    return handle
        .createQuery(
            """
            SELECT line_job.*
              FROM line_job JOIN project ON project.id = line_job.project_id
             WHERE line_job.line = :line AND line_job.state = 'DEAD'
               AND project.owner = :owner AND project.deleted_at IS NULL
             ORDER BY line_job.ended_at, line_job.place LIMIT :limit OFFSET :offset
            """)
        .bind("line", line)
        .bind("owner", owner)
        .bind("limit", Page.requireLimit(limit))
        .bind("offset", offset)
        .map((row, _) -> read(row))
        .list();
  }

  public long countDead(Handle handle, String line, String owner) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*)
              FROM line_job JOIN project ON project.id = line_job.project_id
             WHERE line_job.line = :line AND line_job.state = 'DEAD'
               AND project.owner = :owner AND project.deleted_at IS NULL
            """)
        .bind("line", line)
        .bind("owner", owner)
        .mapTo(Long.class)
        .one();
  }

  boolean take(Handle handle, ProjectId project, Instant now) {
    return handle.execute(
            "UPDATE line_job SET state = 'TAKEN', taken_at = ? WHERE project_id = ? AND state = 'QUEUED'",
            now.toEpochMilli(),
            project.value())
        == 1;
  }

  boolean started(Handle handle, ProjectId project, RunId run) {
    return handle.execute(
            "UPDATE line_job SET run_id = ? WHERE project_id = ? AND state = 'TAKEN'",
            run.value(),
            project.value())
        == 1;
  }

  /// Whether something of a run is being made or about to be: work that was tried in vain before
  /// only waits for somebody to be there again.
  boolean isGettingOn(Handle handle, RunId run) {
    return handle
            .createQuery(
                """
                SELECT COUNT(*) FROM step
                 WHERE run_id = :run AND state IN ('READY', 'LEASED', 'SUBMITTED', 'NEEDS_DECISION')
                   AND NOT (tries = 0 AND state <> 'NEEDS_DECISION')
                """)
            .bind("run", run.value())
            .mapTo(Long.class)
            .one()
        == 0;
  }

  /// @param ending `DONE` or `DEAD`
  boolean end(
      Handle handle,
      LineJob job,
      LineState ending,
      @Nullable String reason,
      @Nullable String error,
      Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE line_job
                   SET state = :ending, reason = :reason, error = :error, ended_at = :now
                 WHERE project_id = :project AND state = :state AND place = :place
                """)
            .bind("ending", ending.name())
            .bind("reason", reason)
            .bind("error", error)
            .bind("now", now.toEpochMilli())
            .bind("project", job.project().value())
            .bind("state", job.state().name())
            .bind("place", job.place())
            .execute()
        == 1;
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static LineJob read(ResultSet row) throws SQLException {
    var run = row.getString("run_id");
    return new LineJob(
        new ProjectId(row.getString("project_id")),
        row.getString("line"),
        row.getString("name"),
        row.getLong("place"),
        LineState.valueOf(row.getString("state")),
        run == null ? null : new RunId(run),
        row.getString("reason"),
        row.getString("error"),
        Instant.ofEpochMilli(row.getLong("queued_at")),
        time(row, "taken_at"),
        time(row, "ended_at"));
  }
}
