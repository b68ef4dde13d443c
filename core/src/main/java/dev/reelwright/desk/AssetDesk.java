package dev.reelwright.desk;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Files with an owner. Thread-safe.
public final class AssetDesk {
  private final Database database;
  private final Workbench bench;

  public AssetDesk(Database database, Workbench bench) {
    this.database = database;
    this.bench = bench;
  }

  /// Newest first.
  ///
  /// @param kind first half of the media type, such as `image`, or null for all
  /// @param project whose assets, or null for all
  public Page<Asset> list(
      String owner,
      @Nullable String kind,
      @Nullable ProjectId project,
      int limit,
      @Nullable PageCursor after) {
    return database.read(handle -> bench.assets().list(handle, owner, kind, project, limit, after));
  }

  /// @throws Refusal when the owner has no such asset
  public Asset find(String owner, AssetId id) {
    return database.read(handle -> find(handle, owner, id));
  }

  /// Stores an asset whose bytes are kept already.
  public Act<Asset> keep(Asset asset) {
    return handle -> {
      bench.assets().insert(handle, asset);
      return asset;
    };
  }

  /// Takes it out of sight; takes keep their files.
  public Act<Asset> remove(String owner, AssetId id) {
    return handle -> {
      var asset = find(handle, owner, id);
      bench.assets().remove(handle, id, bench.now());
      return asset;
    };
  }

  /// The finished film of a project.
  ///
  /// @throws Refusal when there is none (yet)
  public Asset film(String owner, ProjectId id) {
    return database.read(
        handle -> {
          bench.project(handle, owner, id);
          return selected(handle, id.value(), SlotRole.CUT)
              .flatMap(take -> bench.assets().find(handle, take.assetId()))
              .orElseThrow(
                  () ->
                      Refusal.conflict(
                          "NO_FILM_YET",
                          "project %s has no finished film".formatted(id),
                          "Wait for its run to be done, or resume it."));
        });
  }

  /// The finished film of a project, if there is one and the project is the owner's.
  public Optional<Asset> cut(String owner, ProjectId id) {
    return database.read(
        handle -> {
          bench.project(handle, owner, id);
          return selected(handle, id.value(), SlotRole.CUT)
              .flatMap(take -> bench.assets().find(handle, take.assetId()));
        });
  }

  /// The file of a take, selected or not, if it is the owner's and fills a slot of such a role.
  public Optional<Asset> ofTake(String owner, TakeId id, Set<SlotRole> roles) {
    return database.read(
        handle ->
            bench
                .takes()
                .find(handle, id)
                .filter(take -> roles.contains(take.slot().role()))
                .flatMap(take -> bench.assets().find(handle, take.assetId()))
                .filter(asset -> asset.owner().equals(owner)));
  }

  private Optional<Take> selected(Handle handle, String subject, SlotRole role) {
    return bench.takes().ofSlot(handle, new SlotKey(subject, role, 0)).stream()
        .filter(Take::selected)
        .findFirst();
  }

  private Asset find(Handle handle, String owner, AssetId id) {
    return bench
        .assets()
        .find(handle, id)
        .filter(asset -> asset.owner().equals(owner))
        .orElseThrow(() -> Refusal.missing("asset", id));
  }
}
