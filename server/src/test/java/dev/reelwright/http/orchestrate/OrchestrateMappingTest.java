package dev.reelwright.http.orchestrate;

import static dev.reelwright.http.TakeSketch.aTakeFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.ProductionSketch;
import dev.reelwright.http.Recorded;
import dev.reelwright.production.Failure;
import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrchestrateMappingTest {
  private final Recorded recorded = Recorded.of(OrchestrateMappingTest.class);
  private final OrchestrateViews views =
      new OrchestrateViews(Path.of("/data/shared"), style -> "/workflows/" + style + ".json");

  @Test
  void aJobComesBackAsItWasAsked() {
    var draft = draft();

    assertThat(draft.project().brief().language()).isEqualTo("pt-BR");
    assertThat(
            Recorded.written(
                OrchestrateIntake.askedFor(
                    draft.project(), draft.shots(), draft.runId().externalId())))
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

    var production = sketch.build();

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

    assertThat(Recorded.written(views.status(sketch.build()))).isEqualTo(recorded.json("running"));
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

    assertThat(Recorded.written(views.deadLetter(sketch.build()).orElseThrow()))
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
        true,
        shown.createdAt());
  }

  private ProductionSketch sketch() {
    var shown = recorded.read("status", StatusDocument.class);
    var sketch = new ProductionSketch(ProductionSketch.touched(draft.project(), shown.updatedAt()));
    sketch.scene(draft.scene());
    draft.shots().forEach(sketch::shot);
    sketch.alias(draft.runId());
    return sketch;
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
