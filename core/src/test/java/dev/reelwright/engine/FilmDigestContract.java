package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.AssetStore;
import dev.reelwright.production.FilmDigest;
import dev.reelwright.production.FilmDigest.Made;
import dev.reelwright.production.FilmDigest.Progress;
import dev.reelwright.production.FilmDigests;
import dev.reelwright.production.Productions;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.store.Database;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

abstract class FilmDigestContract extends EngineContract {
  private final FilmDigests digests = new FilmDigests();

  FilmDigestContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @Test
  void saysTheSameAsTheWholeProduction() throws InterruptedException {
    var project = aProject("One. Two. Three.");
    ended(engine.start(project, RunGoal.FINAL));

    var film = film(project);

    var whole = new Productions(database, new AssetStore(blobs)).load(project).orElseThrow();
    assertThat(film.newestRun()).isEqualTo(whole.newestRun());
    assertThat(film.progress()).isEqualTo(new Progress(true, 3, 3, 3, 0));
    assertThat(film.made()).isEqualTo(new Made(1, 4, 3));
    var shots = database.read(handle -> digests.shots(handle, film));
    for (int place = 0; place < 3; place++) {
      var id = whole.shots().get(place).id();
      var shot = shots.get(place);
      assertThat(shot.texts()).isEqualTo(whole.shots().get(place).texts());
      assertThat(shot.start())
          .isEqualTo(whole.selected(id, SlotRole.START_FRAME).map(Take::id).orElseThrow());
      assertThat(shot.end())
          .isEqualTo(whole.selected(id, SlotRole.END_FRAME).map(Take::id).orElseThrow());
      assertThat(shot.clip())
          .isEqualTo(whole.selected(id, SlotRole.CLIP).map(Take::id).orElseThrow());
    }
  }

  @Test
  void readsAFilmOfAnyLengthInTwoQueries() throws InterruptedException {
    for (var prompt : new String[] {"One.", "1. 2. 3. 4. 5. 6. 7. 8. 9. 10."}) {
      var project = aProject(prompt);
      ended(engine.start(project, RunGoal.FINAL));
      var queries = new AtomicInteger();

      database.read(
          handle -> {
            handle
                .getConfig(SqlStatements.class)
                .setSqlLogger(
                    new SqlLogger() {
                      @Override
                      public void logAfterExecution(StatementContext context) {
                        queries.incrementAndGet();
                      }
                    });
            var film = digests.find(handle, "local", "cli", project).orElseThrow();
            return digests.shots(handle, film);
          });

      assertThat(queries).hasValue(2);
    }
  }

  @Test
  void namesTheStepThatFailedAndForgetsItWhenResumed() throws InterruptedException {
    studio.images.rejectsNext(RejectionReason.INVALID_REQUEST);
    var project = aProject("One.");
    ended(engine.start(project, RunGoal.FINAL));
    var failed = film(project);

    var gate = studio.images.holdsNext();
    engine.resume(project);
    assertThat(gate.reached().await(60, TimeUnit.SECONDS)).isTrue();
    var resumed = film(project);
    gate.open().countDown();

    assertThat(failed.failedStep()).isEqualTo(StepKind.FRAME);
    assertThat(failed.newestRun().orElseThrow().failure().code()).isEqualTo("INVALID_REQUEST");
    assertThat(resumed.failedStep()).isNull();
    assertThat(resumed.newestRun().orElseThrow().failure()).isNull();
  }

  @Test
  void showsAnotherOwnerNothing() {
    var project = aProject("One.");

    var stranger = database.read(handle -> digests.find(handle, "other", "cli", project));
    var elsewhere = database.read(handle -> digests.find(handle, "local", "t2v", project));
    var own = database.read(handle -> digests.list(handle, "local", "cli", null, null));

    assertThat(stranger).isEmpty();
    assertThat(elsewhere).isEmpty();
    assertThat(own).extracting(FilmDigest::id).containsExactly(project);
  }

  private FilmDigest film(ProjectId project) {
    return database.read(handle -> digests.find(handle, "local", "cli", project)).orElseThrow();
  }
}
