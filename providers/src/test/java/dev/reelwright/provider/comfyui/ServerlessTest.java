package dev.reelwright.provider.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reelwright.access.Secret;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.comfyui.ComfySettings.Kind;
import dev.reelwright.store.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A serverless endpoint in ComfyUI's place.
class ServerlessTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
  private final List<JsonNode> orders = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  @TempDir Path scratch;
  private HttpServer server;
  private ComfyUiStudio studio;
  private ImageGenerator images;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answers.put("/v2/e1/run", "{\"id\": \"job-1\", \"status\": \"IN_QUEUE\"}");
    var there = new ComfySettings.Server("cloud", base(), Kind.RUNPOD, new Secret("key-1"));
    studio = new ComfyUiStudio(Orders.settings(there), List.of(), Traffic.UNHEARD, clock);
    images = Orders.images(studio, "text-to-image");
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private URI base() {
    return URI.create("http://127.0.0.1:%d/v2/e1".formatted(server.getAddress().getPort()));
  }

  private void answer(HttpExchange http) throws IOException {
    try (http) {
      var path = http.getRequestURI().getPath();
      requests.add(http.getRequestMethod() + " " + path);
      var body = http.getRequestBody().readAllBytes();
      if (path.endsWith("/run")) {
        orders.add(Exchange.JSON.readTree(body));
      }
      boolean isKnown = "Bearer key-1".equals(http.getRequestHeaders().getFirst("Authorization"));
      var answer = answers.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
      http.sendResponseHeaders(isKnown ? answer.length == 0 ? 404 : 200 : 401, 0);
      http.getResponseBody().write(answer);
    }
  }

  @Test
  void sendsTheWorkflowWithItsPicturesAndTakesTheFileOutOfTheAnswer() throws Exception {
    var videos = Orders.videos(studio, "image-to-video");
    var clip = ComfyFiles.clip(1, Exchange.JSON.createObjectNode());
    answers.put(
        "/v2/e1/status/job-1",
        "{\"status\": \"COMPLETED\", \"output\": {\"videos\": [{\"filename\": \"a.mp4\", \"type\": \"base64\", \"data\": \"%s\"}]}}"
            .formatted(Base64.getEncoder().encodeToString(clip)));
    var frame = Orders.frame(scratch);

    var made =
        Orders.delivered(
            Orders.made(videos, Orders.clip("it dives", frame, 1000), Orders.call(scratch)));

    var input = orders.getFirst().path("input");
    var picture = input.path("images").path(0);
    assertThat(input.at("/workflow/5/inputs/text").asText()).isEqualTo("it dives");
    assertThat(input.at("/workflow/7/inputs/image").asText())
        .isEqualTo(picture.path("name").asText());
    assertThat(picture.path("image").asText())
        .isEqualTo(
            "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(frame.file())));
    assertThat(Files.size(made.file())).isEqualTo(clip.length);
  }

  @Test
  void waitsWhileAJobIsInTheQueueAndStopsOneThatTakesTooLong() throws Exception {
    answers.put("/v2/e1/status/job-1", "{\"status\": \"IN_QUEUE\"}");
    answers.put("/v2/e1/cancel/job-1", "{\"status\": \"CANCELLED\"}");
    var call = Orders.call(scratch);
    var job = Orders.accepted(images.submit(Orders.picture("a kite"), call));

    var waiting = images.poll(job, call);
    clock.forward(Duration.ofMinutes(21));
    var failed = Orders.failed(images.poll(job, call));

    assertThat(waiting.toString()).contains("Working");
    assertThat(failed.reason()).isEqualTo(RejectionReason.TIMED_OUT);
    assertThat(requests).contains("POST /v2/e1/cancel/job-1");
  }

  @Test
  void tellsWhatTheWorkerSaidWhenItFailed() throws Exception {
    answers.put(
        "/v2/e1/status/job-1",
        "{\"status\": \"FAILED\", \"error\": \"KSampler broke in /comfyui/nodes/sampler.py\"}");

    var failed = Orders.failed(Orders.made(images, Orders.picture("a kite"), Orders.call(scratch)));

    assertThat(failed.reason()).isEqualTo(RejectionReason.UNUSABLE_ANSWER);
    assertThat(failed.providerMessage()).isEqualTo("KSampler broke in sampler.py");
  }

  @Test
  void makesAnewWhatTheEndpointHasForgotten() throws Exception {
    var failed = Orders.failed(Orders.made(images, Orders.picture("a kite"), Orders.call(scratch)));

    assertThat(failed.reason()).isEqualTo(RejectionReason.PROVIDER_FAILURE);
  }

  @Test
  void saysThatAKeyIsNotAccepted() throws Exception {
    var there = new ComfySettings.Server("cloud", base(), Kind.RUNPOD, new Secret("another"));
    var other = new ComfyUiStudio(Orders.settings(there), List.of(), Traffic.UNHEARD, clock);

    var rejected =
        Orders.rejected(
            Orders.images(other, "text-to-image")
                .submit(Orders.picture("a kite"), Orders.call(scratch)));

    assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_ALLOWED);
  }

  @Test
  void doesNotKnowWhatBecameOfAnOrderWithoutAnAnswer() throws Exception {
    answers.put("/v2/e1/run", "<html>");
    var call = Orders.call(scratch);

    assertThat(images.submit(Orders.picture("a kite"), call))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(images.find(Orders.picture("a kite"), call)).isEmpty();
    assertThat(orders).hasSize(1);
  }
}
