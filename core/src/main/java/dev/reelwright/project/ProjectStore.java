package dev.reelwright.project;

import dev.reelwright.store.Json;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import dev.reelwright.store.PlainInsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of projects. Every method is a part of the caller's transaction. Thread-safe.
public final class ProjectStore {
  private static final String SELECT =
      """
      SELECT project.*, project_wake.wake
        FROM project JOIN project_wake ON project_wake.project_id = project.id
       WHERE project.deleted_at IS NULL
      """;
  private static final PlainInsert INSERT =
      new PlainInsert(
          """
          INSERT INTO project (id, owner, surface, recipe, title, brief, settings, storyboard,
            forked_from, revision_of, campaign_id, client_id, priority, version, extra,
            created_at, updated_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """);
  private static final PlainInsert INSERT_WAKE =
      new PlainInsert("INSERT INTO project_wake (project_id, wake) VALUES (?, ?)");

  /// Stores a new project as it is, wake counter and version included.
  public void insert(Handle handle, Project project) {
    INSERT.execute(
        handle,
        project.id().value(),
        project.owner(),
        project.surface(),
        project.recipe(),
        project.title(),
        Json.write(project.brief()),
        Json.write(project.settings()),
        project.storyboardRaw(),
        text(project.forkedFrom()),
        text(project.revisionOf()),
        project.campaignId(),
        project.clientId(),
        project.priority(),
        project.version(),
        Json.write(project.extra()),
        project.createdAt().toEpochMilli(),
        project.updatedAt().toEpochMilli());
    INSERT_WAKE.execute(handle, project.id().value(), project.wake());
  }

  /// Who owns a project; also one whose row is broken.
  public Optional<String> owner(Handle handle, ProjectId id) {
    return handle
        .createQuery("SELECT owner FROM project WHERE id = :id")
        .bind("id", id.value())
        .mapTo(String.class)
        .findOne();
  }

  public Optional<Project> find(Handle handle, ProjectId id) {
    return handle
        .createQuery(SELECT + " AND project.id = :id")
        .bind("id", id.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Those of the projects that exist, newest first.
  ///
  /// @param ids at most `Page.MAX_LIMIT`
  public List<Project> findAll(Handle handle, Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                SELECT
                    + " AND project.id IN (<ids>) ORDER BY project.created_at DESC, project.id DESC")
            .bindList("ids", List.copyOf(ids))
            .map((row, _) -> read(row))
            .list();
  }

  /// Projects, newest first.
  ///
  /// @param owner whose, or null for everybody's
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null for the first page
  public Page<Project> list(
      Handle handle, @Nullable String owner, int limit, @Nullable PageCursor after) {
    var sql = new StringBuilder(SELECT);
    if (owner != null) {
      sql.append(" AND project.owner = :owner");
    }
    if (after != null) {
      sql.append(" AND (project.created_at, project.id) < (:at, :id)");
    }
    sql.append(" ORDER BY project.created_at DESC, project.id DESC LIMIT :limit");
    var query = handle.createQuery(sql.toString()).bind("limit", Page.requireLimit(limit) + 1);
    if (owner != null) {
      query.bind("owner", owner);
    }
    if (after != null) {
      query.bind("at", after.createdAt().toEpochMilli()).bind("id", after.id());
    }
    return Page.of(
        query.map((row, _) -> read(row)).list(),
        limit,
        last -> new PageCursor(last.createdAt(), last.id().value()));
  }

  /// Replaces title, brief, settings, storyboard, campaign, client, priority and extra, and raises
  /// the version.
  ///
  /// @param changed the project with the version it was read with
  /// @return false when somebody changed or removed it since
  public boolean update(Handle handle, Project changed, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE project
                   SET title = :title, brief = :brief, settings = :settings,
                       storyboard = :storyboard, campaign_id = :campaignId,
                       client_id = :clientId, priority = :priority, extra = :extra,
                       version = version + 1, updated_at = :now
                 WHERE id = :id AND version = :version AND deleted_at IS NULL
                """)
            .bind("id", changed.id().value())
            .bind("title", changed.title())
            .bind("brief", Json.write(changed.brief()))
            .bind("settings", Json.write(changed.settings()))
            .bind("storyboard", changed.storyboardRaw())
            .bind("campaignId", changed.campaignId())
            .bind("clientId", changed.clientId())
            .bind("priority", changed.priority())
            .bind("version", changed.version())
            .bind("extra", Json.write(changed.extra()))
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Stores the storyboarder's answer. It is no change of the user, so the version stays.
  ///
  /// @return false when there is no such project
  public boolean recordStoryboard(Handle handle, ProjectId id, String raw, Instant now) {
    return handle
            .createUpdate(
                "UPDATE project SET storyboard = :raw, updated_at = :now WHERE id = :id AND deleted_at IS NULL")
            .bind("raw", raw)
            .bind("now", now.toEpochMilli())
            .bind("id", id.value())
            .execute()
        == 1;
  }

  /// Stores settings that follow from something else than an edit of the project, so the version
  /// stays.
  public void recordSettings(Handle handle, ProjectId id, ProjectSettings settings) {
    handle.execute(
        "UPDATE project SET settings = ? WHERE id = ?", Json.write(settings), id.value());
  }

  /// Takes a project out of sight; its takes and what they cost stay on record.
  ///
  /// @return false when there is no such project
  public boolean remove(Handle handle, ProjectId id, Instant now) {
    return handle.execute(
            "UPDATE project SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
            now.toEpochMilli(),
            id.value())
        == 1;
  }

  /// Gives the director one more reason to look. Part of the transaction that changed something;
  /// the director is called after its commit.
  public void raiseWake(Handle handle, ProjectId id) {
    handle.execute("UPDATE project_wake SET wake = wake + 1 WHERE project_id = ?", id.value());
  }

  /// How many reasons there have been to look; 0 for an unknown project.
  public long wake(Handle handle, ProjectId id) {
    return handle
        .createQuery("SELECT wake FROM project_wake WHERE project_id = :id")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private static Project read(ResultSet row) throws SQLException {
    return new Project(
        new ProjectId(row.getString("id")),
        row.getString("owner"),
        row.getString("surface"),
        row.getString("recipe"),
        row.getString("title"),
        Json.read(row.getString("brief"), Brief.class),
        Json.read(row.getString("settings"), ProjectSettings.class),
        row.getString("storyboard"),
        id(row.getString("forked_from")),
        id(row.getString("revision_of")),
        row.getString("campaign_id"),
        row.getString("client_id"),
        row.getInt("priority"),
        row.getLong("wake"),
        row.getLong("version"),
        Json.readMap(row.getString("extra")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }

  private static @Nullable String text(@Nullable ProjectId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable ProjectId id(@Nullable String text) {
    return text == null ? null : new ProjectId(text);
  }
}
