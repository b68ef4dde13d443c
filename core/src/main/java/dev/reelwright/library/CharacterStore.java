package dev.reelwright.library;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of character sheets. Every method is a part of the caller's transaction. Thread-safe.
public final class CharacterStore {
  public void insert(Handle handle, CharacterSheet sheet) {
    var project = sheet.projectId();
    handle
        .createUpdate(
            """
            INSERT INTO character (id, owner, project_id, name, attributes, created_at, updated_at)
            VALUES (:id, :owner, :projectId, :name, :attributes, :createdAt, :updatedAt)
            """)
        .bind("id", sheet.id())
        .bind("owner", sheet.owner())
        .bind("projectId", project == null ? null : project.value())
        .bind("name", sheet.name())
        .bind("attributes", Json.write(sheet.attributes()))
        .bind("createdAt", sheet.createdAt().toEpochMilli())
        .bind("updatedAt", sheet.updatedAt().toEpochMilli())
        .execute();
  }

  public Optional<CharacterSheet> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM character WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Character sheets, newest first.
  ///
  /// @param owner whose, or null for everybody's
  /// @param project of which project, or null for all
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null for the first page
  public Page<CharacterSheet> list(
      Handle handle,
      @Nullable String owner,
      @Nullable ProjectId project,
      int limit,
      @Nullable PageCursor after) {
    var sql =
        "SELECT * FROM character WHERE 1 = 1"
            + (owner == null ? "" : " AND owner = :owner")
            + (project == null ? "" : " AND project_id = :project")
            + (after == null ? "" : " AND (created_at, id) < (:at, :id)")
            + " ORDER BY created_at DESC, id DESC LIMIT :limit";
    var query = handle.createQuery(sql).bind("limit", Page.requireLimit(limit) + 1);
    if (owner != null) {
      query.bind("owner", owner);
    }
    if (project != null) {
      query.bind("project", project.value());
    }
    if (after != null) {
      query.bind("at", after.createdAt().toEpochMilli()).bind("id", after.id());
    }
    return Page.of(
        query.map((row, _) -> read(row)).list(),
        limit,
        last -> new PageCursor(last.createdAt(), last.id()));
  }

  /// Replaces name and attributes. The time of the change always moves on, so it tells two changes
  /// apart.
  ///
  /// @param changed the sheet with the `updatedAt` it was read with
  /// @return false when somebody changed or removed it since
  public boolean update(Handle handle, CharacterSheet changed, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE character
                   SET name = :name, attributes = :attributes,
                       updated_at = CASE WHEN updated_at < :now THEN :now ELSE updated_at + 1 END
                 WHERE id = :id AND updated_at = :seen
                """)
            .bind("name", changed.name())
            .bind("attributes", Json.write(changed.attributes()))
            .bind("now", now.toEpochMilli())
            .bind("id", changed.id())
            .bind("seen", changed.updatedAt().toEpochMilli())
            .execute()
        == 1;
  }

  /// Removes a sheet. Shots stay, without a character; their texts are left as they are.
  ///
  /// @return false when there is no such sheet
  public boolean remove(Handle handle, String id) {
    return handle.execute("DELETE FROM character WHERE id = ?", id) == 1;
  }

  private static CharacterSheet read(ResultSet row) throws SQLException {
    var project = row.getString("project_id");
    return new CharacterSheet(
        row.getString("id"),
        row.getString("owner"),
        project == null ? null : new ProjectId(project),
        row.getString("name"),
        Json.readMap(row.getString("attributes")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
