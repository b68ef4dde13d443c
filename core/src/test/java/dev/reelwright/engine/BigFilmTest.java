package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.recipe.PromptFilmRecipe;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The director on its own, stepped by hand: how does its effort grow with the film?
class BigFilmTest extends StoreContract {
  private static final int SHOTS = 2_000;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final FakeStudio studio = new FakeStudio();
  private Stores stores;
  private Films films;
  private History history;
  private Director director;

  BigFilmTest() {
    super(TestDatabases::sqlite);
  }

  @BeforeEach
  void assemble() {
    var clock = InstantSource.fixed(NOW);
    var settings =
        new EngineSettings("local", 4, 2, 4, new ModelChoice("fake", "fake"), Duration.ZERO);
    var casting = new Casting(studio, settings);
    stores = Stores.of(database, blobs);
    films = new Films(stores, casting);
    history = new History(stores.events(), clock);
    var runs = new RunMoves(stores, history, new Audience(), clock);
    var wakes = new Wakes(stores, films, timer);
    var recipe = new PromptFilmRecipe();
    director =
        new Director(
            stores, films, casting, Map.of(recipe.name(), recipe), runs, history, wakes, clock);
  }

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void readsEachTakeAFixedNumberOfTimes() {
    var film = storedFilm("ann", SHOTS);
    var picture = storedAsset(film.project(), "picture");
    fillFrames(film, picture);
    var run = begin(film);
    var ordered = 0;

    director.advance(film.project().id());
    for (var looks = 0; looks < SHOTS; looks++) {
      var ready = ready(run);
      assertThat(ready.size()).isLessThanOrEqualTo(Director.MAX_READY);
      if (ready.isEmpty()) {
        break;
      }
      for (var step : ready) {
        complete(step, picture);
        ordered++;
        director.advance(film.project().id());
      }
    }

    var perShot = 2 + 1 + 1;
    assertThat(ordered).isEqualTo(SHOTS * 2 + 1);
    assertThat(films.takesRead()).isLessThan(3L * SHOTS * perShot);
    assertThat(database.read(handle -> stores.runs().find(handle, run.id())).orElseThrow().state())
        .isEqualTo(RunState.DONE);
  }

  private Run begin(Samples.Film film) {
    var run =
        new Run(
            RunId.fresh(),
            film.project().id(),
            null,
            RunGoal.FINAL,
            PromptFilmRecipe.NAME,
            1,
            RunState.PLANNING,
            null,
            null,
            NOW,
            null,
            null);
    database.update(handle -> stores.runs().insert(handle, run));
    return run;
  }

  private void fillFrames(Samples.Film film, Asset picture) {
    database.update(
        handle -> {
          for (var shot = 0; shot < film.shots().size(); shot++) {
            var start = Samples.take(film.slot(shot, SlotRole.START_FRAME, 0), picture.id());
            var end = Samples.take(film.slot(shot, SlotRole.END_FRAME, 0), picture.id());
            new TakeStore().insertIfCurrent(handle, start);
            new TakeStore().insertIfCurrent(handle, end);
          }
        });
  }

  private List<Step> ready(Run run) {
    return database.read(handle -> stores.steps().open(handle, run.id()));
  }

  private void complete(Step step, Asset result) {
    database.update(
        handle -> {
          stores.steps().lease(handle, step.id(), step.lane(), "local", NOW);
          var leased = stores.steps().find(handle, step.id()).orElseThrow();
          var take = stores.takes().insertIfCurrent(handle, Samples.take(step.slot(), result.id()));
          stores.steps().done(handle, leased, take.id().value(), NOW);
          history.ofStep(handle, leased, Films.TAKE_STORED, Map.of("take", take.id().value()));
        });
  }
}
