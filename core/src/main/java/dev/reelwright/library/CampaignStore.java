package dev.reelwright.library;

import dev.reelwright.store.Json;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The rows of campaigns. Every method is a part of the caller's transaction. Thread-safe.
public final class CampaignStore {
  private static final String NO_BRIEF = "null";

  /// Stores a campaign of a client that is stored.
  public void insert(Handle handle, Campaign campaign) {
    bind(
            handle.createUpdate(
                """
                INSERT INTO campaign (id, owner, client_id, name, status, brief, attributes,
                  created_at, updated_at)
                VALUES (:id, :owner, :clientId, :name, :status, :brief, :attributes,
                  :createdAt, :updatedAt)
                """),
            campaign)
        .bind("owner", campaign.owner())
        .bind("clientId", campaign.clientId())
        .bind("createdAt", campaign.createdAt().toEpochMilli())
        .execute();
  }

  public Optional<Campaign> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM campaign WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Campaigns, newest first.
  ///
  /// @param owner whose, or null for everybody's
  /// @param clientId of which client, or null for all
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null for the first page
  public Page<Campaign> list(
      Handle handle,
      @Nullable String owner,
      @Nullable String clientId,
      int limit,
      @Nullable PageCursor after) {
    var sql =
        "SELECT * FROM campaign WHERE 1 = 1"
            + (owner == null ? "" : " AND owner = :owner")
            + (clientId == null ? "" : " AND client_id = :clientId")
            + (after == null ? "" : " AND (created_at, id) < (:at, :id)")
            + " ORDER BY created_at DESC, id DESC LIMIT :limit";
    var query = handle.createQuery(sql).bind("limit", Page.requireLimit(limit) + 1);
    if (owner != null) {
      query.bind("owner", owner);
    }
    if (clientId != null) {
      query.bind("clientId", clientId);
    }
    if (after != null) {
      query.bind("at", after.createdAt().toEpochMilli()).bind("id", after.id());
    }
    return Page.of(
        query.map((row, _) -> read(row)).list(),
        limit,
        last -> new PageCursor(last.createdAt(), last.id()));
  }

  /// Replaces name, status, brief and attributes. The time of the change always moves on, so it
  /// tells two changes apart.
  ///
  /// @param changed the campaign with the `updatedAt` it was read with
  /// @return false when somebody changed or removed it since
  public boolean update(Handle handle, Campaign changed, Instant now) {
    return bind(
                handle.createUpdate(
                    """
                    UPDATE campaign
                       SET name = :name, status = :status, brief = :brief,
                           attributes = :attributes,
                           updated_at =
                             CASE WHEN updated_at < :now THEN :now ELSE updated_at + 1 END
                     WHERE id = :id AND updated_at = :updatedAt
                    """),
                changed)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Removes a campaign with its assets. Projects stay, without a campaign; a file that a take
  /// stands on stays too, out of sight.
  ///
  /// @return false when there is no such campaign
  public boolean remove(Handle handle, String id, Instant now) {
    UsedAssets.keepOfCampaign(handle, id, now);
    return handle.execute("DELETE FROM campaign WHERE id = ?", id) == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Campaign campaign) {
    var brief = campaign.brief();
    return statement
        .bind("id", campaign.id())
        .bind("name", campaign.name())
        .bind("status", campaign.status().name())
        .bind("brief", brief == null ? NO_BRIEF : Json.write(brief))
        .bind("attributes", Json.write(campaign.attributes()))
        .bind("updatedAt", campaign.updatedAt().toEpochMilli());
  }

  private static Campaign read(ResultSet row) throws SQLException {
    var brief = row.getString("brief");
    return new Campaign(
        row.getString("id"),
        row.getString("owner"),
        row.getString("client_id"),
        row.getString("name"),
        Campaign.Status.valueOf(row.getString("status")),
        brief.equals(NO_BRIEF) ? null : Json.read(brief, Object.class),
        Json.readMap(row.getString("attributes")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
