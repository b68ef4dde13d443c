package dev.reelwright.http.orchestrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.http.Wire;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineJob;
import dev.reelwright.line.LineListener;
import dev.reelwright.line.LineWork;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.RejectionReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OrchestrateApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject FakeStudio fake;
  @Inject OrchestrateSettings settings;

  @Inject Foreman foreman;

  private final Object ended = new Object();
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(port);
    foreman.listen(
        new LineListener() {
          @Override
          public void ended(LineJob job, LineWork.Ending ending, boolean wasBegun) {
            synchronized (ended) {
              ended.notifyAll();
            }
          }
        });
  }

  @Test
  void makesAVideoAndPutsItsFilesIntoTheFolderOfTheRun() throws Exception {
    var run = aRun();

    var status = settled(started(body(run, 2)));

    assertThat(status.path("status").asText()).as(status.toPrettyString()).isEqualTo("completed");
    assertThat(status.path("image_files"))
        .extracting(JsonNode::asText)
        .containsExactly("img_001.png", "img_002.png");
    assertThat(status.path("video_files"))
        .extracting(JsonNode::asText)
        .containsExactly("vid_001.mp4", "vid_002.mp4");
    assertThat(status.path("final_video_path").asText())
        .isEqualTo(settings.base().resolve(run).resolve("stitched_subtitled.mp4").toString());
    assertThat(names(run))
        .containsExactlyInAnyOrder(
            "manifest.json",
            "img_001.png",
            "img_002.png",
            "vid_001.mp4",
            "vid_002.mp4",
            "stitched_output.mp4",
            "stitched_subtitled.mp4");
    var manifest = JSON.readTree(settings.base().resolve(run).resolve("manifest.json").toFile());
    assertThat(manifest.path("job_id")).isEqualTo(status.path("job_id"));
    assertThat(manifest.path("run_id").asText()).isEqualTo(run);
  }

  @Test
  void deliversTheVideoAsAnAttachmentInParts() throws Exception {
    var job = started(body(aRun(), 1));
    settled(job);
    var path = "/orchestrate/video/" + job;

    var whole = wire.get(path);
    var part = wire.send("GET", path, Map.of("Range", "bytes=0-3"), new byte[0]);
    var head = wire.send("HEAD", path, Map.of(), new byte[0]);

    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"stitched_subtitled_%s.mp4\"".formatted(job));
    assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo(whole.text().substring(0, 4));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(whole.body().length));
  }

  @Test
  void textsReachTheProviderUnchanged() throws Exception {
    var nasty = "He said \"stop\" \\ then\nleft, [a]:b'c %{x} {{ INPUT_IMAGE }} é 語 \uD83D\uDE00";
    var asked = body(aRun(), 1);
    asked.put("prompts", List.of(Map.of("image_prompt", nasty, "video_prompt", nasty)));
    asked.put("script", nasty);

    var status = settled(started(asked));

    assertThat(status.path("status").asText()).isEqualTo("completed");
    assertThat(fake.images.submissions()).extracting(ImageRequest::prompt).contains(nasty);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/tmp/x",
        "a/../../x",
        "..",
        ".",
        "..\\x",
        "a\u0000b",
        "%2e%2e%2fx",
        "a\nb",
        "it's",
        "a,b",
        "a:b",
        "[x]",
        "päth",
        "-x",
        "x.",
        "a..b"
      })
  void aRunIdThatLeadsElsewhereIsRefused(String run) {
    var reply = post("/orchestrate/start", body(run, 1));

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.json().path("detail").asText()).contains("run_id");
  }

  @Test
  void aRunIdIsTrimmedAndNeitherBlankNorEndless() {
    assertThat(post("/orchestrate/start", body("   ", 1)).json().path("detail").asText())
        .isEqualTo("run_id is required");
    assertThat(post("/orchestrate/start", body("x".repeat(129), 1)).status()).isEqualTo(400);
    assertThat(post("/orchestrate/start", body(" " + aRun() + " ", 0)).status()).isEqualTo(200);
  }

  @Test
  void aFolderThatIsALinkIsNotFollowed(@TempDir Path outside) throws Exception {
    var run = aRun();
    Files.createDirectories(settings.base());
    Files.createSymbolicLink(settings.base().resolve(run), outside);

    var job = started(body(run, 0));

    var status = settled(job);
    assertThat(status.path("status").asText()).isEqualTo("failed");
    try (var files = Files.list(outside)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrongWithABody() {
    var good = body(aRun(), 1);
    for (var member : List.of("script", "caption", "run_id", "prompts")) {
      var without = new HashMap<>(good);
      without.remove(member);
      var reply = post("/orchestrate/start", without);
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.json().at("/detail/0/loc/1").asText()).isEqualTo(member);
      assertThat(reply.json().at("/detail/0/type").asText()).isEqualTo("missing");
    }
    assertThat(post("/orchestrate/start", with(good, "script", 5)).status()).isEqualTo(422);
    assertThat(post("/orchestrate/start", with(good, "prompts", "x")).status()).isEqualTo(422);
    assertThat(post("/orchestrate/start", with(good, "prompts", List.of("x"))).status())
        .isEqualTo(422);
    assertThat(post("/orchestrate/start", List.of(good)).status()).isEqualTo(422);
    assertThat(wire.postJson("/orchestrate/start", "{not json").status()).isEqualTo(422);
    var style = post("/orchestrate/start", with(good, "image_style", "no-such"));
    assertThat(style.status()).isEqualTo(400);
    assertThat(style.json().path("detail").asText())
        .isEqualTo(
            "Invalid image style: 'no-such'. Valid options are: [default, crayon_drawing, anime]");
  }

  @Test
  void aBodyHasLimits() {
    assertThat(post("/orchestrate/start", body(aRun(), 201)).status()).isEqualTo(422);
    assertThat(
            post("/orchestrate/start", with(body(aRun(), 0), "script", "x".repeat(10_001)))
                .status())
        .isEqualTo(422);
    var large = body(aRun(), 0);
    large.put("unknown", "x".repeat(1_100_000));
    assertThat(post("/orchestrate/start", large).status()).isEqualTo(413);
  }

  @Test
  void oneRunAtATimeForARunId() throws Exception {
    var run = aRun();
    var gate = fake.images.holdsNext();
    var first = started(body(run, 1));
    assertThat(gate.reached().await(1, TimeUnit.MINUTES)).isTrue();

    var second = post("/orchestrate/start", body(run, 1));

    assertThat(second.status()).isEqualTo(409);
    gate.open().countDown();
    assertThat(settled(first).path("status").asText()).isEqualTo("completed");
    assertThat(settled(started(body(run, 1))).path("status").asText()).isEqualTo("completed");
  }

  @Test
  void jobsAreMadeInTheOrderTheyCame() throws Exception {
    var gate = fake.images.holdsNext();
    var first = started(body(aRun(), 1));
    assertThat(gate.reached().await(1, TimeUnit.MINUTES)).isTrue();
    var second = started(body(aRun(), 1));
    var third = started(body(aRun(), 1));

    assertThat(status(first).path("status").asText()).isEqualTo("running");
    assertThat(status(second).path("status").asText()).isEqualTo("queued");
    assertThat(wire.get("/orchestrate/video/" + first).json().path("detail").asText())
        .isEqualTo("Job not completed (status: running)");
    gate.open().countDown();

    settled(third);
    var ends =
        List.of(first, second, third).stream()
            .map(job -> status(job).path("updated_at").asText())
            .toList();
    assertThat(ends).isSorted();
  }

  @Test
  void theFirstFailureEndsAJobAndItCanBePutBack() throws Exception {
    var run = aRun();
    var before = fake.videos.submissions().size();
    fake.images.rejectsNext(RejectionReason.PROVIDER_FAILURE);

    var job = started(body(run, 3));

    var failed = settled(job);
    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.path("error").asText()).startsWith("image_generation_failed at index 1: ");
    assertThat(fake.videos.submissions()).hasSize(before);
    var letter = deadLetter(job);
    assertThat(letter.path("reason").asText()).isEqualTo("image_generation_failed");
    assertThat(letter.at("/payload/run_id").asText()).isEqualTo(run);
    assertThat(names(run)).containsExactly("manifest.json");

    var requeued = post("/orchestrate/dead-letter/%s/requeue".formatted(job), Map.of());

    assertThat(requeued.json().path("status").asText()).isEqualTo("queued");
    assertThat(requeued.json().path("job_id").asText()).isEqualTo(job);
    assertThat(settled(job).path("status").asText()).isEqualTo("completed");
    assertThat(post("/orchestrate/dead-letter/%s/requeue".formatted(job), Map.of()).status())
        .isEqualTo(404);
  }

  @Test
  void aFailedJobLeavesTheFinishedFilmOfItsRunIdAlone() throws Exception {
    var run = aRun();
    settled(started(body(run, 2)));
    var film = Files.readAllBytes(settings.base().resolve(run).resolve("stitched_subtitled.mp4"));
    fake.videos.rejectsNext(RejectionReason.INVALID_REQUEST);

    var failed = settled(started(body(run, 1)));

    assertThat(failed.path("error").asText()).startsWith("video_generation_failed at index 1: ");
    assertThat(failed.path("final_video_path").isNull()).isTrue();
    assertThat(settings.base().resolve(run).resolve("stitched_subtitled.mp4"))
        .hasBinaryContent(film);
    assertThat(names(run)).contains("img_002.png");
    settled(started(body(run, 1)));
    assertThat(names(run)).doesNotContain("img_002.png", "vid_002.mp4");
  }

  @Test
  void aPictureThatCannotBeUploadedIsToldApartFromAClipThatFails() throws Exception {
    fake.videos.rejectsNext(RejectionReason.UPLOAD_FAILED);

    var job = started(body(aRun(), 2));

    var failed = settled(job);
    assertThat(failed.path("error").asText()).startsWith("image_upload_failed at index 1: ");
    assertThat(deadLetter(job).path("reason").asText()).isEqualTo("image_upload_failed");
  }

  @Test
  void picturesAloneAreAJobWithoutAVideo() throws Exception {
    var asked = body(aRun(), 1);
    asked.put("prompts", List.of(Map.of("image_prompt", "a stone")));

    var job = started(asked);

    var status = settled(job);
    assertThat(status.path("status").asText()).isEqualTo("completed");
    assertThat(status.path("final_video_path").isNull()).isTrue();
    var video = wire.get("/orchestrate/video/" + job);
    assertThat(video.status()).isEqualTo(404);
    assertThat(video.json().path("detail").asText()).isEqualTo("Video file not found");
  }

  @Test
  void nothingIsDrawnWhereNobodyWantsPictures() throws Exception {
    var before = fake.images.submissions().size();
    var asked = body(aRun(), 2);
    asked.put("enable_image_gen", false);

    var status = settled(started(asked));

    assertThat(status.path("status").asText()).isEqualTo("completed");
    assertThat(fake.images.submissions()).hasSize(before);
  }

  @Test
  void aJobIsTakenOutOfTheLine() throws Exception {
    var gate = fake.images.holdsNext();
    var first = started(body(aRun(), 1));
    assertThat(gate.reached().await(1, TimeUnit.MINUTES)).isTrue();
    var second = started(body(aRun(), 1));

    var cancelled = wire.send("DELETE", "/orchestrate/jobs/" + second, Map.of(), new byte[0]);

    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
    assertThat(status(second).path("status").asText()).isEqualTo("failed");
    assertThat(deadLetter(second).path("reason").asText()).isEqualTo("cancelled");
    gate.open().countDown();
    assertThat(settled(first).path("status").asText()).isEqualTo("completed");
    assertThat(wire.send("DELETE", "/orchestrate/jobs/" + first, Map.of(), new byte[0]).status())
        .isEqualTo(409);
  }

  @Test
  void whatIsNoIdIsNoJob() {
    for (var id : List.of(UUID.randomUUID().toString(), "x", "*", "a%00b", "%2e%2e")) {
      assertThat(wire.get("/orchestrate/status/" + id).status()).as(id).isIn(400, 404);
      assertThat(wire.get("/orchestrate/video/" + id).status()).as(id).isIn(400, 404);
    }
    assertThat(wire.get("/orchestrate/status/" + UUID.randomUUID()).json())
        .isEqualTo(JSON.valueToTree(Map.of("detail", "job not found", "code", "JOB_UNKNOWN")));
  }

  @Test
  void deadLettersComePageByPage() {
    var all = wire.get("/orchestrate/dead-letter").json();

    assertThat(all.path("count").asInt()).isGreaterThanOrEqualTo(all.path("items").size());
    assertThat(wire.get("/orchestrate/dead-letter?limit=1&offset=0").json().path("items").size())
        .isLessThanOrEqualTo(1);
    assertThat(wire.get("/orchestrate/dead-letter?limit=0").status()).isEqualTo(422);
  }

  @Test
  void aJobIsSeenInTheNativeApi() throws Exception {
    var run = aRun();
    var job = started(body(run, 1));
    settled(job);

    var project = wire.get("/api/studio/projects/" + job);

    assertThat(project.status()).as(project.text()).isEqualTo(200);
    assertThat(project.json().path("title").asText()).isEqualTo(run);
    assertThat(project.json().path("surface").asText()).isEqualTo("orchestrate");
    assertThat(project.json().path("state").asText()).isEqualTo("done");
  }

  @Test
  void countsWhatItDoesByTheOldNames() throws Exception {
    settled(started(body(aRun(), 1)));

    var metrics = wire.get("/metrics");

    assertThat(metrics.header("Content-Type")).startsWith("text/plain");
    assertThat(metrics.text())
        .contains(
            "jobs_enqueued_total",
            "jobs_started_total",
            "jobs_completed_total",
            "job_total_seconds_bucket",
            "queue_depth",
            "worker_active",
            "image_generation_seconds_bucket",
            "images_generated_total",
            "videos_generated_total",
            "video_generation_seconds_bucket",
            "total_images_generation_seconds",
            "total_videos_generation_seconds",
            "stitch_seconds",
            "subtitles_seconds",
            "voiceover_generation_seconds")
        .doesNotContain("run-");
  }

  private static String aRun() {
    return "run-" + UUID.randomUUID();
  }

  private static Map<String, Object> body(String run, int prompts) {
    var body = new HashMap<String, Object>();
    body.put("script", "Hello. This is a story about a river and a stone.");
    body.put("caption", "A river");
    body.put("run_id", run);
    body.put("language", "en");
    body.put(
        "prompts",
        new ArrayList<>(
            IntStream.rangeClosed(1, prompts)
                .mapToObj(i -> Map.of("image_prompt", "picture " + i, "video_prompt", "zoom " + i))
                .toList()));
    return body;
  }

  private static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
    var changed = new HashMap<>(body);
    changed.put(member, value);
    return changed;
  }

  private Wire.Reply post(String path, Object body) {
    try {
      return wire.postJson(path, JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String started(Object body) {
    var reply = post("/orchestrate/start", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("status").asText()).isEqualTo("queued");
    var job = reply.json().path("job_id").asText();
    assertThat(UUID.fromString(job).version()).isEqualTo(4);
    return job;
  }

  private JsonNode status(String job) {
    return wire.get("/orchestrate/status/" + job).json();
  }

  private JsonNode settled(String job) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    synchronized (ended) {
      while (!List.of("completed", "failed").contains(status(job).path("status").asText())) {
        var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        assertThat(left).as("job %s ends", job).isPositive();
        // Another node may have ended it, so it is looked at now and then in any case.
        ended.wait(Math.min(left, 1_000));
      }
    }
    return status(job);
  }

  private JsonNode deadLetter(String job) {
    var items = wire.get("/orchestrate/dead-letter?limit=1000").json().path("items");
    for (var item : items) {
      if (item.path("job_id").asText().equals(job)) {
        return item;
      }
    }
    throw new AssertionError("no dead letter of " + job + " among " + items.size());
  }

  private List<String> names(String run) throws IOException {
    try (var files = Files.list(settings.base().resolve(run))) {
      return files.map(Path::getFileName).map(Path::toString).sorted().toList();
    }
  }
}
