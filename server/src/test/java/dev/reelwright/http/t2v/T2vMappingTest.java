package dev.reelwright.http.t2v;

import static dev.reelwright.http.TakeSketch.aTakeFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.http.ProductionSketch;
import dev.reelwright.http.Recorded;
import dev.reelwright.http.t2v.JobView.AssetView;
import dev.reelwright.production.Failure;
import dev.reelwright.production.RunFacts;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class T2vMappingTest {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "/static/vedios/(\\d+)/(\\d+)/(\\d+)/\\S+_shot_\\d+(?:_(c2|final|regen)_?(\\d*))?\\.mp4");

  private final Recorded recorded = Recorded.of(T2vMappingTest.class);

  @Test
  void aRequestComesBackAsItWasAskedButRedacted() {
    var project = project();

    assertThat(project.brief().wishes())
        .containsEntry("pii_flags", List.of("email"))
        .containsEntry("user_input_hash", "ab".repeat(32));
    assertThat(Recorded.written(T2vIntake.askedFor(project))).isEqualTo(recorded.json("generate"));
  }

  @Test
  void aJobWithPreviewsAFinalAndARegeneratedShotComesBackAsItWasShown() {
    var shown = recorded.read("job", JobView.class);
    var sketch = new ProductionSketch(project());
    sketch.run(RunGoal.RENDER, RunState.DONE);
    sketch.run(RunGoal.FINAL, RunState.DONE);
    sketch.run(RunGoal.SHOT, RunState.DONE);
    for (var planned : shown.shotPlan().shots()) {
      var shot =
          sketch.shot(
              Duration.ofSeconds(planned.duration()),
              new ShotTexts("", planned.visualPrompt(), "", "", "", "", planned.narration(), ""),
              Map.of());
      for (var preview : shown.previewShotAssets()) {
        if (preview.shotId() == planned.shotId()) {
          take(sketch, shot, preview);
        }
      }
      for (var asset : shown.shotAssets()) {
        if (asset.shotId() == planned.shotId() && asset.videoUrl().contains("_final")) {
          take(sketch, shot, asset);
        }
      }
    }

    assertThat(Recorded.written(T2vViews.job(sketch.build()))).isEqualTo(recorded.json("job"));
  }

  @Test
  void aFailedJobSaysWhyUnderBothNames() {
    var sketch = new ProductionSketch(project());
    sketch.run(
        RunGoal.RENDER,
        RunState.FAILED,
        new Failure("GENERATION_FAILED", "no shot could be made", true),
        Instant.EPOCH);

    assertThat(Recorded.written(T2vViews.job(sketch.build()))).isEqualTo(recorded.json("failed"));
  }

  @Test
  void aRevisionIsAJobOfItsOwnThatNamesItsParent() {
    var shown = recorded.read("revised", ReviseResponse.class);
    var child =
        T2vIntake.revision(
            project(), shown.targetedFields(), new ProjectId(shown.jobId()), Instant.EPOCH);
    var sketch = new ProductionSketch(child);
    sketch.run(
        new RunFacts(
            RunId.fresh(),
            RunGoal.RENDER,
            RunState.PLANNING,
            null,
            null,
            Instant.EPOCH,
            null,
            null));

    assertThat(Recorded.written(T2vViews.revised(sketch.build(), shown.message())))
        .isEqualTo(recorded.json("revised"));
  }

  @Test
  void shotsWithoutAVideoAreNamed() {
    var sketch = new ProductionSketch(project());
    sketch.run(RunGoal.RENDER, RunState.DONE);
    var made = sketch.shot(Duration.ofSeconds(4), ShotTexts.EMPTY, Map.of());
    sketch.shot(Duration.ofSeconds(4), ShotTexts.EMPTY, Map.of());
    take(sketch, made, recorded.read("job", JobView.class).shotAssets().getFirst());

    assertThat(T2vViews.job(sketch.build()).warnings())
        .containsExactly("shot 2 has no video; regenerate it");
  }

  private Project project() {
    var shown = recorded.read("job", JobView.class);
    var asked = recorded.read("generate", GenerationRequest.class);
    var redacted =
        new RedactedPrompt(asked.userPrompt(), "ab".repeat(32), List.of("email"), "zh-CN");
    var project =
        T2vIntake.project(
            asked, redacted, new ProjectId(shown.jobId()), "local", 42, shown.createdAt());
    return ProductionSketch.touched(
        withExtra(project, Map.of(T2vIntake.TEMPLATE_ID, shown.templateId())), shown.updatedAt());
  }

  private static Project withExtra(Project project, Map<String, Object> extra) {
    return new Project(
        project.id(),
        project.owner(),
        project.surface(),
        project.recipe(),
        project.title(),
        project.brief(),
        project.settings(),
        project.storyboardRaw(),
        project.forkedFrom(),
        project.revisionOf(),
        project.campaignId(),
        project.clientId(),
        project.priority(),
        project.wake(),
        project.version(),
        extra,
        project.createdAt(),
        project.updatedAt());
  }

  private static void take(ProductionSketch sketch, Shot shot, AssetView shown) {
    var address = ADDRESS.matcher(shown.videoUrl());
    assertThat(address.matches()).as(shown.videoUrl()).isTrue();
    var suffix = address.group(4);
    var candidate = "c2".equals(suffix) ? 1 : "final".equals(suffix) ? Candidates.FINAL : 0;
    var generation = "regen".equals(suffix) ? 1 : 0;
    var size = shown.resolution().split("x", -1);
    sketch.take(
        aTakeFor(new Slot(shot.projectId(), shot.id(), SlotRole.CLIP, candidate, generation))
            .seed(shown.seed())
            .madeAt(
                "regen".equals(suffix)
                    ? Instant.ofEpochSecond(Long.parseLong(address.group(5)))
                    : day(address))
            .file(
                "video/mp4",
                "clip",
                new MediaFacts(
                    Integer.valueOf(size[0]),
                    Integer.valueOf(size[1]),
                    Duration.ofMillis(shown.durationS() * 1000L + 42),
                    null,
                    null,
                    "h264",
                    shown.audioUrl().isEmpty() ? null : "aac")));
  }

  private static Instant day(java.util.regex.Matcher address) {
    return LocalDate.of(
            Integer.parseInt(address.group(1)),
            Integer.parseInt(address.group(2)),
            Integer.parseInt(address.group(3)))
        .atTime(12, 0)
        .toInstant(ZoneOffset.UTC);
  }
}
