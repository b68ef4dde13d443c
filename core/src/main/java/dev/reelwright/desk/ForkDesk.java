package dev.reelwright.desk;

import dev.reelwright.edit.Edit;
import dev.reelwright.edit.EditKind;
import dev.reelwright.edit.EditStore;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.quote.Quotation;
import dev.reelwright.recipe.ForkBoundaries;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Makes a new project of an old one: its storyboard with edits, its takes except those the edits
/// empty. The old one stays as it is, and files are shared. Thread-safe.
public final class ForkDesk {
  /// What is different in the new project.
  ///
  /// @param edit of title, brief, settings and priority
  /// @param shots edits by shot of the old project
  /// @param without shots that are left out
  /// @param redo slots of the old project whose takes are not inherited, nor what was made from
  ///   them
  public record Fork(
      UnaryOperator<ProjectDesk.Editable> edit,
      Map<ShotId, ShotPatch> shots,
      Set<ShotId> without,
      Set<SlotKey> redo) {
    public Fork {
      shots = Map.copyOf(shots);
      without = Set.copyOf(without);
      redo = Set.copyOf(redo);
    }
  }

  /// What a fork would do.
  ///
  /// @param kept slots with an inherited take, by role
  /// @param made slots that would be filled anew, by role
  /// @param paid what that may cost
  public record Preview(Map<SlotRole, Integer> kept, Map<SlotRole, Integer> made, Quotation paid) {
    public Preview {
      kept = Map.copyOf(kept);
      made = Map.copyOf(made);
    }
  }

  private final Database database;
  private final Workbench bench;
  private final EditStore edits = new EditStore();

  public ForkDesk(Database database, Workbench bench) {
    this.database = database;
    this.bench = bench;
  }

  /// @throws Refusal when the fork is not possible
  public Preview preview(String owner, ProjectId id, Fork fork) {
    return database.read(
        handle -> {
          var film = forked(handle, bench.project(handle, owner, id), fork);
          var needed = bench.acts(film.project()).needed(film);
          var empty = Looking.empty(film, needed);
          var kept = new EnumMap<SlotRole, Integer>(SlotRole.class);
          var made = new EnumMap<SlotRole, Integer>(SlotRole.class);
          film.selected().keySet().forEach(slot -> kept.merge(slot.role(), 1, Integer::sum));
          empty.stream()
              .filter(spec -> spec.kind() != StepKind.PLAN)
              .forEach(spec -> made.merge(spec.slot().role(), 1, Integer::sum));
          return new Preview(kept, made, bench.quotes().of(film, empty));
        });
  }

  /// @param isStarted whether what is missing is made at once
  public Act<Ordered> fork(String owner, ProjectId id, Fork fork, boolean isStarted) {
    return handle -> {
      var source = bench.project(handle, owner, id);
      var film = forked(handle, source, fork);
      var copy = copy(film.project(), source);
      bench.projects().insert(handle, copy);
      var shots = storyboard(handle, film, copy.id());
      takes(handle, film, copy.id(), shots);
      edits(handle, bench.film(handle, source), film, copy.id(), shots);
      bench.tell(handle, copy, "project.created", Map.of("forkedFrom", id.value()));
      var run = isStarted ? bench.engine().start(handle, copy.id(), RunGoal.FINAL) : null;
      return new Ordered(copy, run);
    };
  }

  /// A fork by places, and how much of the source it took over.
  public record Forked(Ordered ordered, ForkBoundaries boundaries) {}

  /// Forks a prompt film by the places of its shots and starts what is missing.
  public Act<Forked> fork(String owner, ProjectId id, FilmFork fork) {
    return handle -> {
      var source = bench.project(handle, owner, id);
      var before = bench.film(handle, source);
      var boundaries = ForkBoundaries.of(source(before), fork.change());
      var film = new Refilming(before, fork, boundaries).film();
      var copy = copy(film.project(), source);
      bench.projects().insert(handle, copy);
      var shots = storyboard(handle, film, copy.id());
      takes(handle, film, copy.id(), shots);
      edits(handle, before, film, copy.id(), shots);
      bench.tell(handle, copy, "project.created", Map.of("forkedFrom", id.value()));
      var run = bench.engine().start(handle, copy.id(), RunGoal.FINAL);
      return new Forked(new Ordered(copy, run), boundaries);
    };
  }

  private static ForkBoundaries.Source source(FilmSnapshot film) {
    var shots = film.shots();
    var wished = film.project().settings().shots();
    return new ForkBoundaries.Source(
        wished == null ? shots.size() : wished,
        shots.size(),
        place ->
            film.take(shots.get(place).id(), SlotRole.START_FRAME).isPresent()
                && film.take(shots.get(place).id(), SlotRole.END_FRAME).isPresent(),
        place -> film.take(shots.get(place).id(), SlotRole.CLIP).isPresent());
  }

  /// The old project as the new one will be, with old ids.
  private FilmSnapshot forked(Handle handle, Project source, Fork fork) {
    var before = bench.film(handle, source);
    var known = before.shots().stream().map(Shot::id).collect(Collectors.toSet());
    demandKnown(known, fork.shots().keySet(), "shots");
    demandKnown(known, fork.without(), "without");
    var shots =
        before.shots().stream()
            .filter(shot -> !fork.without().contains(shot.id()))
            .map(shot -> fork.shots().containsKey(shot.id()) ? edited(fork, shot) : shot)
            .toList();
    if (shots.isEmpty() && !before.shots().isEmpty()) {
      throw Refusal.invalid("without", "at least one shot must remain");
    }
    var wanted =
        fork.edit()
            .apply(
                new ProjectDesk.Editable(
                    source.title(), source.brief(), source.settings(), source.priority()));
    var after =
        new Storyboard(
                before.with(ProjectDesk.changed(source, wanted)).with(before.scenes(), shots))
            .numbered();
    var emptied =
        bench.acts(source).ofChange(before, after).stream()
            .map(Slot::key)
            .collect(Collectors.toSet());
    for (var key : fork.redo()) {
      emptied.add(key);
      after
          .take(key)
          .map(Take::slot)
          .ifPresent(
              slot ->
                  bench
                      .acts(source)
                      .ofReplacement(after, slot)
                      .forEach(each -> emptied.add(each.key())));
    }
    var kept = shots.stream().map(shot -> shot.id().value()).collect(Collectors.toSet());
    before.selected().keySet().stream()
        .filter(slot -> !slot.role().belongsToProject() && !kept.contains(slot.subjectId()))
        .forEach(emptied::add);
    return after.without(emptied);
  }

  private static Shot edited(Fork fork, Shot shot) {
    var patch = fork.shots().get(shot.id());
    return patch == null ? shot : patch.of(shot);
  }

  private static void demandKnown(Set<ShotId> known, Set<ShotId> named, String field) {
    for (var id : named) {
      if (!known.contains(id)) {
        throw Refusal.invalid(field, "the project has no shot " + id);
      }
    }
  }

  private Project copy(Project wanted, Project source) {
    var now = bench.now();
    return new Project(
        ProjectId.fresh(),
        wanted.owner(),
        wanted.surface(),
        wanted.recipe(),
        wanted.title(),
        wanted.brief(),
        wanted.settings(),
        wanted.storyboardRaw(),
        source.id(),
        null,
        wanted.campaignId(),
        wanted.clientId(),
        wanted.priority(),
        0,
        0,
        wanted.extra(),
        now,
        now);
  }

  private Map<ShotId, ShotId> storyboard(Handle handle, FilmSnapshot film, ProjectId project) {
    var scenes = new HashMap<SceneId, SceneId>();
    var shots = new HashMap<ShotId, ShotId>();
    film.scenes().forEach(scene -> scenes.put(scene.id(), SceneId.fresh()));
    film.shots().forEach(shot -> shots.put(shot.id(), ShotId.fresh()));
    bench
        .storyboards()
        .insert(
            handle,
            film.scenes().stream().map(scene -> copy(scene, project, scenes)).toList(),
            film.shots().stream().map(shot -> copy(shot, project, scenes, shots)).toList(),
            bench.now());
    return shots;
  }

  private void takes(
      Handle handle, FilmSnapshot film, ProjectId project, Map<ShotId, ShotId> shots) {
    for (var take : List.copyOf(film.selected().values())) {
      var old = take.slot();
      var shot = old.shotId() == null ? null : shots.get(old.shotId());
      var slot = new Slot(project, shot, old.role(), old.candidate(), 0);
      var inherited =
          new Take(
              TakeId.fresh(),
              slot,
              take.digest(),
              take.assetId(),
              take.provider(),
              take.model(),
              take.params(),
              take.seed(),
              null,
              take.lane(),
              // A picture that somebody brought stays theirs: no edit empties it.
              take.origin() == TakeOrigin.UPLOADED ? TakeOrigin.UPLOADED : TakeOrigin.INHERITED,
              false,
              false,
              null,
              null,
              bench.now());
      bench.takes().insertIfCurrent(handle, inherited);
    }
  }

  /// What people decided goes along with its shot; captions only where the same is said.
  private void edits(
      Handle handle,
      FilmSnapshot before,
      FilmSnapshot film,
      ProjectId project,
      Map<ShotId, ShotId> shots) {
    var said = new HashMap<String, String>();
    before.shots().forEach(shot -> said.put(shot.id().value(), shot.texts().narration()));
    var subjects = new HashMap<String, String>();
    subjects.put(FilmEdits.NARRATION, FilmEdits.NARRATION);
    subjects.put(FilmEdits.MUSIC, FilmEdits.MUSIC);
    shots.forEach((old, copy) -> subjects.put(old.value(), copy.value()));
    var changed =
        film.shots().stream()
            .filter(shot -> !shot.texts().narration().equals(said.get(shot.id().value())))
            .map(shot -> shot.id().value())
            .collect(Collectors.toSet());
    for (var edit : edits.ofProject(handle, before.project().id())) {
      var subject = subjects.get(edit.subject());
      boolean isOutdated = edit.kind() == EditKind.CAPTION && changed.contains(edit.subject());
      if (subject != null && !isOutdated) {
        var now = bench.now();
        edits.put(handle, Edit.fresh(project, subject, edit.kind(), edit.value(), now), now);
      }
    }
  }

  private static Scene copy(Scene scene, ProjectId project, Map<SceneId, SceneId> ids) {
    var id = copyOf(ids, scene.id());
    return new Scene(
        id, project, scene.position(), scene.name(), scene.description(), id, 0, 0, scene.extra());
  }

  private static Shot copy(
      Shot shot, ProjectId project, Map<SceneId, SceneId> scenes, Map<ShotId, ShotId> ids) {
    var id = copyOf(ids, shot.id());
    return new Shot(
        id,
        project,
        copyOf(scenes, shot.sceneId()),
        shot.position(),
        shot.start(),
        shot.length(),
        shot.texts(),
        shot.characterId(),
        shot.seed(),
        id,
        0,
        0,
        shot.extra());
  }

  private static <K> K copyOf(Map<K, K> copies, K original) {
    var copy = copies.get(original);
    if (copy == null) {
      throw new IllegalStateException("nothing was copied for " + original);
    }
    return copy;
  }
}
