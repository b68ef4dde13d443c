package dev.reelwright.production;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.Slot;
import dev.reelwright.take.TakeStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Reads productions: a fixed number of queries, however large the project. Thread-safe.
public final class Productions {
  private final Database database;
  private final AssetStore assets;
  private final ProjectStore projects = new ProjectStore();
  private final StoryboardStore storyboards = new StoryboardStore();
  private final TakeStore takes = new TakeStore();
  private final ProductionRows rows = new ProductionRows();

  public Productions(Database database, AssetStore assets) {
    this.database = database;
    this.assets = assets;
  }

  /// The whole of a project at one moment; empty when there is no such project, or it was removed.
  public Optional<Production> load(ProjectId id) {
    return database.read(handle -> load(handle, id));
  }

  /// As `load`, as a part of the caller's transaction.
  public Optional<Production> load(Handle handle, ProjectId id) {
    return projects.find(handle, id).map(project -> load(handle, project));
  }

  private Production load(Handle handle, Project project) {
    var id = project.id();
    return new Production(
        project,
        storyboards.scenes(handle, id),
        storyboards.shots(handle, id),
        takes.ofProject(handle, id),
        assets.ofTakes(handle, id).stream()
            .collect(Collectors.toMap(Asset::id, Function.identity())),
        emptied(handle, id),
        rows.runs(handle, id),
        rows.steps(handle, id),
        rows.calls(handle, id),
        rows.aliases(handle, id),
        rows.stamps(handle, id));
  }

  /// How the runs, steps and names of many projects stand, without their storyboards.
  ///
  /// @return one digest for each project that exists
  public Map<ProjectId, ProductionDigest> digests(List<ProjectId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return database.read(handle -> rows.digests(handle, new HashSet<>(ids)));
  }

  private List<Slot> emptied(Handle handle, ProjectId id) {
    return new HashMap<>(takes.generations(handle, id))
        .entrySet().stream()
            .map(
                entry -> {
                  var key = entry.getKey();
                  var shot = key.role().belongsToProject() ? null : new ShotId(key.subjectId());
                  return new Slot(id, shot, key.role(), key.candidate(), entry.getValue());
                })
            .toList();
  }
}
