package dev.reelwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A server that speaks Google's wire format on loopback, does everything at once and counts what
/// it was asked for, by the words `[film N]` that prompts carry. Thread-safe.
final class PretendGoogle implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FILM = Pattern.compile("\\[film \\d+]");
  private static final Pattern COUNT = Pattern.compile("exactly (\\d+)");

  /// What one film asked for.
  record Paid(AtomicInteger plans, AtomicInteger pictures, AtomicInteger clips) {
    Paid() {
      this(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    }

    boolean isFor(int scenes) {
      return plans.get() == 1 && pictures.get() == scenes + 1 && clips.get() == scenes;
    }

    @Override
    public String toString() {
      return "%s plans, %s pictures, %s clips".formatted(plans, pictures, clips);
    }
  }

  private final AtomicInteger drawn = new AtomicInteger();
  private final AtomicInteger jobs = new AtomicInteger();
  private final Map<String, Paid> paid = new ConcurrentHashMap<>();
  private final SmallMedia media = new SmallMedia();
  private final Loopback server;

  PretendGoogle() throws IOException {
    server = new Loopback(this::serve);
  }

  URI address() {
    return server.address();
  }

  Paid paidBy(int film) {
    return paid.getOrDefault("[film %d]".formatted(film), new Paid());
  }

  @Override
  public void close() {
    server.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = exchange.getRequestBody().readAllBytes();
      if (path.contains("/download/")) {
        Loopback.send(exchange, "video/mp4", media.clip(path));
      } else if (path.contains("/operations/")) {
        Loopback.send(exchange, "application/json", JSON.writeValueAsBytes(done(path)));
      } else {
        Loopback.send(exchange, "application/json", JSON.writeValueAsBytes(made(path, body)));
      }
    }
  }

  private JsonNode made(String path, byte[] bytes) throws IOException {
    var body = JSON.readTree(bytes);
    var tag = tag(new String(bytes, StandardCharsets.UTF_8));
    var count = paid.computeIfAbsent(tag, _ -> new Paid());
    if (path.endsWith(":predictLongRunning")) {
      count.clips().incrementAndGet();
      return JSON.createObjectNode().put("name", "models/m/operations/" + jobs.incrementAndGet());
    }
    if (path.endsWith(":predict")) {
      count.pictures().incrementAndGet();
      var answer = JSON.createObjectNode();
      answer
          .putArray("predictions")
          .addObject()
          .put("mimeType", "image/png")
          .put("bytesBase64Encoded", picture());
      return answer;
    }
    if (body.path("generationConfig").has("responseModalities")) {
      count.pictures().incrementAndGet();
      var part = JSON.createObjectNode();
      part.putObject("inlineData").put("mimeType", "image/png").put("data", picture());
      return content(part);
    }
    count.plans().incrementAndGet();
    return content(JSON.createObjectNode().put("text", storyboard(body.toString(), tag)));
  }

  private JsonNode done(String path) {
    var answer = JSON.createObjectNode().put("name", path).put("done", true);
    answer
        .putObject("response")
        .putObject("generateVideoResponse")
        .putArray("generatedSamples")
        .addObject()
        .putObject("video")
        .put("uri", address() + "/download/" + path.substring(path.lastIndexOf('/') + 1));
    return answer;
  }

  private static ObjectNode content(ObjectNode part) {
    var answer = JSON.createObjectNode();
    answer
        .putArray("candidates")
        .addObject()
        .put("finishReason", "STOP")
        .putObject("content")
        .put("role", "model")
        .putArray("parts")
        .add(part);
    return answer;
  }

  private static String storyboard(String asked, String tag) {
    var wished = COUNT.matcher(asked);
    int scenes = wished.find() ? Integer.parseInt(wished.group(1)) : 3;
    var root = JSON.createObjectNode();
    root.putObject("style_guide")
        .put("visual_style", "flat")
        .put("color_palette", "reds")
        .put("camera_style", "still");
    root.putArray("characters");
    var list = root.putArray("scenes");
    for (int scene = 0; scene < scenes; scene++) {
      list.addObject()
          .put("scene_index", scene)
          .put("scene_description", "Scene %d of %s".formatted(scene, tag))
          .put("start_frame_prompt", "A drawing: start %d of %s".formatted(scene, tag))
          .put("end_frame_prompt", "A drawing: end %d of %s".formatted(scene, tag))
          .put("video_motion_prompt", "Slow pan %d of %s".formatted(scene, tag))
          .put("transition_notes", "cut")
          .putArray("key_details")
          .add("kite")
          .add("harbour")
          .add("wind");
    }
    return root.toString();
  }

  private static String tag(String text) {
    var found = FILM.matcher(text);
    return found.find() ? found.group() : "";
  }

  /// No two are the same.
  private String picture() throws IOException {
    return Base64.getEncoder().encodeToString(SmallMedia.picture(drawn.incrementAndGet()));
  }
}
