package dev.reelwright.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.ledger.Money;
import dev.reelwright.project.Brief;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.StoryboardPlan;
import dev.reelwright.provider.StoryboardPlan.PlannedShot;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.storyboard.ShotTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryboardsTest {
  private SimulatedGoogle google;
  private Storyboarder gemini;
  @TempDir Path scratch;

  @BeforeEach
  void open() throws IOException {
    google = new SimulatedGoogle();
    gemini =
        new GoogleStudio(Orders.byKey(google.base()), InstantSource.system())
            .storyboarder(Orders.model("gemini-2.5-flash"))
            .orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    google.close();
  }

  @Test
  void asksForTheStoryInAGivenShape() throws Exception {
    gemini.submit(Orders.storyboard("3d_render"), Orders.call(scratch));

    var request = google.seen().getFirst();
    assertThat(request.path()).isEqualTo("/v1beta/models/gemini-2.5-flash:generateContent");
    assertThat(request.headers()).containsEntry("x-goog-api-key", Orders.KEY);
    var body = request.body();
    assertThat(body.at("/contents/0/parts/0/text").asText()).isEqualTo("A red kite over a harbour");
    assertThat(body.at("/systemInstruction/parts/0/text").asText())
        .contains("exactly 3 scenes", "3d render", "9:16", "6 seconds");
    var config = body.path("generationConfig");
    assertThat(config.path("responseMimeType").asText()).isEqualTo("application/json");
    assertThat(config.path("temperature").asDouble()).isEqualTo(0.70);
    var schema = config.path("responseSchema");
    assertThat(schema.path("required").toString())
        .isEqualTo("[\"style_guide\",\"characters\",\"scenes\"]");
    assertThat(schema.at("/properties/scenes/items/required").toString())
        .contains("scene_index", "key_details", "video_motion_prompt");
  }

  @Test
  void givesEachShotItsTextsTheProjectsSeedAndTheCommonLook() throws Exception {
    var plan = plan(gemini.submit(Orders.storyboard("anime"), Orders.call(scratch)));

    assertThat(plan.scenes()).hasSize(3);
    var shot = plan.scenes().get(1).shots().getFirst();
    assertThat(shot.texts())
        .isEqualTo(new ShotTexts("scene 1", "", "start 1", "end 1", "motion 1", "", "", "cut 1"));
    assertThat(shot.length()).isEqualTo(Duration.ofSeconds(6));
    assertThat(plan.scenes())
        .allSatisfy(scene -> assertThat(scene.shots().getFirst().seed()).isEqualTo(4_000_000_000L));
    assertThat(shot.extra())
        .containsEntry(
            "style_guide",
            Map.of("visual_style", "flat", "color_palette", "reds", "camera_style", "still"))
        .containsKey("characters");
  }

  @Test
  void cutsScenesThatNobodyAskedFor() throws Exception {
    google.plans(SimulatedGoogle.storyboard(7));

    assertThat(plan(gemini.submit(Orders.storyboard("anime"), Orders.call(scratch))).scenes())
        .hasSize(3);
  }

  @Test
  void asksForTheMissingScenesOnlyAndKeepsTheLook() throws Exception {
    var settings = Orders.settings();
    var texts = new ShotTexts("a harbour", "", "s", "the kite rises", "m", "", "", "");
    var look = Map.<String, Object>of("style_guide", Map.of("visual_style", "VSTYLE"));
    var request =
        new StoryboardRequest(
            new Brief("A red kite", null, null, "anime", Map.of()),
            settings,
            List.of(
                new PlannedShot(Duration.ofSeconds(6), texts, 1, look),
                new PlannedShot(Duration.ofSeconds(6), texts, 1, look)));

    var plan = plan(gemini.submit(request, Orders.call(scratch)));

    var body = google.seen().getFirst().body();
    assertThat(body.at("/systemInstruction/parts/0/text").asText())
        .contains("exactly 1 scenes", "start at 2", "VSTYLE", "the kite rises");
    assertThat(body.at("/generationConfig/responseSchema/properties").has("style_guide")).isFalse();
    assertThat(plan.scenes())
        .singleElement()
        .satisfies(
            scene -> assertThat(scene.shots().getFirst().extra()).containsAllEntriesOf(look));
  }

  @Test
  void isStricterAfterAnAnswerThatCouldNotBeUsed() throws Exception {
    google.plans("{\"scenes\": [");
    var first = gemini.submit(Orders.storyboard("anime"), Orders.call(scratch));
    var asked = Orders.storyboard("anime");
    gemini.submit(
        new StoryboardRequest(asked.brief(), asked.settings(), List.of(), 2), Orders.call(scratch));

    assertThat(first)
        .isInstanceOfSatisfying(
            SubmitResult.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(RejectionReason.UNUSABLE_ANSWER);
              assertThat(failed.charge()).isEqualTo(Money.usd("0.006"));
            });
    assertThat(google.seen().getLast().body().at("/generationConfig/temperature").asDouble())
        .isEqualTo(0.40);
  }

  @Test
  void takesAStoryboardWithoutAMemberForOneThatCannotBeUsed() throws Exception {
    google.plans(SimulatedGoogle.storyboard(2).replace("video_motion_prompt", "motion"));

    assertThat(gemini.submit(Orders.storyboard("anime"), Orders.call(scratch)))
        .isInstanceOfSatisfying(
            SubmitResult.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(RejectionReason.UNUSABLE_ANSWER));
  }

  @Test
  void takesABlockedPromptForARefusal() throws Exception {
    google.nextOrder(
        SimulatedGoogle.json("{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}"));

    assertThat(gemini.submit(Orders.storyboard("anime"), Orders.call(scratch)))
        .isInstanceOfSatisfying(
            SubmitResult.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(RejectionReason.CONTENT_POLICY));
  }

  private static StoryboardPlan plan(SubmitResult<StoryboardPlan> result) {
    return switch (result) {
      case SubmitResult.Delivered<StoryboardPlan>(var plan, var charge) -> {
        assertThat(charge).isEqualTo(Money.usd("0.006"));
        yield plan;
      }
      case SubmitResult.Accepted<StoryboardPlan> _,
          SubmitResult.Rejected<StoryboardPlan> _,
          SubmitResult.Failed<StoryboardPlan> _,
          SubmitResult.Unknown<StoryboardPlan> _ ->
          throw new AssertionError("no plan: " + result);
    };
  }
}
