package dev.reelwright.webhook;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of webhooks. Every method is a part of the caller's transaction. Thread-safe.
public final class WebhookStore {
  public void insert(Handle handle, Webhook webhook) {
    var project = webhook.projectId();
    var key = webhook.key();
    handle
        .createUpdate(
            """
            INSERT INTO webhook (id, owner, project_id, surface, url, secret, kinds, active,
              created_at, configured)
            VALUES (:id, :owner, :projectId, :surface, :url, :secret, :kinds, :active, :createdAt,
              :configured)
            """)
        .bind("id", webhook.id())
        .bind("owner", webhook.owner())
        .bind("projectId", project == null ? null : project.value())
        .bind("surface", webhook.surface())
        .bind("url", webhook.url())
        .bind("secret", key == null ? null : key.value())
        .bind("kinds", Json.write(webhook.kinds()))
        .bind("active", webhook.isActive())
        .bind("createdAt", webhook.createdAt().toEpochMilli())
        .bind("configured", webhook.isConfigured())
        .execute();
  }

  public Optional<Webhook> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM webhook WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Webhooks of an owner, newest first.
  ///
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null for the first page
  public Page<Webhook> list(Handle handle, String owner, int limit, @Nullable PageCursor after) {
    var sql =
        "SELECT * FROM webhook WHERE owner = :owner"
            + (after == null ? "" : " AND (created_at, id) < (:at, :id)")
            + " ORDER BY created_at DESC, id DESC LIMIT :limit";
    var query =
        handle.createQuery(sql).bind("owner", owner).bind("limit", Page.requireLimit(limit) + 1);
    if (after != null) {
      query.bind("at", after.createdAt().toEpochMilli()).bind("id", after.id());
    }
    return Page.of(
        query.map((row, _) -> read(row)).list(),
        limit,
        last -> new PageCursor(last.createdAt(), last.id()));
  }

  /// Who is to be told of an event, oldest first.
  ///
  /// @param project the project of the event, or null: those that are about one project are not
  ///   told
  /// @param kind of the event
  public List<Webhook> listening(
      Handle handle, String owner, @Nullable ProjectId project, String kind) {
    return handle
        .createQuery(
            """
            SELECT * FROM webhook
             WHERE active AND owner = :owner AND (project_id IS NULL OR project_id = :project)
             ORDER BY created_at, id
            """)
        .bind("owner", owner)
        .bind("project", project == null ? null : project.value())
        .map((row, _) -> read(row))
        .filter(webhook -> webhook.wants(kind))
        .list();
  }

  /// All that are told of anything, oldest first.
  public List<Webhook> active(Handle handle) {
    return handle
        .createQuery("SELECT * FROM webhook WHERE active ORDER BY created_at, id")
        .map((row, _) -> read(row))
        .list();
  }

  /// The webhook that the settings of a surface name.
  public Optional<Webhook> configured(Handle handle, String surface) {
    return handle
        .createQuery("SELECT * FROM webhook WHERE configured AND surface = :surface")
        .bind("surface", surface)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Changes where and of what it is told.
  ///
  /// @return false when there is no such webhook
  public boolean change(Handle handle, String id, String url, List<String> kinds) {
    return handle.execute(
            "UPDATE webhook SET url = ?, kinds = ? WHERE id = ?", url, Json.write(kinds), id)
        == 1;
  }

  /// Gives a webhook another key; messages are signed with the old one as well for a while.
  ///
  /// @param until when the old key is forgotten
  /// @return false when there is no such webhook
  public boolean rotate(Handle handle, String id, @Nullable SigningKey key, Instant until) {
    return handle
            .createUpdate(
                """
                UPDATE webhook SET old_secret = secret, old_until = :until, secret = :secret
                 WHERE id = :id
                """)
            .bind("until", until.toEpochMilli())
            .bind("secret", key == null ? null : key.value())
            .bind("id", id)
            .execute()
        == 1;
  }

  /// Switches a webhook on or off.
  ///
  /// @return false when there is no such webhook
  public boolean setActive(Handle handle, String id, boolean active) {
    return handle.execute("UPDATE webhook SET active = ? WHERE id = ?", active, id) == 1;
  }

  /// Removes a webhook and all its deliveries.
  ///
  /// @return false when there is no such webhook
  public boolean remove(Handle handle, String id) {
    return handle.execute("DELETE FROM webhook WHERE id = ?", id) == 1;
  }

  private static Webhook read(ResultSet row) throws SQLException {
    var project = row.getString("project_id");
    var secret = row.getString("secret");
    var old = row.getString("old_secret");
    return new Webhook(
        row.getString("id"),
        row.getString("owner"),
        project == null ? null : new ProjectId(project),
        row.getString("surface"),
        row.getString("url"),
        secret == null ? null : new SigningKey(secret),
        Json.readList(row.getString("kinds"), String.class),
        row.getBoolean("active"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        old == null
            ? null
            : new Webhook.OldKey(
                new SigningKey(old), Instant.ofEpochMilli(row.getLong("old_until"))),
        row.getBoolean("configured"));
  }
}
