package dev.reelwright.desk;

import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Emptied;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes, edits, moves, doubles and removes scenes and shots. What no longer fits is emptied in the
/// same transaction; nothing is made before somebody resumes the project. Thread-safe.
public final class StoryboardDesk {
  public static final int MAX_SCENES = 1_000;
  public static final int MAX_SHOTS = 10_000;

  private final Workbench bench;
  private final RandomGenerator random;

  public StoryboardDesk(Workbench bench, RandomGenerator random) {
    this.bench = bench;
    this.random = random;
  }

  /// @param position place in the project, or null for the end; places beyond it are the end
  public Act<Edited<Scene>> createScene(
      String owner, ProjectId id, String name, String description, @Nullable Integer position) {
    return handle -> {
      var project = bench.project(handle, owner, id);
      var board = board(handle, project);
      if (board.scenes().size() >= MAX_SCENES) {
        throw Refusal.invalid("scenes", "a project has at most " + MAX_SCENES + " scenes");
      }
      var sceneId = SceneId.fresh();
      var at = board.scenePlace(position);
      var scene = new Scene(sceneId, id, at, name, description, sceneId, 0, 0, Map.of());
      bench.storyboards().insert(handle, List.of(scene), List.of(), bench.now());
      var emptied = arrange(handle, project, board.film(), board.withScene(scene, at));
      return done(handle, project, "scene.created", sceneId, emptied);
    };
  }

  /// @param position new place, or null to leave it there
  public Act<Edited<Scene>> editScene(
      String owner,
      SceneId id,
      long version,
      @Nullable String name,
      @Nullable String description,
      @Nullable Integer position) {
    return handle -> {
      var scene = demand(bench.scene(handle, owner, id), version);
      var project = bench.project(handle, owner, scene.projectId());
      var board = board(handle, project);
      var changed =
          new Scene(
              id,
              scene.projectId(),
              scene.position(),
              name == null ? scene.name() : name,
              description == null ? scene.description() : description,
              scene.family(),
              scene.alternate(),
              scene.version(),
              scene.extra());
      if (!bench.storyboards().update(handle, changed, bench.now())) {
        throw Refusal.changed("scene", id, version + 1);
      }
      var emptied =
          position == null
              ? nothing()
              : arrange(
                  handle,
                  project,
                  board.film(),
                  board.withoutScene(id).withScene(changed, board.scenePlace(position)));
      return done(handle, project, "scene.changed", id, emptied);
    };
  }

  /// A second scene after the first, with shots of the same texts and without takes.
  public Act<Edited<Scene>> duplicateScene(String owner, SceneId id) {
    return handle -> {
      var scene = bench.scene(handle, owner, id);
      var project = bench.project(handle, owner, scene.projectId());
      var board = board(handle, project);
      var shots = board.shotsOf(id);
      demandRoom(board, shots.size());
      var copyId = SceneId.fresh();
      var at = board.placeOf(id) + 1;
      var copy =
          new Scene(
              copyId,
              project.id(),
              at,
              scene.name(),
              scene.description(),
              copyId,
              0,
              0,
              scene.extra());
      var copies = shots.stream().map(shot -> doubled(shot, copyId)).toList();
      bench.storyboards().insert(handle, List.of(copy), copies, bench.now());
      var emptied =
          arrange(handle, project, board.film(), board.withScene(copy, at).withShots(copies));
      return done(handle, project, "scene.created", copyId, emptied);
    };
  }

  public Act<Edited<ProjectId>> deleteScene(String owner, SceneId id, long version) {
    return handle -> {
      var scene = demand(bench.scene(handle, owner, id), version);
      var project = bench.project(handle, owner, scene.projectId());
      var board = board(handle, project);
      board.shotsOf(id).forEach(shot -> withdraw(handle, shot.id()));
      if (!bench.storyboards().remove(handle, scene)) {
        throw Refusal.changed("scene", id, version + 1);
      }
      var emptied = arrange(handle, project, board.film(), board.withoutScene(id));
      bench.tell(handle, project, "scene.removed", Map.of("scene", id.value()));
      return new Edited<>(project.id(), emptied);
    };
  }

  public Act<Edited<Shot>> createShot(String owner, SceneId sceneId, NewShot wanted) {
    return handle -> {
      var scene = bench.scene(handle, owner, sceneId);
      var project = bench.project(handle, owner, scene.projectId());
      var board = board(handle, project);
      demandRoom(board, 1);
      var shot = wanted.shot(project.id(), sceneId, random.nextLong(ProjectSettings.MAX_SEED + 1));
      bench.storyboards().insert(handle, List.of(), List.of(shot), bench.now());
      var emptied = arrange(handle, project, board.film(), board.withShot(shot, wanted.position()));
      return doneShot(handle, project, "shot.created", shot.id(), emptied);
    };
  }

  /// Changes a shot; what no longer fits is emptied.
  public Act<Edited<Shot>> editShot(String owner, ShotId id, long version, ShotPatch patch) {
    return handle -> {
      var shot = demand(bench.shot(handle, owner, id), version);
      var project = bench.project(handle, owner, shot.projectId());
      var board = board(handle, project);
      var changed = patch.of(shot);
      if (!bench.storyboards().update(handle, changed, bench.now())) {
        throw Refusal.changed("shot", id, version + 1);
      }
      var after = board.withEdited(changed);
      if (patch.sceneId() != null || patch.position() != null) {
        var target = patch.sceneId() == null ? shot.sceneId() : patch.sceneId();
        if (after.placeOf(target) < 0) {
          throw Refusal.invalid("scene", "the project has no scene " + target);
        }
        after = after.withoutShot(id).withShot(Storyboard.moved(changed, target), patch.position());
      }
      var emptied = arrange(handle, project, board.film(), after);
      return doneShot(handle, project, "shot.changed", id, emptied);
    };
  }

  /// A second shot after the first, with the same texts and without takes.
  public Act<Edited<Shot>> duplicateShot(String owner, ShotId id) {
    return handle -> {
      var shot = bench.shot(handle, owner, id);
      var project = bench.project(handle, owner, shot.projectId());
      var board = board(handle, project);
      demandRoom(board, 1);
      var copy = doubled(shot, shot.sceneId());
      bench.storyboards().insert(handle, List.of(), List.of(copy), bench.now());
      var emptied =
          arrange(handle, project, board.film(), board.withShot(copy, shot.position() + 1));
      return doneShot(handle, project, "shot.created", copy.id(), emptied);
    };
  }

  public Act<Edited<ProjectId>> deleteShot(String owner, ShotId id, long version) {
    return handle -> {
      var shot = demand(bench.shot(handle, owner, id), version);
      var project = bench.project(handle, owner, shot.projectId());
      var board = board(handle, project);
      withdraw(handle, id);
      if (!bench.storyboards().remove(handle, shot)) {
        throw Refusal.changed("shot", id, version + 1);
      }
      var emptied = arrange(handle, project, board.film(), board.withoutShot(id));
      bench.tell(handle, project, "shot.removed", Map.of("shot", id.value()));
      return new Edited<>(project.id(), emptied);
    };
  }

  private Storyboard board(Handle handle, Project project) {
    return new Storyboard(bench.film(handle, project));
  }

  /// Writes the new order down and empties what it does to the film.
  private Emptied arrange(Handle handle, Project project, FilmSnapshot before, Storyboard board) {
    var after = board.numbered();
    var placed = Map.copyOf(before.shots().stream().collect(Storyboard.byId()));
    bench
        .storyboards()
        .placeScenes(
            handle,
            after.scenes().stream().filter(scene -> !before.scenes().contains(scene)).toList(),
            bench.now());
    bench
        .storyboards()
        .placeShots(
            handle,
            after.shots().stream()
                .filter(shot -> !Storyboard.isPlacedAs(shot, placed.get(shot.id())))
                .toList(),
            bench.now());
    follow(handle, project, before.shots().size(), after.shots().size());
    return bench.empty(handle, project, bench.acts(project).ofChange(before, after));
  }

  /// A storyboard that was made longer or shorter by hand is as long as somebody wishes it.
  private void follow(Handle handle, Project project, int shotsBefore, int shots) {
    if (project.settings().shots() != null && shotsBefore != shots) {
      bench
          .projects()
          .recordSettings(
              handle, project.id(), project.settings().withShots(shots == 0 ? null : shots));
    }
  }

  private void withdraw(Handle handle, ShotId id) {
    if (!bench.engine().withdraw(handle, id)) {
      throw Refusal.conflict(
          "SHOT_AT_WORK",
          "shot %s is being made".formatted(id),
          "Stop the project, wait until what is on its way has arrived, and delete it then.");
    }
  }

  private Shot doubled(Shot shot, SceneId scene) {
    var id = ShotId.fresh();
    return new Shot(
        id,
        shot.projectId(),
        scene,
        shot.position(),
        shot.start(),
        shot.length(),
        shot.texts(),
        shot.characterId(),
        random.nextLong(ProjectSettings.MAX_SEED + 1),
        id,
        0,
        0,
        shot.extra());
  }

  private static void demandRoom(Storyboard board, int more) {
    if (board.film().shots().size() + more > MAX_SHOTS) {
      throw Refusal.invalid("shots", "a project has at most " + MAX_SHOTS + " shots");
    }
  }

  private static Scene demand(Scene scene, long version) {
    if (version != Act.ANY_VERSION && scene.version() != version) {
      throw Refusal.changed("scene", scene.id(), scene.version());
    }
    return scene;
  }

  private static Shot demand(Shot shot, long version) {
    if (version != Act.ANY_VERSION && shot.version() != version) {
      throw Refusal.changed("shot", shot.id(), shot.version());
    }
    return shot;
  }

  private Edited<Scene> done(
      Handle handle, Project project, String kind, SceneId id, Emptied emptied) {
    bench.tell(handle, project, kind, Map.of("scene", id.value()));
    return new Edited<>(bench.storyboards().findScene(handle, id).orElseThrow(), emptied);
  }

  private Edited<Shot> doneShot(
      Handle handle, Project project, String kind, ShotId id, Emptied emptied) {
    bench.tell(handle, project, kind, Map.of("shot", id.value()));
    return new Edited<>(bench.storyboards().findShot(handle, id).orElseThrow(), emptied);
  }

  private static Emptied nothing() {
    return new Emptied(List.of(), List.of());
  }
}
