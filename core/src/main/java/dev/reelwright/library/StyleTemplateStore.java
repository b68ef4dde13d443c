package dev.reelwright.library;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import dev.reelwright.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The rows of style templates. Every method is a part of the caller's transaction. Thread-safe.
public final class StyleTemplateStore {
  public void insert(Handle handle, StyleTemplate template) {
    var project = template.projectId();
    bind(
            handle.createUpdate(
                """
                INSERT INTO style_template (id, owner, project_id, name, category, attributes,
                  is_public, use_count, created_at, updated_at)
                VALUES (:id, :owner, :projectId, :name, :category, :attributes,
                  :isPublic, :useCount, :createdAt, :updatedAt)
                """),
            template)
        .bind("owner", template.owner())
        .bind("projectId", project == null ? null : project.value())
        .bind("useCount", template.useCount())
        .bind("createdAt", template.createdAt().toEpochMilli())
        .execute();
  }

  public Optional<StyleTemplate> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM style_template WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// What an owner sees, their own templates and everybody's public ones, most used first. It has
  /// no pages, since counts move between them.
  ///
  /// @param project of which project, or null for all
  /// @param category of which category, or null for all
  /// @param publicOnly whether to leave out what is not public
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  public List<StyleTemplate> mostUsed(
      Handle handle,
      String owner,
      @Nullable ProjectId project,
      @Nullable String category,
      boolean publicOnly,
      int limit) {
    var sql =
        "SELECT * FROM style_template WHERE (is_public OR owner = :owner)"
            + (publicOnly ? " AND is_public" : "")
            + (project == null ? "" : " AND project_id = :project")
            + (category == null ? "" : " AND category = :category")
            + " ORDER BY use_count DESC, created_at DESC, id DESC LIMIT :limit";
    var query =
        handle.createQuery(sql).bind("owner", owner).bind("limit", Page.requireLimit(limit));
    if (project != null) {
      query.bind("project", project.value());
    }
    if (category != null) {
      query.bind("category", category);
    }
    return query.map((row, _) -> read(row)).list();
  }

  /// Replaces name, category, attributes and whether it is public. The time of the change always
  /// moves on, so it tells two changes apart.
  ///
  /// @param changed the template with the `updatedAt` it was read with
  /// @return false when somebody changed or removed it since
  public boolean update(Handle handle, StyleTemplate changed, Instant now) {
    return bind(
                handle.createUpdate(
                    """
                    UPDATE style_template
                       SET name = :name, category = :category, attributes = :attributes,
                           is_public = :isPublic,
                           updated_at =
                             CASE WHEN updated_at < :now THEN :now ELSE updated_at + 1 END
                     WHERE id = :id AND updated_at = :updatedAt
                    """),
                changed)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Counts one more use; that is no change of the template.
  ///
  /// @return false when there is no such template
  public boolean recordUse(Handle handle, String id) {
    return handle.execute("UPDATE style_template SET use_count = use_count + 1 WHERE id = ?", id)
        == 1;
  }

  /// @return false when there is no such template
  public boolean remove(Handle handle, String id) {
    return handle.execute("DELETE FROM style_template WHERE id = ?", id) == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, StyleTemplate template) {
    return statement
        .bind("id", template.id())
        .bind("name", template.name())
        .bind("category", template.category())
        .bind("attributes", Json.write(template.attributes()))
        .bind("isPublic", template.isPublic())
        .bind("updatedAt", template.updatedAt().toEpochMilli());
  }

  private static StyleTemplate read(ResultSet row) throws SQLException {
    var project = row.getString("project_id");
    return new StyleTemplate(
        row.getString("id"),
        row.getString("owner"),
        project == null ? null : new ProjectId(project),
        row.getString("name"),
        row.getString("category"),
        Json.readMap(row.getString("attributes")),
        row.getBoolean("is_public"),
        row.getLong("use_count"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
