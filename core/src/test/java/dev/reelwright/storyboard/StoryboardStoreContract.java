package dev.reelwright.storyboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.store.Database;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class StoryboardStoreContract extends StoreContract {
  private final StoryboardStore storyboards = new StoryboardStore();

  StoryboardStoreContract(Supplier<Database> source) {
    super(source);
  }

  @Test
  void findsScenesAndShotsAsTheyWereStored() {
    var film = storedFilm("ann", 3);

    var scene = database.read(handle -> storyboards.findScene(handle, film.scene().id()));
    assertThat(scene).contains(film.scene());
    assertThat(shots(film)).isEqualTo(film.shots());
    assertThat(find(film.shots().get(1))).contains(film.shots().get(1));
  }

  @Test
  void listsShotsInTheOrderTheyAreToldWhateverTheOrderTheyWereStoredIn() {
    var film = Samples.film("ann", 3);
    stored(film.project());
    var sceneId = SceneId.fresh();
    var opening =
        new Scene(sceneId, film.project().id(), 0, "Opening", "", sceneId, 0, 0, Map.of());
    var second = moved(film.scene(), 1);
    var openingShot = Samples.shot(opening, 0);
    var shuffled =
        List.of(film.shots().get(2), film.shots().get(0), openingShot, film.shots().get(1));

    database.update(handle -> storyboards.insert(handle, List.of(second, opening), shuffled, NOW));

    assertThat(shots(film))
        .containsExactly(
            openingShot, film.shots().get(0), film.shots().get(1), film.shots().get(2));
    var scenes = database.read(handle -> storyboards.scenes(handle, film.project().id()));
    assertThat(scenes).containsExactly(opening, second);
  }

  @Test
  void storesAllShotsOrNone() {
    var film = Samples.film("ann", 2);
    stored(film.project());
    var twice = List.of(film.shots().get(0), film.shots().get(1), film.shots().get(0));

    assertThatThrownBy(
            () ->
                database.update(
                    handle -> storyboards.insert(handle, List.of(film.scene()), twice, NOW)))
        .isInstanceOf(RuntimeException.class);

    assertThat(shots(film)).isEmpty();
  }

  @Test
  void storesTenThousandShots() {
    var film = storedFilm("ann", 10_000);

    assertThat(shots(film)).isEqualTo(film.shots());
  }

  @Test
  void changesTextsAndLengthOfAShotAndRaisesItsVersion() {
    var film = storedFilm("ann", 1);
    var changed = described(film.shots().getFirst(), "A storm");

    boolean updated = database.write(handle -> storyboards.update(handle, changed, NOW));

    assertThat(updated).isTrue();
    var found = find(changed).orElseThrow();
    assertThat(found.texts()).isEqualTo(changed.texts());
    assertThat(found.length()).isEqualTo(Duration.ofMillis(1500));
    assertThat(found.version()).isEqualTo(1);
  }

  @Test
  void refusesTheSecondOfTwoChangesOfOneVersion() {
    var film = storedFilm("ann", 1);
    var shot = film.shots().getFirst();
    database.update(handle -> storyboards.update(handle, described(shot, "first"), NOW));

    boolean second =
        database.write(handle -> storyboards.update(handle, described(shot, "second"), NOW));

    assertThat(second).isFalse();
    assertThat(find(shot).orElseThrow().texts().description()).isEqualTo("first");
  }

  @Test
  void changesASceneOnceForEachVersion() {
    var film = storedFilm("ann", 1);
    var changed = moved(film.scene(), 4);

    boolean first = database.write(handle -> storyboards.update(handle, changed, NOW));
    boolean second = database.write(handle -> storyboards.update(handle, changed, NOW));

    assertThat(first).isTrue();
    assertThat(second).isFalse();
  }

  private List<Shot> shots(Samples.Film film) {
    return database.read(handle -> storyboards.shots(handle, film.project().id()));
  }

  private Optional<Shot> find(Shot shot) {
    return database.read(handle -> storyboards.findShot(handle, shot.id()));
  }

  private static Scene moved(Scene scene, int position) {
    return new Scene(
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

  private static Shot described(Shot shot, String description) {
    return new Shot(
        shot.id(),
        shot.projectId(),
        shot.sceneId(),
        shot.position(),
        shot.start(),
        Duration.ofMillis(1500),
        new ShotTexts(description, "", "", "", "", "", "", ""),
        shot.characterId(),
        shot.seed(),
        shot.family(),
        shot.alternate(),
        shot.version(),
        shot.extra());
  }
}
