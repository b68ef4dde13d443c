package dev.reelwright.http.storyboard;

import static dev.reelwright.http.TakeSketch.aTakeFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepId;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.ProductionSketch;
import dev.reelwright.http.Recorded;
import dev.reelwright.http.storyboard.Orders.NewJob;
import dev.reelwright.http.storyboard.Orders.NewProject;
import dev.reelwright.production.Failure;
import dev.reelwright.production.RunFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueMappingTest {
  private final Recorded recorded = Recorded.of(QueueMappingTest.class);
  private final NewJob asked = recorded.read("new_job", NewJob.class);

  @Test
  void aJobThatWaitsForItsSecondTryComesBackAsItWasAskedAndShown() {
    var shown = recorded.read("job", QueueJob.class);
    var sketch = sketch();
    var run =
        sketch.run(run(shown.id(), RunState.PRODUCING, shown.createdAt(), shown.createdAt(), null));
    var step =
        sketch.step(
            step(
                run,
                asked.clipId(),
                StepStatus.READY,
                StoryboardIntake.spec(asked),
                new Failure("UNAVAILABLE", shown.error(), true)));

    assertThat(Recorded.written(QueueViews.job(sketch.build(), run, step)))
        .isEqualTo(recorded.json("job"));
  }

  @Test
  void aBatchCountsSuccessesAndFailuresApart() {
    var shown = recorded.read("batch", Batch.class);
    var sketch = sketch();
    var run =
        sketch.run(
            run(
                shown.id(),
                RunState.DONE,
                shown.startedAt(),
                shown.startedAt(),
                shown.updatedAt()));
    for (var result : shown.results()) {
      var failure =
          result.error() == null ? null : new Failure("INVALID_REQUEST", result.error(), false);
      var step =
          sketch.step(
              step(
                  run,
                  result.clipId(),
                  failure == null ? StepStatus.DONE : StepStatus.FAILED,
                  Map.of(),
                  failure));
      if (result.result() != null) {
        var file = result.result().substring(result.result().lastIndexOf('/') + 1);
        sketch.take(
            aTakeFor(step.slot())
                .id(file.substring(0, file.indexOf('.')))
                .madeBy(step)
                .file("image/png", "take", MediaFacts.NONE));
      }
    }

    assertThat(Recorded.written(QueueViews.batch(sketch.build(), run)))
        .isEqualTo(recorded.json("batch"));
  }

  private ProductionSketch sketch() {
    return new ProductionSketch(
        StoryboardIntake.project(
            recorded.read("new_project", NewProject.class),
            new ProjectId(asked.projectId()),
            "local",
            42,
            Instant.EPOCH));
  }

  private static RunFacts run(
      String id, RunState state, Instant createdAt, Instant startedAt, Instant endedAt) {
    return new RunFacts(
        new RunId(id), RunGoal.SHOT, state, null, null, createdAt, startedAt, endedAt);
  }

  private StepFacts step(
      RunFacts run, String clip, StepStatus status, Map<String, Object> spec, Failure failure) {
    return new StepFacts(
        StepId.fresh(),
        run.id(),
        StepKind.FRAME,
        Slot.ofShot(
            new ProjectId(asked.projectId()), new ShotId(clip), StoryboardIntake.role(asked), 0),
        status,
        "server-2",
        StoryboardIntake.stepPriority(asked),
        1,
        spec,
        failure,
        run.createdAt(),
        run.createdAt(),
        null);
  }
}
