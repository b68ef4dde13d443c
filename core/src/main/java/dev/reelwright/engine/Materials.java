package dev.reelwright.engine;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.InputFile;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What goes into a step: the film as it is now, takes, and their files.
final class Materials {
  private final Stores stores;
  private final Films films;
  private final BlobStore blobs;

  Materials(Stores stores, Films films, BlobStore blobs) {
    this.stores = stores;
    this.films = films;
    this.blobs = blobs;
  }

  /// The step's project, read whole.
  Film film(Step step) {
    return film(step.slot().projectId())
        .orElseThrow(() -> new IllegalStateException("the project was removed: " + step.id()));
  }

  /// A project, read whole; empty when it was removed.
  Optional<Film> film(ProjectId id) {
    return stores
        .database()
        .read(
            handle ->
                stores.projects().find(handle, id).map(project -> films.read(handle, project)));
  }

  /// What people decided about a project.
  FilmEdits edits(ProjectId id) {
    return stores.database().read(handle -> FilmEdits.of(stores.edits().ofProject(handle, id)));
  }

  /// The step's project and the one shot that it is about.
  Scope scope(Step step) {
    var shotId = step.slot().shotId();
    if (shotId == null) {
      throw new IllegalStateException(step.kind() + " " + step.id() + " is about no shot");
    }
    return stores
        .database()
        .read(
            handle -> {
              var project = stores.projects().find(handle, step.slot().projectId());
              var shot = stores.storyboards().findShot(handle, shotId);
              if (project.isEmpty() || shot.isEmpty()) {
                throw new IllegalStateException("the shot of step " + step.id() + " was removed");
              }
              return new Scope(project.get(), shot.get());
            });
  }

  List<Take> takes(List<TakeId> ids) {
    return stores
        .database()
        .read(
            handle ->
                ids.stream()
                    .map(
                        id ->
                            stores
                                .takes()
                                .find(handle, id)
                                .orElseThrow(
                                    () -> new IllegalStateException("there is no take " + id)))
                    .toList());
  }

  /// What a slot shows now.
  Optional<Take> shown(Handle handle, SlotKey slot) {
    return stores.takes().ofSlot(handle, slot).stream().filter(Take::selected).findFirst();
  }

  /// What the slot of a take shows now: that take, if there is nothing else.
  @Nullable Take now(@Nullable Take ordered) {
    return ordered == null
        ? null
        : stores.database().read(handle -> shown(handle, ordered.slot().key())).orElse(ordered);
  }

  InputFile file(Take take) throws IOException {
    var asset =
        stores
            .database()
            .read(handle -> stores.assets().findKept(handle, take.assetId()))
            .orElseThrow(
                () -> new IllegalStateException("the file of take " + take.id() + " was removed"));
    return file(asset);
  }

  /// The files of all selected takes of a project.
  Map<AssetId, InputFile> files(Film film) throws IOException {
    var assets =
        stores
            .database()
            .read(handle -> stores.assets().ofSelectedTakes(handle, film.project().id()));
    var files = new HashMap<AssetId, InputFile>();
    for (var asset : assets) {
      files.put(asset.id(), file(asset));
    }
    return files;
  }

  private InputFile file(Asset asset) throws IOException {
    return new InputFile(asset.blob(), blobs.localFile(asset.blob()), asset.mediaType());
  }
}
