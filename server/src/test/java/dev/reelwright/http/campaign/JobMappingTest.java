package dev.reelwright.http.campaign;

import static dev.reelwright.http.TakeSketch.aTakeFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.ProductionSketch;
import dev.reelwright.http.Recorded;
import dev.reelwright.http.campaign.JobOrders.FromImagePairs;
import dev.reelwright.http.campaign.JobOrders.FromPropertyPhotos;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.Money;
import dev.reelwright.production.AliasRow;
import dev.reelwright.production.CallFacts;
import dev.reelwright.production.StepFacts;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobMappingTest {
  private static final Set<String> NOT_OURS = Set.of("duration", "prompt", "scene_number");
  private static final Money CLIP_PRICE = Money.usd("0.20");
  private static final Money ESTIMATE = Money.usd("0.40");

  private final Recorded recorded = Recorded.of(JobMappingTest.class);

  @Test
  void ordersComeBackAsTheyWereGiven() {
    assertThat(Recorded.written(JobIntake.askedForPairs(pairFilm())))
        .isEqualTo(recorded.json("pairs"));
    var property = JobIntake.project(recorded.read("property", FromPropertyPhotos.class), start());
    assertThat(property.settings().shots()).isEqualTo(7);
    assertThat(Recorded.written(JobIntake.askedForProperty(property)))
        .isEqualTo(recorded.json("property"));
  }

  @Test
  void aSelectedJobWaitsForApproval() {
    var sketch = sketch();
    shots(sketch);
    sketch.run(RunGoal.RENDER, RunState.WAITING_FOR_APPROVAL);

    var answer = Recorded.written(JobViews.job(sketch.build(), ESTIMATE, Instant.EPOCH));

    assertThat(answer.get("status")).isEqualTo(recorded.json("ready").get("status"));
    recorded
        .json("ready")
        .get("data")
        .properties()
        .forEach(
            expected ->
                assertThat(answer.get("data").get(expected.getKey()))
                    .isEqualTo(expected.getValue()));
  }

  @Test
  void aRenderingJobComesBackAsItWasShownWithItsSubJobs() {
    var production = rendering().build();

    var answer = JobViews.job(production, ESTIMATE, Instant.parse("2026-03-01T10:06:00Z"));

    assertThat(Recorded.written(answer)).isEqualTo(recorded.json("job"));
    assertThat(Recorded.written(SubJobViews.subJobs(production, 12)))
        .isEqualTo(recorded.json("sub_jobs"));
  }

  @Test
  void theLastSceneOfTheMusicIsTheWholeTrack() {
    var sketch = sketch();
    shots(sketch);
    sketch.run(RunGoal.RENDER, RunState.FINISHING);
    music(sketch, 0, 6000);
    var track = music(sketch, 1, 12_000);
    sketch.alias(new AliasRow(JobIntake.SURFACE, JobIntake.AUDIO, "31", track));

    var answer = JobViews.job(sketch.build(), ESTIMATE, Instant.EPOCH);

    assertThat(Recorded.written(answer.data().audio())).isEqualTo(recorded.json("done_audio"));
  }

  private JobIntake.Start start() {
    return new JobIntake.Start(
        new ProjectId("0198f2a4-1c00-7000-8000-0000000000e1"),
        "local",
        "Summer 1",
        recorded.json("pairs").get("clientId").asText(),
        42,
        true,
        Instant.parse("2026-03-01T10:00:00Z"));
  }

  private Project pairFilm() {
    return JobIntake.project(recorded.read("pairs", FromImagePairs.class), start());
  }

  private ProductionSketch sketch() {
    var project = pairFilm();
    var sketch =
        new ProductionSketch(
            ProductionSketch.touched(project, Instant.parse("2026-03-01T10:05:00Z")));
    sketch.alias(new AliasRow(JobIntake.SURFACE, JobIntake.JOB, "12", project.id().value()));
    return sketch;
  }

  /// The rows behind the recorded answer: one clip is there, the other is being made.
  private ProductionSketch rendering() {
    var sketch = sketch();
    var shots = shots(sketch);
    sketch.run(RunGoal.RENDER, RunState.PRODUCING);
    for (var i = 0; i < shots.size(); i++) {
      var shown = recorded.json("sub_jobs").get(i);
      var slot = sketch.slot(shots.get(i), SlotRole.CLIP);
      var isDone = shown.get("status").asText().equals("completed");
      var step = sketch.step(StepKind.CLIP, slot, isDone ? StepStatus.DONE : StepStatus.SUBMITTED);
      call(sketch, step, shown, isDone);
      if (isDone) {
        sketch.take(
            aTakeFor(slot)
                .assetId(shown.get("videoBlobId").asText())
                .madeAt(Instant.parse(shown.get("completedAt").asText()))
                .file(
                    "video/mp4",
                    "clip",
                    new MediaFacts(
                        1920, 1080, Duration.ofMillis(5880), 141L, "24/1", "h264", null)));
      }
    }
    sketch.step(
        StepKind.MUSIC,
        new Slot(pairFilm().id(), null, SlotRole.MUSIC, 0, 0),
        StepStatus.SUBMITTED);
    return sketch;
  }

  private static void call(
      ProductionSketch sketch, StepFacts step, JsonNode shown, boolean isDone) {
    sketch.call(
        new CallFacts(
            AttemptId.fresh(),
            step.id(),
            "replicate",
            "minimax/hailuo-02",
            new ProviderJob(shown.get("replicatePredictionId").asText()),
            3,
            CLIP_PRICE,
            isDone ? CLIP_PRICE : null,
            Instant.parse(shown.get("startedAt").asText()),
            Instant.parse(shown.get("startedAt").asText()),
            null));
  }

  private List<Shot> shots(ProductionSketch sketch) {
    var data = recorded.json("job").get("data");
    var scene = sketch.wholeFilm();
    var shots = new ArrayList<Shot>();
    for (var shown : data.get("scenes")) {
      var subJob = recorded.json("sub_jobs").get(shots.size());
      var id = new ShotId(shown.get("id").asText());
      var shot =
          sketch.shot(
              new Shot(
                  id,
                  scene.projectId(),
                  scene.id(),
                  shots.size(),
                  Duration.ZERO,
                  Duration.ofMillis(Math.round(shown.get("duration").asDouble() * 1000)),
                  new ShotTexts(
                      shown.get("description").asText(),
                      "",
                      "",
                      "",
                      subJob.get("inputParameters").get("prompt").asText(),
                      "",
                      shown.get("script").asText(),
                      shown.get("transition").asText()),
                  null,
                  7,
                  id,
                  0,
                  0,
                  extra(subJob.get("inputParameters"))));
      sketch.stamp(
          id.value(),
          Instant.parse(shown.get("createdAt").asText()),
          Instant.parse(shown.get("updatedAt").asText()));
      frame(sketch, shot, SlotRole.START_FRAME, subJob.get("image1AssetId").asText());
      frame(sketch, shot, SlotRole.END_FRAME, subJob.get("image2AssetId").asText());
      shots.add(shot);
    }
    return shots;
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static Map<String, Object> extra(JsonNode inputParameters) {
    var extra = new HashMap<String, Object>(Recorded.read(inputParameters, Map.class));
    extra.keySet().removeAll(NOT_OURS);
    return extra;
  }

  private static void frame(ProductionSketch sketch, Shot shot, SlotRole role, String assetId) {
    sketch.take(
        aTakeFor(sketch.slot(shot, role))
            .assetId(assetId)
            .origin(TakeOrigin.UPLOADED)
            .file("image/jpeg", "photo", MediaFacts.NONE));
  }

  private String music(ProductionSketch sketch, int scene, long lengthMillis) {
    return sketch
        .take(
            aTakeFor(new Slot(pairFilm().id(), null, SlotRole.MUSIC, scene, 0))
                .by("replicate", "meta/musicgen")
                .file(
                    "audio/mpeg",
                    "music",
                    new MediaFacts(
                        null, null, Duration.ofMillis(lengthMillis), null, null, null, "mp3")))
        .id()
        .value();
  }
}
