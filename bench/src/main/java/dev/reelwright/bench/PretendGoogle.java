package dev.reelwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reelwright.provider.simulator.Simulator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

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

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger drawn = new AtomicInteger();
  private final AtomicInteger jobs = new AtomicInteger();
  private final Map<String, Paid> paid = new ConcurrentHashMap<>();
  private final byte[] clip;

  PretendGoogle() throws IOException {
    try (var film = Simulator.class.getResourceAsStream("clip-4.mp4")) {
      if (film == null) {
        throw new IOException("there is no clip-4.mp4");
      }
      clip = film.readAllBytes();
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Paid paidBy(int film) {
    return paid.getOrDefault("[film %d]".formatted(film), new Paid());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = exchange.getRequestBody().readAllBytes();
      if (path.contains("/download/")) {
        answer(exchange, "video/mp4", marked(path));
      } else if (path.contains("/operations/")) {
        answer(exchange, "application/json", JSON.writeValueAsBytes(done(path)));
      } else {
        answer(exchange, "application/json", JSON.writeValueAsBytes(made(path, body)));
      }
    }
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
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
    var image = new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, drawn.incrementAndGet());
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /// The clip with its job's name in a box that every reader skips (ISO/IEC 14496-12, `free`).
  private byte[] marked(String path) {
    var name = path.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(clip.length + 8 + name.length)
        .put(clip)
        .putInt(8 + name.length)
        .put("free".getBytes(StandardCharsets.US_ASCII))
        .put(name)
        .array();
  }
}
