package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.event.EventStore;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeOrigin;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Films from start to end, and what can go wrong on the way.
abstract class FilmContract extends EngineContract {
  FilmContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @Test
  void makesAFilmFromAPrompt() throws InterruptedException {
    var project = aProject("A lamp flares. A ship turns. The storm ends.");

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.error()).isNull();
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(selected(project))
        .extracting(take -> take.slot().role())
        .containsOnly(
            SlotRole.START_FRAME,
            SlotRole.END_FRAME,
            SlotRole.CLIP,
            SlotRole.NARRATION,
            SlotRole.MUSIC,
            SlotRole.CUT)
        .hasSize(3 * 4 + 2);
    assertThat(studio.images.submissions()).hasSize(4);
    assertThat(attempts(project))
        .extracting(attempt -> attempt.state())
        .containsOnly(AttemptState.BOOKED);
    assertThat(finisher.requests())
        .singleElement()
        .satisfies(
            cut ->
                assertThat(cut.shots())
                    .extracting(shot -> shot.lengthMillis())
                    .containsExactly(3_400L, 3_400L, 3_400L));
  }

  @Test
  void letsTheFinisherWorkAheadAsClipsArrive() throws InterruptedException {
    var project = aProject("A lamp flares. A ship turns. The storm ends.");

    ended(engine.start(project, RunGoal.FINAL));

    eventually(
        "each shot is prepared with its clip", () -> finisher.prepared().equals(Set.of(0, 1, 2)));
  }

  @Test
  void keepsTheCutAsAVideoWithItsCaptions() throws InterruptedException {
    var project = aProject("A lamp flares.");

    ended(engine.start(project, RunGoal.FINAL));

    var cut =
        selected(project).stream()
            .filter(take -> take.slot().role() == SlotRole.CUT)
            .findFirst()
            .orElseThrow();
    var assets = new AssetStore(blobs);
    var video = database.read(handle -> assets.find(handle, cut.assetId())).orElseThrow();
    assertThat(video.mediaType()).isEqualTo("video/mp4");
    var captions = new AssetId((String) cut.params().get("captions"));
    assertThat(database.read(handle -> assets.find(handle, captions)).orElseThrow().mediaType())
        .isEqualTo("application/x-subrip");
    assertThat(
            database.read(handle -> new ProjectStore().find(handle, project)).orElseThrow().title())
        .isEqualTo("A film");
  }

  @Test
  void writesDownWhatChangedHands() throws InterruptedException {
    var project = aProject("A lamp flares.");

    ended(engine.start(project, RunGoal.FINAL));

    var kinds =
        database
            .read(handle -> new EventStore(database).readAfter(handle, 0, project, 1000))
            .stream()
            .map(event -> event.what().kind())
            .toList();
    assertThat(kinds)
        .startsWith("run.started")
        .endsWith("run.done")
        .contains(
            "step.ready",
            "step.leased",
            "attempt.intended",
            "attempt.booked",
            "take.stored",
            "step.done",
            "run.producing",
            "run.finishing");
  }

  @Test
  void tellsHowFarItIs() throws InterruptedException {
    var heard = new CopyOnWriteArrayList<StepProgress>();
    engine.listen(
        new EngineListener() {
          @Override
          public void stepProgressed(StepProgress progress) {
            heard.add(progress);
          }
        });

    ended(engine.start(aProject("A lamp flares. A ship turns."), RunGoal.FINAL));

    assertThat(heard)
        .filteredOn(progress -> progress.role() == SlotRole.CLIP && progress.fraction() == 1)
        .extracting(StepProgress::shotNumber)
        .containsExactlyInAnyOrder(1, 2);
    assertThat(heard).extracting(StepProgress::doing).contains("joining");
  }

  @Test
  void plansOnlyWhenThatIsTheGoal() throws InterruptedException {
    var project = aProject("A lamp flares. A ship turns.");

    var run = ended(engine.start(project, RunGoal.PLAN));

    assertThat(run.state()).isEqualTo(RunState.DONE);
    var shots = database.read(handle -> new StoryboardStore().shots(handle, project));
    assertThat(shots).hasSize(2);
    assertThat(studio.images.submissions()).isEmpty();
  }

  @Test
  void triesAgainWhatMayWorkLater() throws InterruptedException {
    studio.images.rejectsNext(RejectionReason.PROVIDER_FAILURE);
    studio.images.throwsNext();

    var run = ended(engine.start(aProject("A lamp flares."), RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(studio.images.submissions()).hasSize(4);
  }

  @Test
  void failsWithStageAndCauseWhenAProviderSaysNo() throws InterruptedException {
    studio.videos.rejectsNext(RejectionReason.CONTENT_POLICY);

    var run = ended(engine.start(aProject("A lamp flares."), RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error())
        .isEqualTo(new RunError("clip of shot 1", "CONTENT_POLICY", "scripted: CONTENT_POLICY"));
  }

  @Test
  void asksAPlannerThreeTimesAtMostAndSaysHowOftenItWasInVain() throws InterruptedException {
    for (var time = 0; time < 3; time++) {
      studio.storyboarder.rejectsNext(RejectionReason.UNUSABLE_ANSWER);
    }

    var run = ended(engine.start(aProject("A lamp flares."), RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error())
        .isEqualTo(new RunError("plan", "UNUSABLE_ANSWER", "scripted: UNUSABLE_ANSWER"));
    assertThat(studio.storyboarder.submissions())
        .extracting(StoryboardRequest::tries)
        .containsExactly(0, 1, 2);
  }

  @Test
  void keepsWhatIsThereWhenAFailedRunIsResumed() throws InterruptedException {
    var project = aProject("A lamp flares. A ship turns.");
    studio.videos.rejectsNext(RejectionReason.CONTENT_POLICY);
    ended(engine.start(project, RunGoal.FINAL));
    var plans = studio.storyboarder.submissions().size();

    var run = ended(engine.resume(project));

    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(studio.storyboarder.submissions()).hasSize(plans);
    assertThat(studio.images.submissions()).hasSize(3);
    assertThat(studio.videos.submissions()).hasSize(3);
  }

  @Test
  void makesNothingTwiceFromTheSameInputsAndSeed() throws InterruptedException {
    ended(engine.start(aProject("A lamp flares. A ship turns."), RunGoal.FINAL));
    var images = studio.images.submissions().size();
    var videos = studio.videos.submissions().size();
    var again = aProject("A lamp flares. A ship turns.");

    var run = ended(engine.start(again, RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(studio.images.submissions()).hasSize(images);
    assertThat(studio.videos.submissions()).hasSize(videos);
    assertThat(selected(again))
        .filteredOn(take -> take.slot().role() == SlotRole.CLIP)
        .extracting(take -> take.origin())
        .containsOnly(TakeOrigin.INHERITED);
  }

  @Test
  void sharesNothingBetweenOwners() throws InterruptedException {
    ended(engine.start(aProject("ann", "A lamp flares.", Map.of()), RunGoal.FINAL));
    var images = studio.images.submissions().size();

    ended(engine.start(aProject("bob", "A lamp flares.", Map.of()), RunGoal.FINAL));

    assertThat(studio.images.submissions()).hasSize(2 * images);
  }

  @Test
  void failsOnlyThePoisonedProject() throws InterruptedException {
    var poisoned = aProject("A lamp flares.");
    database.update(
        handle ->
            handle.execute(
                "UPDATE project SET recipe = 'unheard of' WHERE id = ?", poisoned.value()));
    var healthy = aProject("A ship turns.");

    var failed = engine.start(poisoned, RunGoal.FINAL);
    var done = ended(engine.start(healthy, RunGoal.FINAL));

    assertThat(done.state()).isEqualTo(RunState.DONE);
    assertThat(ended(failed).state()).isEqualTo(RunState.FAILED);
    assertThat(ended(failed).error().code()).isEqualTo("INTERNAL");
    assertThat(ended(failed).error().message()).contains("unheard of");
  }

  @Test
  void namesTheProviderThatIsNotHere() throws InterruptedException {
    var project =
        aProject(
            "local",
            "A lamp flares.",
            Map.of(SlotRole.START_FRAME, new ModelChoice("acme", "missing")));

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error().code()).isEqualTo("NO_PROVIDER");
    assertThat(run.error().message()).contains("acme");
  }

  @Test
  void sendsNothingThatABudgetForbids() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    var project = aProject("A lamp flares. A ship turns.");
    budget(project, "0.60");

    var blocked = ended(engine.start(project, RunGoal.FINAL));

    assertThat(blocked.state()).isEqualTo(RunState.BLOCKED);
    assertThat(blocked.blockedOn()).isEqualTo(BlockReason.BUDGET);
    assertThat(studio.videos.submissions()).hasSizeLessThanOrEqualTo(1);

    database.update(handle -> handle.execute("UPDATE budget SET cap_micros = 1000000"));
    assertThat(ended(engine.resume(project)).state()).isEqualTo(RunState.DONE);
    assertThat(charged(project)).isEqualTo(Money.usd("1"));
    assertThat(count("SELECT spent_micros FROM budget")).isEqualTo(1_000_000);
    assertThat(count("SELECT held_micros FROM budget")).isZero();
  }

  @Test
  void keepsOneOpenRunPerProject() throws InterruptedException {
    var gate = studio.storyboarder.holdsNext();
    var project = aProject("A lamp flares.");

    var first = engine.start(project, RunGoal.FINAL);
    passes(gate.reached());
    var second = engine.start(project, RunGoal.FINAL);
    gate.open().countDown();

    assertThat(second).isEqualTo(first);
    assertThat(ended(first).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void refusesAProjectThatIsNotThere() {
    var nobody = ProjectId.fresh();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.start(nobody, RunGoal.FINAL))
        .withMessageContaining(nobody.value());
  }

  private void budget(ProjectId project, String cap) {
    database.update(
        handle ->
            handle.execute(
                """
                INSERT INTO budget (id, scope, subject, currency, cap_micros, updated_at)
                VALUES ('b', 'PROJECT', ?, 'USD', ?, 0)
                """,
                project.value(),
                Money.usd(cap).micros()));
  }
}
