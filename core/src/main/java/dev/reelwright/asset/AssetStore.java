package dev.reelwright.asset;

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

/// The rows of assets and of the blobs they stand on. Every method is a part of the caller's
/// transaction. Thread-safe.
public final class AssetStore {
  private static final String SELECT =
      "SELECT asset.*, blob.size FROM asset JOIN blob ON blob.hash = asset.blob_hash";

  private final BlobStore blobs;

  public AssetStore(BlobStore blobs) {
    this.blobs = blobs;
  }

  /// Stores an asset whose bytes are already in the blob store, and keeps them alive: a blob that
  /// was marked for deletion lives again.
  ///
  /// @throws IllegalStateException when the bytes are not there, which also happens when the same
  ///   bytes were deleted at this very moment; store them again
  public void insert(Handle handle, Asset asset) {
    handle
        .createUpdate(
            """
            INSERT INTO blob (hash, size, state, created_at)
            VALUES (:hash, :size, 'LIVE', :createdAt)
            ON CONFLICT (hash) DO UPDATE SET state = 'LIVE', doomed_at = NULL
            """)
        .bind("hash", asset.blob().value())
        .bind("size", asset.sizeBytes())
        .bind("createdAt", asset.createdAt().toEpochMilli())
        .execute();
    // The janitor deletes bytes only while it holds the row, which we hold now.
    if (!blobs.contains(asset.blob())) {
      throw new IllegalStateException(
          "storing asset %s (%s): its file %s is not in the blob store; store the file again"
              .formatted(asset.id(), asset.name(), asset.blob()));
    }
    handle
        .createUpdate(
            """
            INSERT INTO asset (id, owner, project_id, campaign_id, client_id, blob_hash,
              media_type, name, facts, tags, origin, source_url, extra, created_at)
            VALUES (:id, :owner, :projectId, :campaignId, :clientId, :hash,
              :mediaType, :name, :facts, :tags, :origin, :sourceUrl, :extra, :createdAt)
            """)
        .bind("id", asset.id().value())
        .bind("owner", asset.owner())
        .bind("projectId", text(asset.projectId()))
        .bind("campaignId", asset.campaignId())
        .bind("clientId", asset.clientId())
        .bind("hash", asset.blob().value())
        .bind("mediaType", asset.mediaType())
        .bind("name", asset.name())
        .bind("facts", Json.write(asset.facts()))
        .bind("tags", Json.write(asset.tags()))
        .bind("origin", asset.origin().name())
        .bind("sourceUrl", asset.sourceUrl())
        .bind("extra", Json.write(asset.extra()))
        .bind("createdAt", asset.createdAt().toEpochMilli())
        .execute();
  }

  /// An asset that was not removed.
  public Optional<Asset> find(Handle handle, AssetId id) {
    return handle
        .createQuery(SELECT + " WHERE asset.id = :id AND asset.deleted_at IS NULL")
        .bind("id", id.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// An asset that a take shows, removed or not, since a take keeps its file.
  public Optional<Asset> findKept(Handle handle, AssetId id) {
    return handle
        .createQuery(SELECT + " WHERE asset.id = :id")
        .bind("id", id.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Makes sure that the bytes of an asset stay until the transaction has ended, so that it can
  /// write what needs them.
  ///
  /// @return false when the asset was removed, or its bytes are about to go
  public boolean hold(Handle handle, AssetId id) {
    return handle.execute(
            """
            UPDATE blob SET state = 'LIVE'
             WHERE state = 'LIVE'
               AND hash = (SELECT blob_hash FROM asset WHERE id = ? AND deleted_at IS NULL)
            """,
            id.value())
        == 1;
  }

  /// The assets of a project's selected takes, in one query; removed ones included, since a take
  /// keeps its file.
  public List<Asset> ofSelectedTakes(Handle handle, ProjectId project) {
    return handle
        .createQuery(
            SELECT
                + """
                   WHERE asset.id IN (SELECT take.asset_id FROM take
                                       WHERE take.project_id = :project AND take.selected)
                  """)
        .bind("project", project.value())
        .map((row, _) -> read(row))
        .list();
  }

  /// The assets of all takes of a project, removed ones included, since a take keeps its file.
  public List<Asset> ofTakes(Handle handle, ProjectId project) {
    return handle
        .createQuery(
            SELECT
                + " WHERE asset.id IN (SELECT take.asset_id FROM take WHERE take.project_id = :project)")
        .bind("project", project.value())
        .map((row, _) -> read(row))
        .list();
  }

  /// Assets of an owner, newest first.
  ///
  /// @param kind first half of the media type, such as `image`, or null for all
  /// @param project whose assets, or null for all
  /// @param limit of items, 1..`Page.MAX_LIMIT`
  /// @param after where the page before ended, or null for the first page
  public Page<Asset> list(
      Handle handle,
      String owner,
      @Nullable String kind,
      @Nullable ProjectId project,
      int limit,
      @Nullable PageCursor after) {
    var sql =
        SELECT
            + " WHERE asset.owner = :owner AND asset.deleted_at IS NULL"
            + (kind == null ? "" : " AND asset.media_type LIKE :kind")
            + (project == null ? "" : " AND asset.project_id = :project")
            + (after == null ? "" : " AND (asset.created_at, asset.id) < (:at, :id)")
            + " ORDER BY asset.created_at DESC, asset.id DESC LIMIT :limit";
    var query =
        handle.createQuery(sql).bind("owner", owner).bind("limit", Page.requireLimit(limit) + 1);
    if (kind != null) {
      query.bind("kind", kind + "/%");
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
        last -> new PageCursor(last.createdAt(), last.id().value()));
  }

  /// Takes an asset out of sight. Its bytes go when nothing else needs them, a take least of all.
  ///
  /// @return false when there is no such asset
  public boolean remove(Handle handle, AssetId id, Instant now) {
    return handle.execute(
            "UPDATE asset SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
            now.toEpochMilli(),
            id.value())
        == 1;
  }

  private static Asset read(ResultSet row) throws SQLException {
    var project = row.getString("project_id");
    return new Asset(
        new AssetId(row.getString("id")),
        row.getString("owner"),
        project == null ? null : new ProjectId(project),
        row.getString("campaign_id"),
        row.getString("client_id"),
        new BlobHash(row.getString("blob_hash")),
        row.getLong("size"),
        row.getString("media_type"),
        row.getString("name"),
        Json.read(row.getString("facts"), MediaFacts.class),
        Json.readList(row.getString("tags"), String.class),
        AssetOrigin.valueOf(row.getString("origin")),
        row.getString("source_url"),
        Json.readMap(row.getString("extra")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  private static @Nullable String text(@Nullable ProjectId id) {
    return id == null ? null : id.value();
  }
}
