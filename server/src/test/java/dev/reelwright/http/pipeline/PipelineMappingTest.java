package dev.reelwright.http.pipeline;

import static dev.reelwright.http.TakeSketch.aTakeFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.ProductionSketch;
import dev.reelwright.http.Recorded;
import dev.reelwright.http.pipeline.ProjectDetail.SceneView;
import dev.reelwright.production.Failure;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineMappingTest {
  private final Recorded recorded = Recorded.of(PipelineMappingTest.class);

  @Test
  void aRequestComesBackAsItWasAsked() {
    var asked = recorded.read("generate", GenerateRequest.class);

    var project = PipelineIntake.project(asked, ProjectId.fresh(), "local", 42, Instant.EPOCH);

    assertThat(project.settings().shots()).isEqualTo(3);
    assertThat(Recorded.written(PipelineIntake.askedFor(project)))
        .isEqualTo(recorded.json("generate"));
  }

  @Test
  void aCompleteFilmWithFailedScenesComesBackAsItWasShown() {
    var shown = recorded.read("detail", ProjectDetail.class);

    var production = produced(shown, original(), RunState.DONE).build();

    assertThat(Recorded.written(PipelineViews.detail(production)))
        .isEqualTo(recorded.json("detail"));
    assertThat(Recorded.written(PipelineViews.statusResponse(production)))
        .isEqualTo(recorded.json("status"));
  }

  @Test
  void aForkWithInheritedFramesAndClipsComesBackAsItWasShown() {
    var shown = recorded.read("forked", ProjectDetail.class);
    var asked = recorded.read("fork", ForkRequest.class);
    assertThat(Recorded.written(asked)).isEqualTo(recorded.json("fork"));

    var fork =
        PipelineIntake.fork(
            asked, original(), new ProjectId(shown.projectId()), 43, shown.createdAt());
    var production =
        produced(shown, ProductionSketch.touched(fork, shown.updatedAt()), RunState.PRODUCING)
            .build();

    assertThat(production.project().settings().shots()).isEqualTo(4);
    assertThat(Recorded.written(PipelineViews.detail(production)))
        .isEqualTo(recorded.json("forked"));
  }

  @Test
  void submissionsAreCountedFromTheLedger() {
    var sketch = produced(recorded.read("detail", ProjectDetail.class), original(), RunState.DONE);
    var shot = sketch.shot(Duration.ofSeconds(6), ShotTexts.EMPTY, Map.of());
    var step = sketch.step(StepKind.CLIP, sketch.slot(shot, SlotRole.CLIP), StepStatus.SUBMITTED);
    sketch.acceptedCall(step, "operations/1");
    sketch.acceptedCall(step, "operations/2");

    var production = sketch.build();

    assertThat(PipelineViews.submissions(production, shot)).isEqualTo(2);
  }

  @Test
  void aFailureNamesTheStepThatFailed() {
    var sketch = new ProductionSketch(original());
    var failure = new Failure("UNAVAILABLE", "the planner did not answer", true);
    sketch.run(RunGoal.RENDER, RunState.FAILED, failure, Instant.EPOCH);
    var shot = sketch.shot(Duration.ofSeconds(6), ShotTexts.EMPTY, Map.of());
    sketch.step(StepKind.FRAME, sketch.slot(shot, SlotRole.END_FRAME), StepStatus.FAILED, failure);

    var shown = PipelineViews.statusResponse(sketch.build());

    assertThat(shown.status()).isEqualTo("failed");
    assertThat(shown.errorMessage())
        .isEqualTo("keyframes failed: UNAVAILABLE: the planner did not answer");
  }

  private Project original() {
    var shown = recorded.read("detail", ProjectDetail.class);
    var project =
        PipelineIntake.project(
            recorded.read("generate", GenerateRequest.class),
            new ProjectId(shown.projectId()),
            "local",
            42,
            shown.createdAt());
    return ProductionSketch.touched(project, shown.updatedAt());
  }

  /// The rows that stand behind a recorded answer.
  private static ProductionSketch produced(ProjectDetail shown, Project project, RunState state) {
    var sketch = new ProductionSketch(project);
    sketch.run(RunGoal.RENDER, state);
    for (var scene : shown.scenes()) {
      var shot =
          sketch.shot(
              Duration.ofSeconds(shown.clipDuration()),
              new ShotTexts(
                  scene.description(),
                  "",
                  scene.startFramePrompt(),
                  scene.endFramePrompt(),
                  scene.videoMotionPrompt(),
                  "",
                  "",
                  scene.transitionNotes()),
              Map.of());
      take(sketch, shot, SlotRole.START_FRAME, scene.startKeyframeUrl());
      take(sketch, shot, SlotRole.END_FRAME, scene.endKeyframeUrl());
      take(sketch, shot, SlotRole.CLIP, scene.clipUrl());
      clipStep(sketch, shot, scene);
    }
    return sketch;
  }

  private static void take(ProductionSketch sketch, Shot shot, SlotRole role, String url) {
    if (url != null) {
      sketch.take(
          aTakeFor(sketch.slot(shot, role))
              .id(url.substring(url.lastIndexOf('/') + 1))
              .origin(TakeOrigin.INHERITED));
    }
  }

  private static void clipStep(ProductionSketch sketch, Shot shot, SceneView scene) {
    var slot = sketch.slot(shot, SlotRole.CLIP);
    switch (scene.clipStatus()) {
      case "polling" -> sketch.step(StepKind.CLIP, slot, StepStatus.SUBMITTED);
      case "failed" ->
          sketch.step(
              StepKind.CLIP,
              slot,
              StepStatus.FAILED,
              new Failure("CONTENT_POLICY", "refused", false));
      case "timed_out" ->
          sketch.step(
              StepKind.CLIP,
              slot,
              StepStatus.FAILED,
              new Failure(Failure.TIMED_OUT, "no answer in 600 s", true));
      case null, default -> {}
    }
  }
}
