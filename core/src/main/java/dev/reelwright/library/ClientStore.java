package dev.reelwright.library;

import dev.reelwright.store.Json;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of clients. Every method is a part of the caller's transaction. Thread-safe.
public final class ClientStore {
  public void insert(Handle handle, Client client) {
    handle
        .createUpdate(
            """
            INSERT INTO client (id, owner, name, attributes, created_at, updated_at)
            VALUES (:id, :owner, :name, :attributes, :createdAt, :updatedAt)
            """)
        .bind("id", client.id())
        .bind("owner", client.owner())
        .bind("name", client.name())
        .bind("attributes", Json.write(client.attributes()))
        .bind("createdAt", client.createdAt().toEpochMilli())
        .bind("updatedAt", client.updatedAt().toEpochMilli())
        .execute();
  }

  public Optional<Client> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM client WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Clients, newest first.
  ///
  /// @param owner whose, or null for everybody's
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null for the first page
  public Page<Client> list(
      Handle handle, @Nullable String owner, int limit, @Nullable PageCursor after) {
    var sql =
        "SELECT * FROM client WHERE 1 = 1"
            + (owner == null ? "" : " AND owner = :owner")
            + (after == null ? "" : " AND (created_at, id) < (:at, :id)")
            + " ORDER BY created_at DESC, id DESC LIMIT :limit";
    var query = handle.createQuery(sql).bind("limit", Page.requireLimit(limit) + 1);
    if (owner != null) {
      query.bind("owner", owner);
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
  /// @param changed the client with the `updatedAt` it was read with
  /// @return false when somebody changed or removed it since
  public boolean update(Handle handle, Client changed, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE client
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

  /// Removes a client with its campaigns and the assets of both. Projects stay, without a client; a
  /// file that a take stands on stays too, out of sight.
  ///
  /// @return false when there is no such client
  public boolean remove(Handle handle, String id, Instant now) {
    UsedAssets.keepOfClient(handle, id, now);
    return handle.execute("DELETE FROM client WHERE id = ?", id) == 1;
  }

  private static Client read(ResultSet row) throws SQLException {
    return new Client(
        row.getString("id"),
        row.getString("owner"),
        row.getString("name"),
        Json.readMap(row.getString("attributes")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
