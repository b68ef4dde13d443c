package dev.reelwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A ComfyUI on loopback that makes small pictures and clips, one after the other, and can be ended
/// or hung on the way. It takes the ids that it is given, as the real one does, and knows what it
/// makes by the words `[picture …]` or `[clip …]` that prompts carry. Thread-safe.
final class PretendComfy implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PART = Pattern.compile("\\[(?:picture|clip) [^]\"\\\\]*]");
  private static final Pattern CANCEL = Pattern.compile("/api/jobs/[^/]+/cancel");

  /// How a server hangs.
  enum Hang {
    /// It takes connections and answers nothing.
    SILENT,
    /// It answers everything; what it is at never ends and cannot be interrupted.
    ENDLESS
  }

  /// @param end when it is done, by the clock of `System.nanoTime`
  private record Job(int number, String part, boolean isClip, String node, long end) {
    String file(String id) {
      return id + (isClip ? ".mp4" : ".png");
    }
  }

  private final Loopback server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final long nanosPerJob;
  private final SmallMedia media = new SmallMedia();
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> fetched = new LinkedHashMap<>();
  private long free = System.nanoTime();
  private @Nullable Long stoppedAt;
  private @Nullable Hang hang;

  PretendComfy(Duration perJob) throws IOException {
    nanosPerJob = perJob.toNanos();
    server = new Loopback(this::serve);
  }

  URI address() {
    return server.address();
  }

  /// What it was asked for, in order; a part that was asked for twice is in it twice.
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /// What was fetched from it, by the id of the job that made it.
  synchronized Map<String, String> fetched() {
    return Map.copyOf(fetched);
  }

  synchronized void hang(Hang how) {
    stoppedAt = System.nanoTime();
    hang = how;
  }

  /// The process is gone.
  void kill() {
    server.kill();
  }

  @Override
  public void close() {
    closing.countDown();
    server.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = exchange.getRequestBody().readAllBytes();
      if (isSilent()) {
        closing.await();
      } else if (path.equals("/view")) {
        view(exchange);
      } else {
        answer(exchange, exchange.getRequestMethod() + " " + path, body);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isSilent() {
    return hang == Hang.SILENT;
  }

  private void answer(HttpExchange exchange, String what, byte[] body) throws IOException {
    if (what.startsWith("GET /history/")) {
      json(exchange, history(what.substring("GET /history/".length())));
    } else if (what.startsWith("GET /object_info/")) {
      json(exchange, JSON.createObjectNode());
    } else if (CANCEL.matcher(what.substring(what.indexOf(' ') + 1)).matches()) {
      json(exchange, JSON.createObjectNode().put("cancelled", cancel(what.split("/", -1)[3])));
    } else {
      switch (what) {
        case "POST /prompt" -> json(exchange, prompt(JSON.readTree(body)));
        case "GET /queue" -> json(exchange, queue());
        case "POST /upload/image" ->
            json(exchange, JSON.readTree("{\"name\":\"brought.png\",\"type\":\"input\"}"));
        case "GET /system_stats" ->
            json(exchange, JSON.readTree("{\"system\":{\"comfyui_version\":\"0\"}}"));
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void json(HttpExchange exchange, JsonNode answer) throws IOException {
    Loopback.send(exchange, "application/json", JSON.writeValueAsBytes(answer));
  }

  private synchronized JsonNode prompt(JsonNode order) {
    var graph = order.path("prompt");
    var node = "";
    var kind = "";
    for (var each : graph.properties()) {
      var type = each.getValue().path("class_type").asText();
      if (type.startsWith("Save")) {
        node = each.getKey();
        kind = type;
      }
    }
    var named = PART.matcher(graph.toString());
    var part = named.find() ? named.group() : "";
    asked.add(part);
    free = Math.max(free, System.nanoTime()) + nanosPerJob;
    var id = order.path("prompt_id").asText();
    jobs.put(id, new Job(asked.size(), part, kind.equals("SaveVideo"), node, free));
    return JSON.createObjectNode().put("prompt_id", id).put("number", asked.size());
  }

  private boolean isDone(Job job) {
    var now = System.nanoTime();
    return job.end() <= (stoppedAt == null ? now : Math.min(now, stoppedAt));
  }

  private synchronized ObjectNode queue() {
    var view = JSON.createObjectNode();
    var running = view.putArray("queue_running");
    var pending = view.putArray("queue_pending");
    for (var job : jobs.entrySet()) {
      if (!isDone(job.getValue())) {
        (running.isEmpty() ? running : pending)
            .addArray()
            .add(job.getValue().number())
            .add(job.getKey());
      }
    }
    return view;
  }

  private synchronized ObjectNode history(String id) {
    var history = JSON.createObjectNode();
    var job = jobs.get(id);
    if (job != null && isDone(job)) {
      var entry = history.putObject(id);
      entry.putObject("status").put("status_str", "success").put("completed", true);
      entry
          .putObject("outputs")
          .putObject(job.node())
          .putArray("images")
          .addObject()
          .put("filename", job.file(id))
          .put("subfolder", "")
          .put("type", "output");
    }
    return history;
  }

  /// What it hangs at is not given up, although it says so: an interruption is heard between nodes.
  private synchronized boolean cancel(String id) {
    var job = jobs.get(id);
    if (job == null || isDone(job)) {
      return false;
    }
    if (hang == null) {
      jobs.remove(id);
    }
    return true;
  }

  private void view(HttpExchange exchange) throws IOException {
    var query = exchange.getRequestURI().getQuery();
    var name = query.substring("filename=".length()).split("&", -1)[0];
    var id = name.substring(0, name.lastIndexOf('.'));
    Job job;
    synchronized (this) {
      job = jobs.get(id);
      if (job != null) {
        fetched.put(id, job.part());
      }
    }
    if (job == null) {
      exchange.sendResponseHeaders(404, -1);
    } else if (job.isClip()) {
      Loopback.send(exchange, "video/mp4", media.clip(id));
    } else {
      Loopback.send(exchange, "image/png", SmallMedia.picture(id.hashCode()));
    }
  }
}
