package dev.reelwright.desk;

import dev.reelwright.asset.AssetStore;
import dev.reelwright.engine.Engine;
import dev.reelwright.event.EventStore;
import dev.reelwright.event.NewEvent;
import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.quote.Quotes;
import dev.reelwright.recipe.Acts;
import dev.reelwright.recipe.NarratedFilmActs;
import dev.reelwright.recipe.NarratedFilmRecipe;
import dev.reelwright.recipe.PromptFilmActs;
import dev.reelwright.recipe.PromptFilmRecipe;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.Emptied;
import dev.reelwright.take.Slot;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What all desks work with: the tables, who may see what, and the end of every act, which is an
/// event and a wake-up in the same transaction. Thread-safe.
public final class Workbench {
  private final TakeStore takes = new TakeStore();
  private final ProjectStore projects = new ProjectStore();
  private final StoryboardStore storyboards = new StoryboardStore();
  private final Map<String, Acts> acts =
      Map.of(
          PromptFilmRecipe.NAME, new PromptFilmActs(),
          NarratedFilmRecipe.NAME, new NarratedFilmActs());
  private final AssetStore assets;
  private final EventStore events;
  private final Engine engine;
  private final Quotes quotes;
  private final InstantSource clock;

  public Workbench(
      Database database, AssetStore assets, Engine engine, Quotes quotes, InstantSource clock) {
    this.assets = assets;
    this.events = new EventStore(database);
    this.engine = engine;
    this.quotes = quotes;
    this.clock = clock;
  }

  ProjectStore projects() {
    return projects;
  }

  StoryboardStore storyboards() {
    return storyboards;
  }

  TakeStore takes() {
    return takes;
  }

  AssetStore assets() {
    return assets;
  }

  Engine engine() {
    return engine;
  }

  Quotes quotes() {
    return quotes;
  }

  /// To the millisecond, as rows keep it.
  Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /// @throws Refusal when the owner has no such project
  Project project(Handle handle, String owner, ProjectId id) {
    return projects
        .find(handle, id)
        .filter(project -> project.owner().equals(owner))
        .orElseThrow(() -> Refusal.missing("project", id));
  }

  Scene scene(Handle handle, String owner, SceneId id) {
    var scene = storyboards.findScene(handle, id).orElseThrow(() -> Refusal.missing("scene", id));
    if (!owns(handle, owner, scene.projectId())) {
      throw Refusal.missing("scene", id);
    }
    return scene;
  }

  Shot shot(Handle handle, String owner, ShotId id) {
    var shot = storyboards.findShot(handle, id).orElseThrow(() -> Refusal.missing("shot", id));
    if (!owns(handle, owner, shot.projectId())) {
      throw Refusal.missing("shot", id);
    }
    return shot;
  }

  Take take(Handle handle, String owner, TakeId id) {
    var take = takes.find(handle, id).orElseThrow(() -> Refusal.missing("take", id));
    if (!owns(handle, owner, take.slot().projectId())) {
      throw Refusal.missing("take", id);
    }
    return take;
  }

  FilmSnapshot film(Handle handle, Project project) {
    var id = project.id();
    return FilmSnapshot.of(
        project,
        storyboards.scenes(handle, id),
        storyboards.shots(handle, id),
        takes.selected(handle, id),
        takes.generations(handle, id),
        quotes.canSpeak(project));
  }

  /// @throws Refusal when nobody knows yet what acts empty in that kind of production
  Acts acts(Project project) {
    var found = acts.get(project.recipe());
    if (found == null) {
      throw Refusal.conflict(
          "RECIPE_NOT_BUILT",
          "productions of the kind %s cannot be edited here yet".formatted(project.recipe()),
          "Use the surface it was made through.");
    }
    return found;
  }

  /// Empties what an edit says, leaves locked takes alone, and writes it down.
  Emptied empty(Handle handle, Project project, List<Slot> slots) {
    var emptied = takes.empty(handle, slots);
    if (!emptied.slots().isEmpty()) {
      tell(
          handle,
          project,
          "slots.emptied",
          Map.of(
              "slots",
              emptied.slots().stream()
                  .map(
                      slot ->
                          Map.of(
                              "subject", slot.subjectId(),
                              "role", slot.role().name(),
                              "candidate", slot.candidate(),
                              "generation", slot.generation()))
                  .toList()));
    }
    return emptied;
  }

  /// Ends an act: an entry of the history, and the director looks again.
  void tell(Handle handle, Project project, String kind, Map<String, Object> data) {
    record(handle, project, kind, data);
    engine.wake(handle, project.id());
  }

  /// As `tell`, for a project that nobody can be at work on yet: what starts it calls the director.
  void record(Handle handle, Project project, String kind, Map<String, Object> data) {
    events.append(
        handle,
        new NewEvent(now(), kind, project.owner(), project.id(), null, null, new HashMap<>(data)));
  }

  private boolean owns(Handle handle, String owner, ProjectId id) {
    return projects.find(handle, id).map(project -> project.owner().equals(owner)).orElse(false);
  }
}
