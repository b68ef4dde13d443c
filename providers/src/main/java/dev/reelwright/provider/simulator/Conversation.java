package dev.reelwright.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.reelwright.provider.simulator.Job.Cancellation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What callers of the simulated provider say and hear: `POST /v1/images`, `POST /v1/videos`, `GET
/// /v1/jobs/ID`, `GET /v1/jobs?reference=REF`, `POST /v1/jobs/ID/cancel`, `GET /v1/results/ID`.
final class Conversation implements HttpHandler {
  private static final long IMAGE_MICROS = 40_000;
  private static final long SECOND_MICROS = 50_000;
  private static final int MAX_SIDE_PIXELS = 2048;
  private static final long LONGEST_HANG_SECONDS = 120;
  private static final String JOBS = "/v1/jobs/";
  private static final String RESULTS = "/v1/results/";
  private static final String CANCEL = "/cancel";

  private final Jobs jobs;
  private final Faults faults;
  private final CountDownLatch closing;

  Conversation(Jobs jobs, Faults faults, CountDownLatch closing) {
    this.jobs = jobs;
    this.faults = faults;
    this.closing = closing;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try (var talk = new Exchange(http)) {
      try {
        route(talk);
      } catch (IllegalArgumentException e) {
        talk.refuse(400, "invalid", String.valueOf(e.getMessage()));
      }
    }
  }

  private void route(Exchange talk) throws IOException {
    var path = talk.path();
    var isPost = talk.method().equals("POST");
    if (isPost && (path.equals("/v1/images") || path.equals("/v1/videos"))) {
      submit(talk, path.equals("/v1/videos"));
    } else if (isPost && path.startsWith(JOBS) && path.endsWith(CANCEL)) {
      cancel(talk, path.substring(JOBS.length(), path.length() - CANCEL.length()));
    } else if (path.equals("/v1/jobs")) {
      find(talk);
    } else if (path.startsWith(JOBS)) {
      poll(talk, path.substring(JOBS.length()));
    } else if (path.startsWith(RESULTS)) {
      result(talk, path.substring(RESULTS.length()));
    } else {
      talk.refuse(404, "not_found", "there is no " + path);
    }
  }

  private void submit(Exchange talk, boolean isVideo) throws IOException {
    var body = talk.body();
    var fault = struck(Operation.SUBMIT);
    switch (fault) {
      case SUBMIT_BROKEN -> talk.refuse(500, "broken", "something went wrong");
      case SUBMIT_BUSY -> talk.busy();
      case SUBMIT_REFUSED -> talk.refuse(422, "policy", "the content rules forbid this");
      case SUBMIT_HANGS -> hang();
      case SUBMIT_CUT -> {
        // No answer: the connection is cut.
      }
      case null, default -> accept(talk, isVideo, body, fault);
    }
  }

  private void accept(Exchange talk, boolean isVideo, JsonNode body, @Nullable Fault fault)
      throws IOException {
    var model = body.path("model").asText();
    if (!model.matches((isVideo ? "video" : "image") + "-(keyed|findable|blind)")) {
      talk.refuse(400, "invalid", "there is no model " + model);
      return;
    }
    var order = order(isVideo, body);
    var key = Recognition.of(model) == Recognition.KEYED ? talk.header("Idempotency-Key") : null;
    var micros = isVideo ? order.seconds() * SECOND_MICROS : IMAGE_MICROS;
    var job = jobs.accept(model, body.path("reference").asText(), key, order, micros, fault);
    if (job.isEmpty()) {
      talk.refuse(503, "full", "the books are full; start the simulator anew");
      return;
    }
    switch (fault) {
      case SUBMIT_BROKEN_AFTER -> talk.refuse(500, "broken", "something went wrong");
      case SUBMIT_HANGS_AFTER -> hang();
      case SUBMIT_CUT_AFTER -> {
        // No answer: the connection is cut.
      }
      case SUBMIT_MALFORMED -> malformed(talk, 202);
      case null, default -> talk.answer(202, view(job.get()));
    }
  }

  private static Job.Order order(boolean isVideo, JsonNode body) {
    int width = body.path("width").asInt();
    int height = body.path("height").asInt();
    if (width < 16 || height < 16 || width > MAX_SIDE_PIXELS || height > MAX_SIDE_PIXELS) {
      throw new IllegalArgumentException(
          "width and height must lie within 16..%d: %dx%d"
              .formatted(MAX_SIDE_PIXELS, width, height));
    }
    var colour = (body.path("prompt").asText() + body.path("seed").asText()).hashCode();
    return new Job.Order(isVideo, width, height, isVideo ? seconds(body) : 0, colour);
  }

  private static int seconds(JsonNode body) {
    int wanted = body.path("seconds").asInt();
    for (int seconds : DrawnMedia.CLIP_SECONDS) {
      if (seconds == wanted) {
        return seconds;
      }
    }
    throw new IllegalArgumentException("seconds must be 4, 8 or 16: " + wanted);
  }

  private void poll(Exchange talk, String id) throws IOException {
    switch (struck(Operation.POLL)) {
      case POLL_BROKEN -> talk.refuse(500, "broken", "something went wrong");
      case POLL_BUSY -> talk.busy();
      case POLL_HANGS -> hang();
      case POLL_CUT -> {
        // No answer: the connection is cut.
      }
      case POLL_MALFORMED -> malformed(talk, 200);
      case null, default -> answer(talk, jobs.find(id), id);
    }
  }

  private void find(Exchange talk) throws IOException {
    if (struck(Operation.FIND) == Fault.FIND_BROKEN) {
      talk.refuse(500, "broken", "something went wrong");
      return;
    }
    var found =
        talk.parameter("reference")
            .flatMap(jobs::ofReference)
            .filter(job -> Recognition.of(job.model()) == Recognition.FINDABLE);
    talk.answer(200, Map.of("jobs", found.map(job -> List.of(view(job))).orElse(List.of())));
  }

  private void cancel(Exchange talk, String id) throws IOException {
    var fault = struck(Operation.CANCEL);
    if (fault == Fault.CANCEL_REFUSED) {
      talk.refuse(409, "running", "the work has begun");
      return;
    }
    var how = fault == Fault.CANCEL_BILLED ? Cancellation.BILLED : Cancellation.UNBILLED;
    answer(talk, jobs.cancel(id, how), id);
  }

  private void result(Exchange talk, String id) throws IOException {
    var fault = struck(Operation.RESULT);
    var job = jobs.find(id).filter(each -> each.state(jobs.now()) == Job.State.SUCCEEDED);
    if (job.isEmpty()) {
      talk.refuse(404, "not_found", "there is no result of " + id);
      return;
    }
    var bytes = DrawnMedia.of(job.get());
    var type = job.get().order().isVideo() ? "video/mp4" : "image/png";
    switch (fault) {
      case RESULT_BROKEN -> talk.refuse(500, "broken", "something went wrong");
      case RESULT_EXPIRED -> talk.refuse(410, "expired", "ask for the job again");
      case RESULT_TRUNCATED -> talk.sendHalf(type, bytes);
      case RESULT_WRONG_TYPE ->
          talk.send(
              200,
              "text/html",
              "<html>Please wait</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case null, default -> talk.send(200, type, bytes);
    }
  }

  private void answer(Exchange talk, Optional<Job> job, String id) throws IOException {
    if (job.isEmpty()) {
      talk.refuse(404, "not_found", "there is no job " + id);
    } else {
      talk.answer(200, view(job.get()));
    }
  }

  private static void malformed(Exchange talk, int status) throws IOException {
    talk.send(
        status,
        "application/json",
        "{\"job\": \"sim-".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private Map<String, Object> view(Job job) {
    var now = jobs.now();
    var view = new LinkedHashMap<String, Object>();
    view.put("job", job.id());
    view.put("reference", job.reference());
    view.put("state", job.state(now).name().toLowerCase(java.util.Locale.ROOT));
    view.put("billed_micros", job.billedMicros(now));
    view.put("currency", "USD");
    if (job.state(now) == Job.State.SUCCEEDED) {
      view.put("result", RESULTS + job.id());
    }
    if (job.state(now) == Job.State.FAILED) {
      view.put("error", Map.of("code", "policy", "message", "the content rules forbid this"));
    }
    return view;
  }

  private @Nullable Fault struck(Operation operation) {
    jobs.count(operation);
    return faults.next(operation).orElse(null);
  }

  /// Says nothing until the caller has gone.
  private void hang() {
    try {
      var _ = closing.await(LONGEST_HANG_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
