package dev.reelwright.http.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.Recorded;
import dev.reelwright.production.Failure;
import dev.reelwright.production.FilmDigest;
import dev.reelwright.production.FilmDigest.Made;
import dev.reelwright.production.FilmDigest.Progress;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.ShotDigest;
import dev.reelwright.project.Brief;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.TakeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineMappingTest {
  private static final PipelineSettings HOW = new PipelineSettings(100, 1, null);

  private final Recorded recorded = Recorded.of(PipelineMappingTest.class);
  private final PipelineViews views = new PipelineViews(new PipelineModels());

  @Test
  void aRequestComesBackAsItWasAsked() {
    var asked = recorded.read("generate", GenerateRequest.class);

    var order = PipelineIntake.order(asked, "local", 42, HOW);

    assertThat(order.settings().shots()).isEqualTo(3);
    assertThat(order.settings().length()).isEqualTo(order.settings().shotLength().multipliedBy(3));
    assertThat(
            Recorded.written(
                PipelineIntake.askedFor(
                    Recorded.stored(order.brief()),
                    Recorded.stored(order.settings()),
                    order.extra())))
        .isEqualTo(recorded.json("generate"));
  }

  @Test
  void aCompleteFilmWithFailedScenesComesBackAsItWasShown() {
    var shown = recorded.read("detail", ProjectDetail.class);

    var order =
        PipelineIntake.order(recorded.read("generate", GenerateRequest.class), "local", 42, HOW);
    var film =
        film(
            shown,
            order.brief(),
            order.settings(),
            order.extra(),
            RunState.DONE,
            new Progress(true, 3, 3, 1, 2),
            new Made(1, 4, 3));

    assertThat(Recorded.written(views.detail(film, shots(shown))))
        .isEqualTo(recorded.json("detail"));
    assertThat(Recorded.written(views.statusResponse(film))).isEqualTo(recorded.json("status"));
  }

  @Test
  void aForkWithInheritedFramesAndClipsComesBackAsItWasShown() {
    var shown = recorded.read("forked", ProjectDetail.class);
    var asked = recorded.read("fork", ForkRequest.class);
    assertThat(Recorded.written(asked)).isEqualTo(recorded.json("fork"));
    var merged = asked.over(recorded.read("generate", GenerateRequest.class));

    var fork = PipelineIntake.fork(asked, merged, merged.sceneCount(), 43, 1, null);

    assertThat(fork.settings().shots()).isEqualTo(4);
    assertThat(fork.change().deleted()).containsExactly(0);
    assertThat(fork.change().motions()).containsExactly(1);
    assertThat(fork.change().areClipsTouched()).isTrue();
    assertThat(fork.change().areFramesTouched()).isFalse();
    assertThat(fork.change().isReplanned()).isFalse();
    assertThat(fork.shots().get(1).motion()).isEqualTo("The lamp flares slowly");
    var film =
        film(
            shown,
            fork.brief(),
            fork.settings(),
            fork.extra(),
            RunState.PRODUCING,
            new Progress(false, 3, 2, 1, 0),
            new Made(0, 2, 0));
    assertThat(Recorded.written(views.detail(film, shots(shown))))
        .isEqualTo(recorded.json("forked"));
  }

  @Test
  void aFailureNamesTheStepThatFailed() {
    var failure = new Failure("UNAVAILABLE", "the planner did not answer", true);

    var shown = views.statusResponse(failed(failure, StepKind.FRAME));

    assertThat(shown.status()).isEqualTo("failed");
    assertThat(shown.errorMessage())
        .isEqualTo("keyframes failed: UNAVAILABLE: the planner did not answer");
  }

  @Test
  void aFilmOfWhichNothingIsLeftSaysSoAndNothingElse() {
    var failure = new Failure("NO_CLIPS", "No completed video clips available for stitching", true);

    assertThat(views.statusResponse(failed(failure, null)).errorMessage())
        .isEqualTo("No completed video clips available for stitching");
  }

  @Test
  void costsWhatTheContractSays() {
    var models = new PipelineModels();
    var asked = recorded.read("generate", GenerateRequest.class);

    // 0.023 for the storyboard, 4 pictures at 0.04, 3 clips of 6 seconds at 0.15
    assertThat(models.estimate(asked).amount()).isEqualByComparingTo("2.883");
    assertThat(models.cost(asked, Made.NOTHING).amount()).isEqualByComparingTo("0");
  }

  private FilmDigest failed(Failure failure, StepKind step) {
    var order =
        PipelineIntake.order(recorded.read("generate", GenerateRequest.class), "local", 42, HOW);
    return new FilmDigest(
        ProjectId.fresh(),
        "local",
        order.brief(),
        order.settings(),
        null,
        order.extra(),
        Instant.EPOCH,
        Instant.EPOCH,
        new RunFacts(
            RunId.fresh(),
            RunGoal.FINAL,
            RunState.FAILED,
            null,
            failure,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH),
        step,
        Progress.NONE,
        Made.NOTHING);
  }

  private static FilmDigest film(
      ProjectDetail shown,
      Brief brief,
      ProjectSettings settings,
      Map<String, Object> extra,
      RunState state,
      Progress progress,
      Made made) {
    return new FilmDigest(
        new ProjectId(shown.projectId()),
        "local",
        brief,
        settings,
        shown.forkedFrom() == null ? null : new ProjectId(shown.forkedFrom()),
        extra,
        shown.createdAt().plusMillis(250),
        shown.updatedAt().plusMillis(999),
        new RunFacts(
            RunId.fresh(),
            RunGoal.FINAL,
            state,
            null,
            null,
            shown.createdAt(),
            shown.createdAt(),
            null),
        null,
        progress,
        made);
  }

  /// The rows that stand behind a recorded answer.
  private static List<ShotDigest> shots(ProjectDetail shown) {
    return shown.scenes().stream().map(PipelineMappingTest::shot).toList();
  }

  private static ShotDigest shot(SceneView scene) {
    var status =
        switch (scene.clipStatus()) {
          case "polling" -> StepStatus.SUBMITTED;
          case "failed", "timed_out" -> StepStatus.FAILED;
          case null, default -> null;
        };
    return new ShotDigest(
        new ShotTexts(
            scene.description(),
            "",
            scene.startFramePrompt(),
            scene.endFramePrompt(),
            scene.videoMotionPrompt(),
            "",
            "",
            scene.transitionNotes()),
        take(scene.startKeyframeUrl()),
        take(scene.endKeyframeUrl()),
        take(scene.clipUrl()),
        status,
        "timed_out".equals(scene.clipStatus()));
  }

  private static TakeId take(String url) {
    return url == null ? null : new TakeId(url.substring(url.lastIndexOf('/') + 1));
  }
}
