package dev.reelwright.desk;

import dev.reelwright.production.CuttableFilm;
import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.production.Production;
import dev.reelwright.production.Productions;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.quote.Quotation;
import dev.reelwright.recipe.StepSpec;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Looks at productions without changing them. Thread-safe.
public final class Looking {
  /// A production and every slot it has, filled or not.
  public record Whole(Production production, List<StepSpec> needed) {}

  private final Database database;
  private final Productions productions;
  private final Workbench bench;

  public Looking(Database database, Productions productions, Workbench bench) {
    this.database = database;
    this.productions = productions;
    this.bench = bench;
  }

  /// @throws Refusal when the owner has no such project
  public Whole whole(String owner, ProjectId id) {
    return database.read(
        handle -> {
          var project = bench.project(handle, owner, id);
          var production = productions.load(handle, id).orElseThrow();
          var generations = new HashMap<SlotKey, Integer>();
          production.emptied().forEach(slot -> generations.put(slot.key(), slot.generation()));
          var film =
              FilmSnapshot.of(
                  project,
                  production.scenes(),
                  production.shots(),
                  production.takes().stream().filter(Take::selected).toList(),
                  generations,
                  bench.quotes().canSpeak(project));
          return new Whole(production, bench.acts(project).needed(film));
        });
  }

  /// The selected takes of a film, with what people decided on the timeline.
  ///
  /// @throws Refusal when the owner has no such project
  public CuttableFilm cuttable(String owner, ProjectId id) {
    return database.read(
        handle -> CuttableFilm.read(handle, bench.project(handle, owner, id), bench.assets()));
  }

  /// @throws Refusal when the owner has no such project
  public Project project(String owner, ProjectId id) {
    return database.read(handle -> bench.project(handle, owner, id));
  }

  /// What filling the empty slots would cost.
  public Quotation quote(String owner, ProjectId id) {
    return database.read(
        handle -> {
          var project = bench.project(handle, owner, id);
          var film = bench.film(handle, project);
          return bench.quotes().of(film, empty(film, bench.acts(project).needed(film)));
        });
  }

  public ProjectId projectOf(String owner, SceneId id) {
    return database.read(handle -> bench.scene(handle, owner, id).projectId());
  }

  public ProjectId projectOf(String owner, ShotId id) {
    return database.read(handle -> bench.shot(handle, owner, id).projectId());
  }

  public Take take(String owner, TakeId id) {
    return database.read(handle -> bench.take(handle, owner, id));
  }

  /// All takes of a shot, oldest first.
  public List<Take> takes(String owner, ShotId id) {
    return database.read(
        handle -> {
          bench.shot(handle, owner, id);
          return bench.takes().ofShot(handle, id);
        });
  }

  /// All takes of a project, those of its shots included, oldest first.
  public List<Take> takes(String owner, ProjectId id) {
    return database.read(
        handle -> {
          bench.project(handle, owner, id);
          return bench.takes().ofProject(handle, id);
        });
  }

  static List<StepSpec> empty(FilmSnapshot film, List<StepSpec> needed) {
    var empty = new ArrayList<StepSpec>();
    for (var spec : needed) {
      if (film.take(spec.slot().key()).isEmpty()) {
        empty.add(spec);
      }
    }
    return empty;
  }
}
