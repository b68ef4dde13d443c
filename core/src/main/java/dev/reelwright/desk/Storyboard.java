package dev.reelwright.desk;

import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The order of scenes and shots of a film, to be rearranged in thought. Immutable; alternates do
/// not take part.
final class Storyboard {
  private final FilmSnapshot film;
  private final List<Scene> scenes;
  private final Map<SceneId, List<Shot>> shots;

  Storyboard(FilmSnapshot film) {
    this(film, film.scenes(), grouped(film));
  }

  private Storyboard(FilmSnapshot film, List<Scene> scenes, Map<SceneId, List<Shot>> shots) {
    this.film = film;
    this.scenes = scenes;
    this.shots = shots;
  }

  FilmSnapshot film() {
    return film;
  }

  List<Scene> scenes() {
    return scenes;
  }

  List<Shot> shotsOf(SceneId scene) {
    return shots.getOrDefault(scene, List.of());
  }

  /// Place of a scene, -1 when it is none of the film.
  int placeOf(SceneId id) {
    return scenes.stream().map(Scene::id).toList().indexOf(id);
  }

  int scenePlace(@Nullable Integer wanted) {
    return wanted == null ? scenes.size() : Math.clamp(wanted, 0, scenes.size());
  }

  Storyboard withScene(Scene scene, int place) {
    var changed = new ArrayList<>(scenes);
    changed.add(Math.min(place, changed.size()), scene);
    return new Storyboard(film, changed, shots);
  }

  Storyboard withoutScene(SceneId id) {
    return new Storyboard(
        film, scenes.stream().filter(scene -> !scene.id().equals(id)).toList(), shots);
  }

  /// With shots at the ends of their scenes.
  Storyboard withShots(List<Shot> more) {
    var board = this;
    for (var shot : more) {
      board = board.withShot(shot, null);
    }
    return board;
  }

  Storyboard withShot(Shot shot, @Nullable Integer place) {
    var list = new ArrayList<>(shotsOf(shot.sceneId()));
    list.add(place == null ? list.size() : Math.clamp(place, 0, list.size()), shot);
    return with(shot.sceneId(), list);
  }

  Storyboard withoutShot(ShotId id) {
    var changed = new LinkedHashMap<>(shots);
    changed.replaceAll((_, list) -> list.stream().filter(shot -> !shot.id().equals(id)).toList());
    return new Storyboard(film, scenes, changed);
  }

  Storyboard withEdited(Shot changed) {
    return with(
        changed.sceneId(),
        shotsOf(changed.sceneId()).stream()
            .map(shot -> shot.id().equals(changed.id()) ? changed : shot)
            .toList());
  }

  /// The film in this order, places and starts counted anew.
  FilmSnapshot numbered() {
    var newScenes = new ArrayList<Scene>();
    var newShots = new ArrayList<Shot>();
    for (var scene : scenes) {
      newScenes.add(at(scene, newScenes.size()));
      var start = Duration.ZERO;
      var position = 0;
      for (var shot : shotsOf(scene.id())) {
        newShots.add(placed(shot, shot.sceneId(), position++, start));
        start = start.plus(shot.length());
      }
    }
    return film.with(newScenes, newShots);
  }

  static Shot moved(Shot shot, SceneId scene) {
    return placed(shot, scene, shot.position(), shot.start());
  }

  static Collector<Shot, ?, Map<ShotId, Shot>> byId() {
    return Collectors.toMap(Shot::id, Function.identity());
  }

  static boolean isPlacedAs(Shot shot, @Nullable Shot before) {
    return before != null
        && shot.sceneId().equals(before.sceneId())
        && shot.position() == before.position()
        && shot.start().equals(before.start());
  }

  private Storyboard with(SceneId scene, List<Shot> list) {
    var changed = new LinkedHashMap<>(shots);
    changed.put(scene, list);
    return new Storyboard(film, scenes, changed);
  }

  private static Map<SceneId, List<Shot>> grouped(FilmSnapshot film) {
    return film.shots().stream()
        .collect(Collectors.groupingBy(Shot::sceneId, LinkedHashMap::new, Collectors.toList()));
  }

  private static Scene at(Scene scene, int position) {
    return scene.position() == position
        ? scene
        : new Scene(
            scene.id(),
            scene.projectId(),
            position,
            scene.name(),
            scene.description(),
            scene.family(),
            scene.alternate(),
            scene.version(),
            scene.extra());
  }

  private static Shot placed(Shot shot, SceneId scene, int position, Duration start) {
    return new Shot(
        shot.id(),
        shot.projectId(),
        scene,
        position,
        start,
        shot.length(),
        shot.texts(),
        shot.characterId(),
        shot.seed(),
        shot.family(),
        shot.alternate(),
        shot.version(),
        shot.extra());
  }
}
