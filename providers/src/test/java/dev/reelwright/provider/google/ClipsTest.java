package dev.reelwright.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.ledger.Money;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClipsTest {
  private static final String VEO = "veo-3.1-fast-generate-001";
  private static final String OMNI = "gemini-omni-1.1-flash";

  private SimulatedGoogle google;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  @TempDir Path scratch;

  @BeforeEach
  void open() throws IOException {
    google = new SimulatedGoogle();
  }

  @AfterEach
  void close() throws IOException {
    google.close();
  }

  private VideoGenerator byKey(String model) {
    return new GoogleStudio(Orders.byKey(google.base()), () -> now)
        .videos(Orders.model(model))
        .orElseThrow();
  }

  private VideoGenerator byVertex(String model) {
    return new GoogleStudio(Orders.byVertex(google.base(), null), () -> now)
        .videos(Orders.model(model))
        .orElseThrow();
  }

  private ProviderJob ordered(VideoGenerator generator) throws Exception {
    var result = generator.submit(Orders.clip(null, null, 6000, true), Orders.call(scratch));
    if (result instanceof SubmitResult.Accepted<MediaResult>(var job)) {
      return job;
    }
    throw new AssertionError("not accepted: " + result);
  }

  @Test
  void givesVeoBothFramesAndEveryFieldThatCosts() throws Exception {
    var first = Orders.frame(scratch, 64);
    var last = Orders.frame(scratch, 65);

    byKey(VEO).submit(Orders.clip(first, last, 5200, true), Orders.call(scratch));

    var request = google.seen().getFirst();
    assertThat(request.path()).isEqualTo("/v1beta/models/" + VEO + ":predictLongRunning");
    var instance = request.body().at("/instances/0");
    assertThat(instance.path("prompt").asText()).startsWith("the kite dives\n").contains("anime");
    assertThat(Base64.getDecoder().decode(instance.at("/image/bytesBase64Encoded").asText()))
        .isEqualTo(SimulatedGoogle.picture(64, 36));
    assertThat(Base64.getDecoder().decode(instance.at("/lastFrame/bytesBase64Encoded").asText()))
        .isEqualTo(SimulatedGoogle.picture(65, 36));
    var parameters = request.body().path("parameters");
    assertThat(parameters.path("durationSeconds").asInt())
        .as("the next longer length")
        .isEqualTo(6);
    assertThat(parameters.path("aspectRatio").asText()).isEqualTo("9:16");
    assertThat(parameters.path("resolution").asText()).isEqualTo("720p");
    assertThat(parameters.path("generateAudio").asBoolean()).isTrue();
    assertThat(parameters.path("sampleCount").asInt()).isEqualTo(1);
    assertThat(parameters.path("seed").asLong()).isEqualTo(7);
    assertThat(parameters.path("negativePrompt").asText())
        .contains("watermark", "photograph", "birds");
  }

  @Test
  void asksVeoTwoForNoSoundAndNoRewriting() throws Exception {
    byKey("veo-2.0-generate-001").submit(Orders.clip(null, null, 6000, true), Orders.call(scratch));

    var parameters = google.seen().getFirst().body().path("parameters");
    assertThat(parameters.has("generateAudio")).isFalse();
    assertThat(parameters.has("resolution")).isFalse();
    assertThat(parameters.path("enhancePrompt").asBoolean(true)).isFalse();
  }

  @Test
  void looksAtTheJobUntilItIsDoneAndFetchesTheClip() throws Exception {
    google.isDoneAfter(2);
    var veo = byKey(VEO);
    var job = ordered(veo);

    assertThat(veo.poll(job, Orders.call(scratch)))
        .isEqualTo(new PollResult.Working<>(0, Duration.ofSeconds(15)));
    var delivered = delivered(veo.poll(job, Orders.call(scratch)));

    assertThat(delivered.result().file()).hasBinaryContent(google.clip());
    assertThat(delivered.charge()).isEqualTo(Money.usd("0.90"));
    assertThat(google.orders()).hasSize(1);
    assertThat(google.seen().getLast().headers()).containsEntry("x-goog-api-key", Orders.KEY);
  }

  @Test
  void looksAfterAJobThatAnotherLifeOrdered() throws Exception {
    var job = new ProviderJob(ordered(byKey(VEO)).value());

    var delivered = delivered(byKey(VEO).poll(job, Orders.call(scratch)));

    assertThat(delivered.charge()).isEqualTo(Money.usd("0.90"));
    assertThat(google.orders()).hasSize(1);
  }

  @Test
  void asksVertexForTheOperationAndReadsTheClipFromTheAnswer() throws Exception {
    var veo = byVertex(VEO);
    var job = ordered(veo);

    var delivered = delivered(veo.poll(job, Orders.call(scratch)));

    assertThat(delivered.result().file()).hasBinaryContent(google.clip());
    var look = google.seen().getLast();
    assertThat(look.path())
        .isEqualTo(
            "/v1beta1/projects/p1/locations/us-central1/publishers/google/models/"
                + VEO
                + ":fetchPredictOperation");
    assertThat(look.body().path("operationName").asText()).isEqualTo("models/m/operations/op1");
  }

  @Test
  void filmsThroughInteractionsFromAFirstFrame() throws Exception {
    var omni = byKey(OMNI);

    omni.submit(Orders.clip(Orders.frame(scratch, 64), null, 6000, true), Orders.call(scratch));

    var request = google.seen().getFirst();
    assertThat(request.path()).isEqualTo("/v1beta/interactions");
    var body = request.body();
    assertThat(body.path("model").asText()).isEqualTo(OMNI);
    assertThat(body.path("background").asBoolean()).isTrue();
    assertThat(body.at("/input/0/content/0/type").asText()).isEqualTo("image");
    assertThat(body.at("/input/0/content/1/text").asText()).startsWith("the kite dives");
    assertThat(body.at("/generation_config/video_config/task").asText())
        .isEqualTo("image_to_video");
    assertThat(body.path("response_format").toString())
        .isEqualTo(
            "{\"type\":\"video\",\"aspect_ratio\":\"9:16\",\"duration\":\"6s\",\"resolution\":\"720p\",\"delivery\":\"uri\"}");
  }

  @Test
  void takesWordsOfAnInteractionItDoesNotKnowForWorkGoingOn() throws Exception {
    var omni = byKey(OMNI);
    var job = ordered(omni);
    google.nextLook(SimulatedGoogle.json("{\"id\":\"int/1\",\"status\":\"pondering\"}"));

    assertThat(omni.poll(job, Orders.call(scratch))).isInstanceOf(PollResult.Working.class);
    assertThat(delivered(omni.poll(job, Orders.call(scratch))).result().file())
        .hasBinaryContent(google.clip());
    assertThat(google.seen().get(1).path()).isEqualTo("/v1beta/interactions/int%2F1");
  }

  record Bad(String model, String answer, RejectionReason reason) {}

  static Stream<Bad> badEnds() {
    return Stream.of(
        new Bad(
            VEO,
            "{\"done\":true,\"error\":{\"code\":13,\"message\":\"internal trouble\"}}",
            RejectionReason.PROVIDER_FAILURE),
        new Bad(
            VEO,
            "{\"done\":true,\"error\":{\"code\":3,\"message\":\"violates the usage guidelines\"}}",
            RejectionReason.CONTENT_POLICY),
        new Bad(
            VEO,
            "{\"done\":true,\"response\":{\"generateVideoResponse\":{\"raiMediaFilteredCount\":1,\"raiMediaFilteredReasons\":[\"no\"]}}}",
            RejectionReason.CONTENT_POLICY),
        new Bad(
            VEO,
            "{\"done\":true,\"response\":{\"raiMediaFilteredCount\":1}}",
            RejectionReason.CONTENT_POLICY),
        new Bad(VEO, "{\"done\":true}", RejectionReason.CONTENT_POLICY),
        new Bad(
            OMNI,
            "{\"status\":\"failed\",\"errors\":[{\"message\":\"safety\"}]}",
            RejectionReason.CONTENT_POLICY),
        new Bad(OMNI, "{\"status\":\"failed\"}", RejectionReason.PROVIDER_FAILURE),
        new Bad(OMNI, "{\"status\":\"budget_exceeded\"}", RejectionReason.PROVIDER_FAILURE),
        new Bad(OMNI, "{\"status\":\"completed\",\"steps\":[]}", RejectionReason.CONTENT_POLICY));
  }

  @ParameterizedTest
  @MethodSource("badEnds")
  void callsABadEndByItsReasonAndCountsItAsPaid(Bad bad) throws Exception {
    var generator = byKey(bad.model());
    var job = ordered(generator);
    google.nextLook(SimulatedGoogle.json(bad.answer()));

    assertThat(generator.poll(job, Orders.call(scratch)))
        .isInstanceOfSatisfying(
            PollResult.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(bad.reason());
              assertThat(failed.charge().isZero()).isFalse();
            });
  }

  @Test
  void givesUpAClipAfterItsTimeButNotWithoutALook() throws Exception {
    google.isDoneAfter(2);
    var veo = byKey(VEO);
    var job = ordered(veo);
    now = now.plus(Duration.ofMinutes(11));

    assertThat(veo.poll(job, Orders.call(scratch)))
        .isInstanceOfSatisfying(
            PollResult.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(RejectionReason.TIMED_OUT);
              assertThat(failed.providerMessage()).contains("600 seconds");
            });
    assertThat(veo.poll(job, Orders.call(scratch))).isInstanceOf(PollResult.Delivered.class);
  }

  @Test
  void looksAgainLaterWhenALookFails() throws Exception {
    var veo = byKey(VEO);
    var job = ordered(veo);
    google.nextLook(SimulatedGoogle.status(503, "{}"));
    google.nextLook(SimulatedGoogle.cut());

    assertThatThrownBy(() -> veo.poll(job, Orders.call(scratch)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503");
    // A free look may be repeated by the client itself.
    delivered(veo.poll(job, Orders.call(scratch)));
    assertThat(google.orders()).hasSize(1);
  }

  @Test
  void doesNotShowTheKeyToAnotherHost() throws Exception {
    try (var elsewhere = new SimulatedGoogle()) {
      var veo = byKey(VEO);
      var job = ordered(veo);
      google.nextDownload(
          SimulatedGoogle.status(302, "", "Location", elsewhere.base() + "/download/op1"));

      delivered(veo.poll(job, Orders.call(scratch)));

      assertThat(elsewhere.seen())
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.headers())
                      .doesNotContainKeys("x-goog-api-key", "authorization"));
    }
  }

  @Test
  void doesNotTakeHalfAClipForAClip() throws Exception {
    var veo = byKey(VEO);
    var job = ordered(veo);
    var clip = google.clip();
    google.nextDownload(
        (_, exchange) -> exchange.answer(200, "video/mp4", Arrays.copyOf(clip, clip.length / 2)));
    google.nextDownload(google.half());
    google.nextDownload(
        (_, exchange) ->
            exchange.answer(200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)));

    for (int time = 0; time < 3; time++) {
      assertThatThrownBy(() -> veo.poll(job, Orders.call(scratch))).isInstanceOf(IOException.class);
    }
    assertThat(delivered(veo.poll(job, Orders.call(scratch))).result().file())
        .hasBinaryContent(clip);
    assertThat(google.orders()).hasSize(1);
  }

  @Test
  void saysWhenAResultIsGone() throws Exception {
    var veo = byKey(VEO);
    var job = ordered(veo);
    google.nextDownload(SimulatedGoogle.status(404, "{}"));
    google.nextLook(SimulatedGoogle.status(404, "{}"));

    for (int time = 0; time < 2; time++) {
      assertThat(veo.poll(job, Orders.call(scratch)))
          .isInstanceOfSatisfying(
              PollResult.Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo(RejectionReason.INVALID_REQUEST));
    }
  }

  private static PollResult.Delivered<MediaResult> delivered(PollResult<MediaResult> result) {
    if (result instanceof PollResult.Delivered<MediaResult> delivered) {
      return delivered;
    }
    throw new AssertionError("no clip: " + result);
  }
}
