package dev.reelwright.edit;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of edits. Every method is a part of the caller's transaction. Thread-safe.
public final class EditStore {
  /// Stores a decision: a new one where there is none of its kind about its subject, a changed one
  /// over the version it was read with. The stored version is one higher.
  ///
  /// @return false when somebody decided otherwise, or removed the decision, since
  public boolean put(Handle handle, Edit edit, Instant now) {
    return edit.version() == 0 ? insert(handle, edit, now) : update(handle, edit, now);
  }

  public Optional<Edit> find(Handle handle, ProjectId project, String subject, EditKind kind) {
    return handle
        .createQuery(
            """
            SELECT * FROM edit
             WHERE project_id = :project AND subject = :subject AND kind = :kind
            """)
        .bind("project", project.value())
        .bind("subject", subject)
        .bind("kind", kind.name())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// All decisions of a project, by subject and kind.
  public List<Edit> ofProject(Handle handle, ProjectId project) {
    return handle
        .createQuery("SELECT * FROM edit WHERE project_id = :project ORDER BY subject, kind")
        .bind("project", project.value())
        .map((row, _) -> read(row))
        .list();
  }

  /// Takes a decision back.
  ///
  /// @param edit the decision with the version it was read with
  /// @return false when somebody changed or removed it since
  public boolean remove(Handle handle, Edit edit) {
    return handle.execute(
            "DELETE FROM edit WHERE id = ? AND version = ?", edit.id(), edit.version())
        == 1;
  }

  private static boolean insert(Handle handle, Edit edit, Instant now) {
    return handle
            .createUpdate(
                """
                INSERT INTO edit (id, project_id, subject, kind, value, version,
                  created_at, updated_at)
                VALUES (:id, :project, :subject, :kind, :value, 1, :now, :now)
                ON CONFLICT (project_id, subject, kind) DO NOTHING
                """)
            .bind("id", edit.id())
            .bind("project", edit.projectId().value())
            .bind("subject", edit.subject())
            .bind("kind", edit.kind().name())
            .bind("value", Json.write(edit.value()))
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// The id is part of the guard: a decision that was taken back and made anew begins at version 1
  /// again.
  private static boolean update(Handle handle, Edit edit, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE edit SET value = :value, version = version + 1, updated_at = :now
                 WHERE id = :id AND version = :version
                """)
            .bind("value", Json.write(edit.value()))
            .bind("now", now.toEpochMilli())
            .bind("id", edit.id())
            .bind("version", edit.version())
            .execute()
        == 1;
  }

  private static Edit read(ResultSet row) throws SQLException {
    return new Edit(
        row.getString("id"),
        new ProjectId(row.getString("project_id")),
        row.getString("subject"),
        EditKind.valueOf(row.getString("kind")),
        Json.readMap(row.getString("value")),
        row.getLong("version"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
