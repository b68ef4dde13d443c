package dev.reelwright.http.orchestrate;

import static dev.reelwright.http.TakeSketch.aTakeFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.ProductionSketch;
import dev.reelwright.http.Recorded;
import dev.reelwright.line.LineJob;
import dev.reelwright.line.LineState;
import dev.reelwright.production.Failure;
import dev.reelwright.project.AssStyle;
import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrchestrateMappingTest {
  private final Recorded recorded = Recorded.of(OrchestrateMappingTest.class);
  private static final OrchestrateSettings SETTINGS =
      new OrchestrateSettings(
          Path.of("/data/shared"),
          true,
          true,
          null,
          new LinkedHashSet<>(List.of("default", "crayon_drawing", "anime")),
          Map.of("crayon_drawing", Path.of("/workflows/crayon_drawing.json")),
          1,
          Duration.ofMinutes(20),
          AssStyle.USUAL,
          1,
          true);

  private final OrchestrateViews views = new OrchestrateViews(SETTINGS);

  @Test
  void aJobComesBackAsItWasAsked() {
    var draft = draft();

    assertThat(draft.project().brief().language()).isEqualTo("pt-BR");
    assertThat(
            Recorded.written(
                OrchestrateIntake.askedFor(
                    draft.project(), draft.shots(), OrchestrateIntake.runId(draft.project()))))
        .isEqualTo(recorded.json("start"));
  }

  @Test
  void aFinishedJobComesBackAsItWasShownAndStored() {
    var sketch = sketch();
    sketch.run(RunGoal.RENDER, RunState.DONE);
    image(sketch, 0, "c1");
    image(sketch, 1, "c2");
    sketch.take(aTakeFor(sketch.slot(draft.shots().get(0), SlotRole.CLIP)));
    sketch.take(aTakeFor(sketch.slot(draft.shots().get(0), SlotRole.NARRATION)));
    sketch.take(aTakeFor(Slot.ofProject(draft.project().id(), SlotRole.CUT, 0)));

    var production = job(sketch, LineState.DONE);

    assertThat(Recorded.written(views.status(production))).isEqualTo(recorded.json("status"));
    assertThat(Recorded.written(views.job(production))).isEqualTo(recorded.json("job"));
    assertThat(views.deadLetter(production)).isEmpty();
  }

  @Test
  void aRunningJobShowsItsStepAndWhatGrew() {
    var sketch = sketch();
    sketch.run(RunGoal.RENDER, RunState.PRODUCING);
    sketch.take(aTakeFor(sketch.slot(draft.shots().get(0), SlotRole.NARRATION)));
    image(sketch, 0, "c1");

    assertThat(Recorded.written(views.status(job(sketch, LineState.TAKEN))))
        .isEqualTo(recorded.json("running"));
  }

  @Test
  void aFailedJobLeavesADeadLetter() {
    var sketch = sketch();
    var failure = new Failure("PROVIDER_FAILURE", "the server is out of memory", true);
    sketch.run(RunGoal.RENDER, RunState.FAILED, failure, Instant.EPOCH);
    sketch.step(
        StepKind.FRAME,
        sketch.slot(draft.shots().get(1), SlotRole.IMAGE),
        StepStatus.FAILED,
        failure);

    var ending = views.ending(sketch.build());
    var job = job(sketch, LineState.DEAD, ending.reason(), ending.error());
    assertThat(Recorded.written(views.deadLetter(job).orElseThrow()))
        .isEqualTo(recorded.json("dead_letter"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc", "..", ".", ""})
  void aRunIdNeverLeavesTheDataFolder(String runId) {
    assertThatThrownBy(() -> new RunFolder(Path.of("/data/shared"), runId))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private final OrchestrateIntake.Draft draft = draft();

  private OrchestrateIntake.Draft draft() {
    var shown = recorded.read("status", StatusDocument.class);
    return OrchestrateIntake.draft(
        recorded.read("start", StartRequest.class),
        new ProjectId(shown.jobId()),
        "local",
        42,
        SETTINGS,
        shown.createdAt());
  }

  private ProductionSketch sketch() {
    var shown = recorded.read("status", StatusDocument.class);
    var sketch = new ProductionSketch(ProductionSketch.touched(draft.project(), shown.updatedAt()));
    sketch.scene(draft.scene());
    draft.shots().forEach(sketch::shot);
    return sketch;
  }

  private OrchestrateJobs.Job job(ProductionSketch sketch, LineState state) {
    return job(sketch, state, null, null);
  }

  private OrchestrateJobs.Job job(
      ProductionSketch sketch, LineState state, @Nullable String reason, @Nullable String error) {
    var production = sketch.build();
    return new OrchestrateJobs.Job(
        production,
        new LineJob(
            production.project().id(),
            "orchestrate",
            OrchestrateIntake.runId(production.project()),
            1,
            state,
            null,
            reason,
            error,
            Instant.EPOCH,
            null,
            null));
  }

  private void image(ProductionSketch sketch, int position, String promptId) {
    var slot = sketch.slot(draft.shots().get(position), SlotRole.IMAGE);
    sketch.acceptedCall(sketch.step(StepKind.FRAME, slot, StepStatus.DONE), promptId);
    sketch.take(aTakeFor(slot));
  }

  @Test
  void languagesAreTakenAsTagsOrNames() {
    assertThat(List.of("pt", "en-US", "Portuguese", "english", "zh_Hans"))
        .map(asked -> SubtitleLanguage.tag(asked).orElseThrow())
        .containsExactly("pt", "en-US", "pt", "en", "zh-Hans");
    assertThat(SubtitleLanguage.tag(null)).hasValue("pt");
    assertThat(SubtitleLanguage.tag("gibberish")).isEmpty();
  }
}
