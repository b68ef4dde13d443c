package dev.reelwright.http.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.engine.Engine;
import dev.reelwright.http.Wire;
import dev.reelwright.provider.FakeStudio;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Forks in every case of the contract's table: where they go on, what they take over, and what is
/// made again.
@QuarkusTest
class PipelineForkTest {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Engine engine;
  @Inject FakeStudio fake;

  private PipelineClient client;
  private String source;
  private JsonNode film;

  @BeforeEach
  void aCompleteFilmOfThreeScenes() throws InterruptedException {
    client = new PipelineClient(port, engine);
    source = client.generated(Map.of("prompt", "A lamp flares. A ship turns. The storm ends."));
    film = client.completed(source);
  }

  @Test
  void anExactCopyCostsNothingAndHasFilesOfItsOwn() throws InterruptedException {
    var fork = forked(Map.of(), "stitching", 3, 3, new Made(0, 0, 0));

    assertThat(fork.path("estimated_cost").decimalValue()).isEqualByComparingTo(BigDecimal.ZERO);
    for (int scene = 0; scene < 3; scene++) {
      var url = "/scenes/%d/clip_url".formatted(scene);
      assertThat(fork.at(url)).isNotEqualTo(film.at(url));
      assertThat(client.get(fork.at(url).asText()).body())
          .isEqualTo(client.get(film.at(url).asText()).body());
    }
  }

  @Test
  void wordsForPeopleChangeNothingThatIsMade() throws InterruptedException {
    var fork =
        forked(
            edits(1, Map.of("scene_description", "new words", "transition_notes", "wipe")),
            "stitching",
            3,
            3,
            new Made(0, 0, 0));

    assertThat(fork.at("/scenes/1/description").asText()).isEqualTo("new words");
    assertThat(fork.at("/scenes/1/transition_notes").asText()).isEqualTo("wipe");
    assertThat(client.detail(source).at("/scenes/1/description"))
        .isEqualTo(film.at("/scenes/1/description"));
  }

  @Test
  void anotherMotionIsOneClip() throws InterruptedException {
    forked(edits(1, Map.of("video_motion_prompt", "zoom")), "video_gen", 3, 3, new Made(0, 0, 1));
  }

  @Test
  void anotherEndIsMadeAgainWithAllThatFollows() throws InterruptedException {
    var fork =
        forked(
            edits(1, Map.of("end_frame_prompt", "elsewhere")),
            "keyframing",
            1,
            3,
            new Made(0, 2, 2));

    assertThat(bytes(fork, 0, "end_keyframe_url")).isEqualTo(bytes(film, 0, "end_keyframe_url"));
    assertThat(bytes(fork, 1, "start_keyframe_url")).isEqualTo(bytes(fork, 0, "end_keyframe_url"));
    assertThat(bytes(fork, 2, "start_keyframe_url")).isEqualTo(bytes(fork, 1, "end_keyframe_url"));
  }

  @Test
  void anotherBeginningIsMadeAgainWithAllThatFollows() throws InterruptedException {
    forked(
        edits(0, Map.of("start_frame_prompt", "elsewhere")), "keyframing", 0, 3, new Made(0, 4, 3));
  }

  @Test
  void clearedFramesAreMadeAgainAlthoughNothingElseChanged() throws InterruptedException {
    forked(Map.of("clear_keyframes", List.of(2)), "keyframing", 2, 3, new Made(0, 1, 1));
  }

  @Test
  void otherPicturesAreAllPictures() throws InterruptedException {
    forked(Map.of("image_model", "imagen-4.0-generate-001"), "keyframing", 0, 3, new Made(0, 4, 3));
    var portrait = forked(Map.of("aspect_ratio", "9:16"), "keyframing", 0, 3, new Made(0, 4, 3));
    assertThat(portrait.path("aspect_ratio").asText()).isEqualTo("9:16");
  }

  @Test
  void anotherStoryBeginsAnew() throws InterruptedException {
    forked(Map.of("style", "anime"), "pending", 0, 3, new Made(1, 4, 3));
    forked(Map.of("text_model", "gemini-2.5-pro"), "pending", 0, 3, new Made(1, 4, 3));
    forked(
        Map.of("prompt", "One. Two. Three. Four.", "total_duration", 24),
        "pending",
        0,
        4,
        new Made(1, 5, 4));
    forked(Map.of("total_duration", 12), "pending", 0, 2, new Made(1, 3, 2));
  }

  @Test
  void otherClipsKeepTheFrames() throws InterruptedException {
    var silent = forked(Map.of("audio_enabled", false), "video_gen", 3, 3, new Made(0, 0, 3));
    assertThat(silent.path("audio_enabled").asBoolean()).isFalse();
    var longer =
        forked(
            Map.of("clip_duration", 8, "total_duration", 24), "video_gen", 3, 3, new Made(0, 0, 3));
    assertThat(longer.path("clip_duration").asInt()).isEqualTo(8);
    assertThat(bytes(longer, 2, "end_keyframe_url")).isEqualTo(bytes(film, 2, "end_keyframe_url"));
  }

  @Test
  void whatIsNamedIsMadeAgainAlthoughItIsTheSame() throws InterruptedException {
    var clips = forked(Map.of("audio_enabled", true), "video_gen", 3, 3, new Made(0, 0, 3));
    assertThat(bytes(clips, 1, "clip_url")).isNotEqualTo(bytes(film, 1, "clip_url"));
    assertThat(bytes(clips, 1, "end_keyframe_url")).isEqualTo(bytes(film, 1, "end_keyframe_url"));
    forked(
        Map.of("image_model", film.path("image_model").asText()),
        "keyframing",
        0,
        3,
        new Made(0, 4, 3));
    forked(
        edits(2, Map.of("video_motion_prompt", film.at("/scenes/2/video_motion_prompt").asText())),
        "video_gen",
        3,
        3,
        new Made(0, 0, 1));
  }

  @Test
  void aForkFadesAsItsSourceDoes() throws InterruptedException {
    client.post("/api/projects/%s/stitch".formatted(source), Map.of("crossfade_seconds", 0.5));
    client.completed(source);

    var fork =
        forked(
            edits(1, Map.of("video_motion_prompt", "zoom")), "video_gen", 3, 3, new Made(0, 0, 1));

    assertThat(
            client
                .get("/api/projects/%s/download".formatted(fork.path("project_id").asText()))
                .text())
        .contains("fade for 500 ms");
  }

  @Test
  void aLongerFilmGrows() throws InterruptedException {
    var fork = forked(Map.of("total_duration", 24), "keyframing", 3, 4, new Made(1, 1, 1));

    assertThat(bytes(fork, 3, "start_keyframe_url")).isEqualTo(bytes(fork, 2, "end_keyframe_url"));
    assertThat(bytes(fork, 1, "clip_url")).isEqualTo(bytes(film, 1, "clip_url"));
  }

  @Test
  void aSceneIsTakenOut() throws InterruptedException {
    var middle =
        forked(
            Map.of("deleted_scenes", List.of(1), "total_duration", 12),
            "keyframing",
            1,
            2,
            new Made(0, 1, 1));
    assertThat(middle.at("/scenes/1/description")).isEqualTo(film.at("/scenes/2/description"));
    assertThat(bytes(middle, 1, "start_keyframe_url"))
        .isEqualTo(bytes(middle, 0, "end_keyframe_url"));
    var last = forked(Map.of("deleted_scenes", List.of(2)), "stitching", 2, 2, new Made(0, 0, 0));
    assertThat(last.path("total_duration").asInt()).isEqualTo(12);
  }

  @Test
  void aSceneIsTakenOutOfALongerFilm() throws InterruptedException {
    var fork =
        forked(
            Map.of("deleted_scenes", List.of(0), "total_duration", 18),
            "keyframing",
            2,
            3,
            new Made(1, 1, 1));

    assertThat(bytes(fork, 0, "clip_url")).isEqualTo(bytes(film, 1, "clip_url"));
    assertThat(bytes(fork, 1, "clip_url")).isEqualTo(bytes(film, 2, "clip_url"));
  }

  @Test
  void aForkIsForked() throws InterruptedException {
    source = client.forked(source, Map.of()).path("project_id").asText();
    film = client.completed(source);

    forked(Map.of("clear_keyframes", List.of(1)), "keyframing", 1, 3, new Made(0, 2, 2));
  }

  @Test
  void metricsCountWhatWasMade() throws InterruptedException {
    var before = client.get("/api/metrics").json();
    forked(Map.of("clear_keyframes", List.of(2)), "keyframing", 2, 3, new Made(0, 1, 1));
    var after = client.get("/api/metrics").json();

    assertThat(after.path("total_projects").asInt())
        .isEqualTo(before.path("total_projects").asInt() + 1);
    assertThat(after.path("total_video_seconds").asInt())
        .isEqualTo(before.path("total_video_seconds").asInt() + 15);
    assertThat(
            after
                .path("total_estimated_cost")
                .decimalValue()
                .subtract(before.path("total_estimated_cost").decimalValue()))
        .isEqualByComparingTo("0.92");
    assertThat(after.at("/status_counts/complete").asInt())
        .isEqualTo(before.at("/status_counts/complete").asInt() + 1);
    assertThat(after.at("/audio_counts/enabled").isInt()).isTrue();
    assertThat(after.at("/scene_count_counts/3").isInt()).isTrue();
    assertThat(after.path("avg_clip_duration").decimalValue().scale()).isLessThanOrEqualTo(1);
  }

  private record Made(int plans, int frames, int clips) {
    Made minus(Made before) {
      return new Made(plans - before.plans, frames - before.frames, clips - before.clips);
    }
  }

  private JsonNode forked(
      Map<String, Object> body, String resumeFrom, int copied, int scenes, Made expected)
      throws InterruptedException {
    var before = made();
    var answer = client.forked(source, body);
    var id = answer.path("project_id").asText();
    assertThat(answer.path("forked_from").asText()).isEqualTo(source);
    assertThat(answer.path("status_url").asText())
        .isEqualTo("/api/projects/%s/status".formatted(id));
    assertThat(answer.path("resume_from").asText()).isEqualTo(resumeFrom);
    assertThat(answer.path("status").asText()).isEqualTo(resumeFrom);
    assertThat(answer.path("copied_scenes").asInt()).isEqualTo(copied);
    var detail = client.completed(id);
    assertThat(detail.path("forked_from").asText()).isEqualTo(source);
    assertThat(detail.path("scenes")).hasSize(scenes);
    assertThat(detail.path("scenes"))
        .allSatisfy(scene -> assertThat(scene.path("status").asText()).isEqualTo("video_done"));
    assertThat(made().minus(before)).isEqualTo(expected);
    return detail;
  }

  private Made made() {
    return new Made(
        fake.storyboarder.submissions().size(),
        fake.images.submissions().size(),
        fake.videos.submissions().size());
  }

  private byte[] bytes(JsonNode detail, int scene, String url) {
    Wire.Reply reply = client.get(detail.at("/scenes/%d/%s".formatted(scene, url)).asText());
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  private static Map<String, Object> edits(int scene, Map<String, String> texts) {
    return Map.of("scene_edits", Map.of(Integer.toString(scene), texts));
  }
}
