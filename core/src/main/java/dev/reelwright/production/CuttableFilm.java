package dev.reelwright.production;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.edit.EditStore;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.project.Project;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.TakeStore;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// A film with everything that cutting it needs, read at one moment. Immutable.
///
/// @param film with its selected takes
/// @param assets of its takes
public record CuttableFilm(FilmSnapshot film, FilmEdits edits, Map<AssetId, Asset> assets) {
  public CuttableFilm {
    assets = Map.copyOf(assets);
  }

  /// A fixed number of queries, however long the film.
  public static CuttableFilm read(Handle handle, Project project, AssetStore assets) {
    var id = project.id();
    var storyboards = new StoryboardStore();
    var takes = new TakeStore();
    return new CuttableFilm(
        FilmSnapshot.of(
            project,
            storyboards.scenes(handle, id),
            storyboards.shots(handle, id),
            takes.selected(handle, id),
            takes.generations(handle, id),
            project.settings().voice()),
        FilmEdits.of(new EditStore().ofProject(handle, id)),
        assets.ofTakes(handle, id).stream()
            .collect(Collectors.toMap(Asset::id, Function.identity())));
  }
}
