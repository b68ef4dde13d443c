package dev.reelwright.event;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Dialect;
import dev.reelwright.store.Json;
import dev.reelwright.store.Page;
import dev.reelwright.store.PlainInsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The append-only history. Entries become visible in the order of their numbers, so that a reader
/// who remembers the last number it saw misses nothing. Thread-safe.
public final class EventStore {
  // Any number nobody else uses: PostgreSQL's advisory locks have no names.
  private static final long APPEND_LOCK = 0x7265656c_6576656eL;

  private static final PlainInsert INSERT =
      new PlainInsert(
          """
          INSERT INTO event (at, kind, owner, project_id, run_id, step_id, data)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """);

  private final Database database;

  public EventStore(Database database) {
    this.database = database;
  }

  /// Appends to the history when the running write is about to be committed, in the order of calls.
  ///
  /// @param handle of the running `Database.write`
  public void append(Handle handle, NewEvent event) {
    database.beforeCommit(handle, () -> insert(handle, event));
  }

  /// Runs an action once what was appended is committed.
  ///
  /// @param handle of the running `Database.write`
  public void afterCommit(Handle handle, Runnable action) {
    database.afterCommit(handle, action);
  }

  /// Forgets entries that are older than a time, a few at once. What a project was made of stays:
  /// its runs, and what people did.
  ///
  /// @return how many are gone; call again until it is none
  public int forget(Handle handle, Instant before, int atMost) {
    return handle
        .createUpdate(
            """
            DELETE FROM event
             WHERE seq IN (SELECT seq FROM event
                            WHERE at < :before AND (kind LIKE 'step.%' OR kind LIKE 'attempt.%' OR kind LIKE 'lane.%')
                              AND seq < (SELECT MAX(seq) FROM event)
                              AND NOT EXISTS (SELECT 1 FROM run
                                               WHERE run.project_id = event.project_id
                                                 AND run.state NOT IN ('DONE', 'FAILED', 'STOPPED'))
                            ORDER BY seq LIMIT :atMost)
            """)
        .bind("before", before.toEpochMilli())
        .bind("atMost", atMost)
        .execute();
  }

  /// The newest entries of a project before a number, newest first.
  ///
  /// @param before 0 for the newest of all
  public List<Event> readBefore(Handle handle, long before, ProjectId project, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM event WHERE project_id = :project AND seq < :before
             ORDER BY seq DESC LIMIT :limit
            """)
        .bind("project", project.value())
        .bind("before", before == 0 ? Long.MAX_VALUE : before)
        .bind("limit", Page.requireLimit(limit))
        .map((row, _) -> read(row))
        .list();
  }

  /// The entries after a number, oldest first.
  ///
  /// @param seq last number seen, 0 for the beginning
  /// @param project only entries of this project; null for all
  /// @param limit of entries, 1..`Page.MAX_LIMIT`
  public List<Event> readAfter(Handle handle, long seq, @Nullable ProjectId project, int limit) {
    var query =
        handle
            .createQuery(
                "SELECT * FROM event WHERE seq > :seq"
                    + (project == null ? "" : " AND project_id = :project")
                    + " ORDER BY seq LIMIT :limit")
            .bind("seq", seq)
            .bind("limit", Page.requireLimit(limit));
    if (project != null) {
      query.bind("project", project.value());
    }
    return query.map((row, _) -> read(row)).list();
  }

  /// The number of the newest entry, 0 when there is none.
  public long lastSeq(Handle handle) {
    return handle.createQuery("SELECT COALESCE(MAX(seq), 0) FROM event").mapTo(Long.class).one();
  }

  /// PostgreSQL hands out numbers before the commit, in any order. One appender at a time, from
  /// here to its commit, puts that right; nothing else is waited for meanwhile, so nobody can
  /// deadlock.
  private void insert(Handle handle, NewEvent event) {
    if (database.dialect() == Dialect.POSTGRES) {
      handle.execute("SELECT pg_advisory_xact_lock(?)", APPEND_LOCK);
    }
    var project = event.projectId();
    INSERT.execute(
        handle,
        event.at().toEpochMilli(),
        event.kind(),
        event.owner(),
        project == null ? null : project.value(),
        event.runId(),
        event.stepId(),
        Json.write(event.data()));
  }

  private static Event read(ResultSet row) throws SQLException {
    var project = row.getString("project_id");
    return new Event(
        row.getLong("seq"),
        new NewEvent(
            Instant.ofEpochMilli(row.getLong("at")),
            row.getString("kind"),
            row.getString("owner"),
            project == null ? null : new ProjectId(project),
            row.getString("run_id"),
            row.getString("step_id"),
            Json.readMap(row.getString("data"))));
  }
}
