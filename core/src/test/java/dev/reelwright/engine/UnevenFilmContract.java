package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.ledger.AttemptState;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Films whose storyboard came out too short, and films that do without some of their shots.
abstract class UnevenFilmContract extends EngineContract {
  private static final String TWO_SHOTS = "A lamp flares. A ship turns.";

  UnevenFilmContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @Test
  void asksOnceMoreForTheShotsThatAStoryboardLacks() throws InterruptedException {
    var project = aFilmOf(5, false);

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).as(String.valueOf(run.error())).isEqualTo(RunState.DONE);
    assertThat(studio.storyboarder.submissions())
        .extracting(StoryboardRequest::missing)
        .containsExactly(5, 3);
    assertThat(studio.storyboarder.submissions().getLast().existing())
        .extracting(shot -> shot.texts().description())
        .containsExactly("A lamp flares", "A ship turns");
    assertThat(descriptions(project))
        .containsExactly(
            "A lamp flares", "A ship turns", "And on it goes", "And on it goes", "And on it goes");
    assertThat(finisher.requests())
        .singleElement()
        .satisfies(cut -> assertThat(cut.shots()).hasSize(5));
  }

  @Test
  void cutsWhatAStoryboardHasTooMuch() throws InterruptedException {
    var project = aFilmOf(1, false);

    ended(engine.start(project, RunGoal.FINAL));

    assertThat(descriptions(project)).containsExactly("A lamp flares");
  }

  @Test
  void leavesALostShotOutOfTheFilm() throws InterruptedException {
    var project = aFilmOf(2, true);
    studio.videos.rejectsNext(RejectionReason.INVALID_REQUEST);

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).as(String.valueOf(run.error())).isEqualTo(RunState.DONE);
    assertThat(finisher.requests())
        .singleElement()
        .satisfies(cut -> assertThat(cut.shots()).hasSize(1));
    assertThat(studio.videos.submissions()).hasSize(2);
  }

  @Test
  void failsWhenNothingIsLeftToShowAndTriesAgainWhenToldTo() throws InterruptedException {
    var project = aFilmOf(2, true);
    studio.videos.rejectsNext(RejectionReason.INVALID_REQUEST);
    studio.videos.rejectsNext(RejectionReason.INVALID_REQUEST);

    var failed = ended(engine.start(project, RunGoal.FINAL));
    var resumed = ended(engine.resume(project));

    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.error())
        .isEqualTo(
            new RunError("cut", "NO_CLIPS", "No completed video clips available for stitching"));
    assertThat(resumed.state()).isEqualTo(RunState.DONE);
    assertThat(finisher.requests())
        .singleElement()
        .satisfies(cut -> assertThat(cut.shots()).hasSize(2));
  }

  @Test
  void asksForAClipThatIsAgainstTheRulesInMoreCarefulWords() throws InterruptedException {
    var project = aFilmOf(2, true);
    studio.videos.rejectsNext(RejectionReason.CONTENT_POLICY);

    ended(engine.start(project, RunGoal.FINAL));

    var asked = studio.videos.submissions();
    assertThat(asked).hasSize(3);
    assertThat(asked.get(1).motion()).endsWith(asked.get(0).motion());
    assertThat(asked.get(1).motion()).isNotEqualTo(asked.get(0).motion());
    assertThat(asked.get(1).lastFrame().hash()).isEqualTo(asked.get(0).lastFrame().hash());
    assertThat(asked.get(2).motion()).isEqualTo(asked.get(0).motion());
    assertThat(studio.images.submissions()).hasSize(3);
  }

  @Test
  void drawsTheLastFrameAnewAndHandsItOnWhenCarefulWordsDoNotHelp() throws InterruptedException {
    var project = aFilmOf(2, true);
    studio.videos.rejectsNext(RejectionReason.CONTENT_POLICY);
    studio.videos.rejectsNext(RejectionReason.CONTENT_POLICY);

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).as(String.valueOf(run.error())).isEqualTo(RunState.DONE);
    var asked = studio.videos.submissions();
    assertThat(asked).hasSize(4);
    assertThat(asked.get(2).firstFrame().hash()).isEqualTo(asked.get(0).firstFrame().hash());
    assertThat(asked.get(2).lastFrame().hash()).isNotEqualTo(asked.get(0).lastFrame().hash());
    assertThat(asked.get(3).firstFrame().hash()).isEqualTo(asked.get(2).lastFrame().hash());
    var drawn = studio.images.submissions();
    assertThat(drawn).hasSize(4);
    assertThat(drawn)
        .filteredOn(picture -> picture.prompt().endsWith(". A lamp flares"))
        .singleElement()
        .satisfies(
            anew ->
                assertThat(anew.reference().hash()).isEqualTo(asked.get(0).firstFrame().hash()));
    assertThat(attempts(project, AttemptState.REJECTED)).hasSize(2);
  }

  @Test
  void givesAClipUpThatIsAgainstTheRulesHoweverItIsAskedFor() throws InterruptedException {
    var project = aFilmOf(2, true);
    for (var tries = 0; tries < 3; tries++) {
      studio.videos.rejectsNext(RejectionReason.CONTENT_POLICY);
    }

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(4);
    assertThat(
            count(
                "SELECT COUNT(*) FROM step WHERE state = 'FAILED' AND error LIKE ?",
                "%" + PolicyLadder.EXHAUSTED + "%"))
        .isEqualTo(1);
    assertThat(finisher.requests())
        .singleElement()
        .satisfies(cut -> assertThat(cut.shots()).hasSize(1));
  }

  @Test
  void failsAtALostShotThatTheFilmNeeds() throws InterruptedException {
    var project = aFilmOf(2, false);
    studio.videos.rejectsNext(RejectionReason.CONTENT_POLICY);

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void failsAtAFrameEvenWhereShotsMayBeLost() throws InterruptedException {
    var project = aFilmOf(2, true);
    studio.images.rejectsNext(RejectionReason.INVALID_REQUEST);

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(selected(project))
        .extracting(take -> take.slot().role())
        .doesNotContain(SlotRole.CUT);
  }

  private List<String> descriptions(ProjectId project) {
    return database.read(
        handle ->
            new StoryboardStore()
                .shots(handle, project).stream().map(shot -> shot.texts().description()).toList());
  }

  private ProjectId aFilmOf(int shots, boolean leavesOutLostShots) {
    var settings =
        new ProjectSettings(
            Format.ofAspect("16:9"),
            null,
            Duration.ofSeconds(6),
            shots,
            5,
            false,
            false,
            false,
            false,
            Map.of(),
            null,
            null,
            leavesOutLostShots,
            leavesOutLostShots ? 1 : null,
            null,
            false);
    var project =
        new Project(
            ProjectId.fresh(),
            "local",
            "pipeline",
            "prompt-film",
            "",
            Brief.ofPrompt(TWO_SHOTS),
            settings,
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            Map.of(),
            Instant.EPOCH,
            Instant.EPOCH);
    database.update(handle -> new ProjectStore().insert(handle, project));
    return project.id();
  }
}
