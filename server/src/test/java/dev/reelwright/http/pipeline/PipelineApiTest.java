package dev.reelwright.http.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.engine.Engine;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.provider.RejectionReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PipelineApiTest {
  private static final Map<String, Object> THREE_SCENES =
      Map.of("prompt", "A lamp flares. A ship turns. The storm ends.", "style", "pixel_art");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject Engine engine;
  @Inject FakeStudio fake;

  private PipelineClient client;

  @BeforeEach
  void connect() {
    client = new PipelineClient(port, engine);
  }

  @Test
  void makesAFilmFromAPrompt() throws InterruptedException {
    var started = client.post("/api/generate", THREE_SCENES);

    assertThat(started.status()).as(started.text()).isEqualTo(202);
    var id = started.json().path("project_id").asText();
    assertThat(started.json().path("status").asText()).isEqualTo("pending");
    assertThat(started.json().path("status_url").asText())
        .isEqualTo("/api/projects/%s/status".formatted(id));
    assertThat(started.json().path("estimated_cost").decimalValue()).isEqualByComparingTo("2.79");
    var film = client.completed(id);
    assertThat(film.path("scene_count").asInt()).isEqualTo(3);
    assertThat(film.path("total_duration").asInt()).isEqualTo(15);
    assertThat(film.path("clip_duration").asInt()).isEqualTo(6);
    assertThat(film.path("style").asText()).isEqualTo("pixel_art");
    assertThat(film.path("text_model").asText()).isEqualTo("gemini-2.5-flash");
    assertThat(film.path("forked_from").isNull()).isTrue();
    assertThat(film.path("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(texts(film, "status")).containsOnly("video_done").hasSize(3);
    assertThat(texts(film, "clip_status")).containsOnly("complete");
    assertThat(film.path("estimated_cost").decimalValue()).isEqualByComparingTo("2.79");
  }

  @Test
  void eachSceneBeginsOnThePictureThatTheOneBeforeEndsOn() throws InterruptedException {
    var film = client.completed(client.generated(THREE_SCENES));

    for (int scene = 1; scene < 3; scene++) {
      var end = client.get(film.at("/scenes/%d/end_keyframe_url".formatted(scene - 1)).asText());
      var start = client.get(film.at("/scenes/%d/start_keyframe_url".formatted(scene)).asText());
      assertThat(start.body()).isEqualTo(end.body());
    }
  }

  @Test
  void deliversFramesClipsAndTheFilm() throws InterruptedException {
    var id = client.generated(THREE_SCENES);
    var film = client.completed(id);

    var frame = client.get(film.at("/scenes/0/start_keyframe_url").asText());
    var clip = client.get(film.at("/scenes/0/clip_url").asText());
    var part = client.get(film.at("/scenes/0/clip_url").asText(), "Range", "bytes=5-9");
    var download = client.get("/api/projects/%s/download".formatted(id));

    assertThat(frame.status()).isEqualTo(200);
    assertThat(frame.header("Content-Type")).isEqualTo("image/png");
    assertThat(frame.header("Content-Disposition")).startsWith("inline");
    assertThat(clip.header("Content-Type")).isEqualTo("video/mp4");
    assertThat(clip.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(clip.header("ETag")).isNotBlank();
    assertThat(clip.header("Last-Modified")).isNotBlank();
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo(clip.text().substring(5, 10));
    assertThat(part.header("Content-Range")).isEqualTo("bytes 5-9/" + clip.body().length);
    assertThat(download.header("Content-Type")).isEqualTo("video/mp4");
    assertThat(download.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"video_%s.mp4\"".formatted(id));
    assertThat(download.text()).startsWith("fake video/mp4");
  }

  @Test
  void aCompleteFilmIsJoinedAnewWithoutAnythingBeingPaid() throws InterruptedException {
    var id = client.generated(THREE_SCENES);
    client.completed(id);
    var submitted = fake.videos.submissions().size();

    var answer =
        client.post("/api/projects/%s/stitch".formatted(id), Map.of("crossfade_seconds", "0.5"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.json().path("status").asText()).isEqualTo("stitching");
    var film = client.completed(id);
    assertThat(client.get("/api/projects/%s/download".formatted(id)).text())
        .contains("a film of 3 clips that fade for 500 ms");
    assertThat(fake.videos.submissions()).hasSize(submitted);
    assertThat(film.path("estimated_cost").decimalValue()).isEqualByComparingTo("2.79");
    assertThat(client.post("/api/projects/%s/stitch".formatted(id)).status()).isEqualTo(202);
    client.completed(id);
    assertThat(client.get("/api/projects/%s/download".formatted(id)).text())
        .as("as before")
        .contains("fade for 500 ms");
  }

  @Test
  void aSceneThatWasLostStaysLostWhenTheFilmIsJoinedAnew() throws InterruptedException {
    fake.videos.rejectsNext(RejectionReason.INVALID_REQUEST);
    var id = client.generated(THREE_SCENES);
    var before = client.completed(id);
    var submitted = fake.videos.submissions().size();

    client.post("/api/projects/%s/stitch".formatted(id), Map.of("crossfade_seconds", 1));

    var after = client.completed(id);
    assertThat(client.get("/api/projects/%s/download".formatted(id)).text())
        .contains("a film of 2 clips that fade for 1000 ms");
    assertThat(fake.videos.submissions()).hasSize(submitted);
    assertThat(texts(after, "clip_status")).isEqualTo(texts(before, "clip_status"));
    assertThat(texts(after, "clip_status")).containsOnlyOnce("failed");
  }

  @Test
  void onlyACompleteFilmIsJoinedAnew() throws InterruptedException {
    var gate = fake.images.holdsNext();
    var id = client.generated(THREE_SCENES);
    assertThat(gate.reached().await(60, TimeUnit.SECONDS)).isTrue();

    assertText(
        client.post("/api/projects/%s/stitch".formatted(id)),
        409,
        "Project cannot be stitched from status 'keyframing'");

    gate.open().countDown();
    client.completed(id);
  }

  @Test
  void listsFilmsNewestFirstAndInPagesIfAsked() throws InterruptedException {
    var first = client.generated(THREE_SCENES);
    var second = client.generated(THREE_SCENES);
    client.completed(first);
    client.completed(second);

    var all = client.get("/api/projects");
    var page = client.get("/api/projects?limit=1");
    var next = client.get("/api/projects?limit=1&cursor=" + page.header("X-Next-Cursor"));

    var ids = ids(all.json());
    assertThat(ids).containsSubsequence(second, first);
    assertThat(all.json().get(0).path("status").asText()).isEqualTo("complete");
    assertThat(ids(page.json())).containsExactly(ids.getFirst());
    assertThat(ids(next.json())).containsExactly(ids.get(1));
    assertThat(client.get("/api/projects?limit=0").status()).isEqualTo(422);
    assertThat(client.get("/api/projects?cursor=nonsense").status()).isEqualTo(422);
  }

  @Test
  void stopsAndGoesOn() throws InterruptedException {
    var gate = fake.images.holdsNext();
    var id = client.generated(THREE_SCENES);
    assertThat(gate.reached().await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(client.status(id)).isEqualTo("keyframing");
    assertText(
        client.get("/api/projects/%s/download".formatted(id)),
        409,
        "Project not ready for download (status: keyframing)");
    assertText(
        client.post("/api/projects/%s/fork".formatted(id), Map.of()),
        409,
        "Can only fork terminal projects, got 'keyframing'");
    var stopped = client.post("/api/projects/%s/stop".formatted(id));
    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.json().path("project_id").asText()).isEqualTo(id);
    assertThat(stopped.json().path("status").asText()).isEqualTo("stopped");
    assertText(
        client.post("/api/projects/%s/stop".formatted(id)),
        409,
        "Project cannot be stopped from status 'stopped'");
    gate.open().countDown();
    assertThat(client.status(id)).isEqualTo("stopped");

    var resumed = client.post("/api/projects/%s/resume".formatted(id));
    assertThat(resumed.status()).isEqualTo(202);
    assertThat(resumed.json().path("status").asText()).isEqualTo("keyframing");
    client.completed(id);
    assertText(
        client.post("/api/projects/%s/resume".formatted(id)),
        409,
        "Project cannot be resumed from status 'complete'");
    assertText(
        client.post("/api/projects/%s/stop".formatted(id)),
        409,
        "Project cannot be stopped from status 'complete'");
  }

  @Test
  void aFailedStoryboardIsPlannedAgainAndItsErrorForgotten() throws InterruptedException {
    fake.storyboarder.rejectsNext(RejectionReason.INVALID_REQUEST);
    var id = client.generated(THREE_SCENES);

    var failed = client.settled(id);
    var resumed = client.post("/api/projects/%s/resume".formatted(id));

    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.path("error_message").asText())
        .startsWith("storyboard failed: INVALID_REQUEST: ");
    assertThat(resumed.json().path("status").asText()).isEqualTo("pending");
    assertThat(client.completed(id).path("error_message").isNull()).isTrue();
  }

  @Test
  void aSceneWhoseClipIsRefusedIsLeftOut() throws InterruptedException {
    fake.videos.rejectsNext(RejectionReason.INVALID_REQUEST);

    var film = client.completed(client.generated(THREE_SCENES));

    var lost =
        StreamSupport.stream(film.path("scenes").spliterator(), false)
            .filter(scene -> scene.path("status").asText().equals("failed"))
            .toList();
    assertThat(lost).hasSize(1);
    assertThat(lost.getFirst().path("clip_status").asText()).isEqualTo("failed");
    assertThat(lost.getFirst().path("has_clip").asBoolean()).isTrue();
    assertThat(lost.getFirst().path("clip_url").isNull()).isTrue();
  }

  @Test
  void aSceneThatIsAgainstTheRulesIsFilmedInMoreCarefulWords() throws InterruptedException {
    var before = fake.images.submissions().size();
    fake.videos.rejectsNext(RejectionReason.CONTENT_POLICY);
    fake.videos.rejectsNext(RejectionReason.CONTENT_POLICY);

    var film = client.completed(client.generated(THREE_SCENES));

    assertThat(fake.images.submissions()).hasSize(before + 5);
    for (int scene = 1; scene < 3; scene++) {
      var end = client.get(film.at("/scenes/%d/end_keyframe_url".formatted(scene - 1)).asText());
      var start = client.get(film.at("/scenes/%d/start_keyframe_url".formatted(scene)).asText());
      assertThat(start.body()).isEqualTo(end.body());
    }
    assertThat(film.path("estimated_cost").decimalValue()).isEqualByComparingTo("2.81");
  }

  @Test
  void theNativeApiSaysWhoReallyWorked() throws InterruptedException {
    var id = client.generated(THREE_SCENES);
    client.completed(id);

    var seen = client.get("/api/studio/projects/" + id).json();

    assertThat(seen.path("surface").asText()).isEqualTo("pipeline");
    assertThat(seen.toString()).contains("\"provider\":\"fake\"");
    assertThat(seen.toString()).contains("veo-3.1-fast-generate-001");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    var id = UUID.randomUUID();
    for (var path : List.of("", "/status", "/download")) {
      assertText(client.get("/api/projects/" + id + path), 404, "Project not found");
    }
    for (var path : List.of("/resume", "/stop")) {
      assertText(client.post("/api/projects/" + id + path), 404, "Project not found");
    }
    assertText(
        client.post("/api/projects/%s/fork".formatted(id), Map.of()), 404, "Project not found");
    assertText(client.get("/api/keyframes/" + id), 404, "Keyframe not found");
    assertText(client.get("/api/clips/" + id), 404, "Clip not found");
    assertText(client.get("/api/no-such-thing"), 404, "Not Found");
    assertText(client.get("/api/generate"), 405, "Method Not Allowed");
  }

  static void assertText(dev.reelwright.http.Wire.Reply reply, int status, String detail) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.json().path("detail").asText()).isEqualTo(detail);
  }

  private static List<String> texts(JsonNode film, String member) {
    return StreamSupport.stream(film.path("scenes").spliterator(), false)
        .map(scene -> scene.path(member).asText())
        .toList();
  }

  private static List<String> ids(JsonNode lines) {
    return StreamSupport.stream(lines.spliterator(), false)
        .map(line -> line.path("project_id").asText())
        .toList();
  }
}
