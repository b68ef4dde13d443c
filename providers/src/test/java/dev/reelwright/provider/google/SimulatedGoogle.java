package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;

/// A server that speaks Google's wire format on loopback, in plain sockets so that it can break off
/// wherever it likes. It keeps what it was asked, answers orders as scripted or else well, and
/// makes every operation done after a number of looks.
final class SimulatedGoogle implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A request that was read whole.
  record Seen(String method, String path, Map<String, String> headers, JsonNode body) {}

  /// Answers a request on its own terms.
  interface Answer {
    void to(Seen request, Exchange exchange) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final List<Seen> seen = new ArrayList<>();
  private final Deque<Answer> orders = new ArrayDeque<>();
  private final Deque<Answer> looks = new ArrayDeque<>();
  private final Deque<Answer> downloads = new ArrayDeque<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final byte[] clip = clip(4000);
  private String storyboard = storyboard(3);
  private byte[] picture = picture(64, 36);
  private int drawn;
  private boolean drawsAnew;
  private int looksUntilDone = 1;

  SimulatedGoogle() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  /// What was asked of models and interactions, polls and downloads left out.
  List<Seen> orders() {
    return seen().stream()
        .filter(
            each ->
                each.path().matches(".*:(generateContent|predict|predictLongRunning)")
                    || (each.method().equals("POST") && each.path().endsWith("/interactions")))
        .toList();
  }

  synchronized void nextOrder(Answer answer) {
    orders.add(answer);
  }

  synchronized void nextLook(Answer answer) {
    looks.add(answer);
  }

  synchronized void nextDownload(Answer answer) {
    downloads.add(answer);
  }

  synchronized void plans(String answer) {
    storyboard = answer;
  }

  synchronized void draws(byte[] bytes) {
    picture = bytes;
  }

  /// Every picture differs from all others.
  synchronized void drawsAnewEachTime() {
    drawsAnew = true;
  }

  synchronized void isDoneAfter(int looksNeeded) {
    looksUntilDone = looksNeeded;
  }

  byte[] clip() {
    return clip.clone();
  }

  static Answer status(int status, String body, String... headers) {
    return (_, exchange) ->
        exchange.answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static Answer json(String body) {
    return status(200, body);
  }

  static String error(int code, String status, String message) {
    return JSON.createObjectNode()
        .set(
            "error",
            JSON.createObjectNode().put("code", code).put("status", status).put("message", message))
        .toString();
  }

  /// Reads the request and hangs up.
  static Answer cut() {
    return (_, _) -> {};
  }

  /// Begins a good answer and hangs up in the middle.
  Answer half() {
    return (request, exchange) -> {
      var whole = new ByteArrayOutputStream();
      well(request, new Exchange(whole));
      exchange.raw(java.util.Arrays.copyOf(whole.toByteArray(), whole.size() - 20));
    };
  }

  /// Never answers.
  Answer silence() {
    return (_, _) -> closing.await();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var request = read(connection.getInputStream());
      Answer answer;
      synchronized (this) {
        seen.add(request);
        answer = scripted(request);
      }
      answer.to(request, new Exchange(connection.getOutputStream()));
    } catch (IOException _) {
      // The client went away, which some tests make it do.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer scripted(Seen request) {
    var script =
        isLook(request) ? looks : request.path().startsWith("/download") ? downloads : orders;
    var next = script.poll();
    return next != null ? next : this::well;
  }

  private static boolean isLook(Seen request) {
    return request.path().endsWith(":fetchPredictOperation")
        || (request.method().equals("GET") && !request.path().startsWith("/download"));
  }

  private synchronized void well(Seen request, Exchange exchange) throws IOException {
    var path = request.path();
    if (path.startsWith("/download")) {
      exchange.answer(200, "video/mp4", clip);
    } else if (isLook(request)) {
      exchange.json(look(request));
    } else if (path.endsWith(":predict")) {
      exchange.json(
          JSON.readTree(
              "{\"predictions\":[{\"mimeType\":\"image/png\",\"bytesBase64Encoded\":\"%s\"}]}"
                  .formatted(base64(drawn()))));
    } else if (path.endsWith(":predictLongRunning")) {
      exchange.json(JSON.createObjectNode().put("name", "models/m/operations/op1"));
    } else if (path.endsWith("/interactions")) {
      exchange.json(JSON.createObjectNode().put("id", "int/1").put("status", "queued"));
    } else if (path.endsWith(":generateContent")) {
      exchange.json(content(request));
    } else {
      exchange.answer(
          404,
          "application/json",
          error(404, "NOT_FOUND", "no such path").getBytes(StandardCharsets.UTF_8));
    }
  }

  private synchronized byte[] drawn() throws IOException {
    return drawsAnew ? picture(64, 36, 0x10101 * ++drawn) : picture;
  }

  private JsonNode content(Seen request) throws IOException {
    var part =
        request.body().path("generationConfig").has("responseModalities")
            ? JSON.readTree(
                "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}}"
                    .formatted(base64(drawn())))
            : JSON.createObjectNode().put("text", storyboard);
    var answer = JSON.createObjectNode();
    var candidate = answer.putArray("candidates").addObject().put("finishReason", "STOP");
    var parts = candidate.putObject("content").put("role", "model").putArray("parts");
    parts.addObject().put("text", "").put("thought", true);
    parts.add(part);
    return answer;
  }

  private JsonNode look(Seen request) {
    boolean isDone = --looksUntilDone <= 0;
    var answer = JSON.createObjectNode();
    if (request.path().contains("/interactions/")) {
      answer.put("id", "int/1").put("status", isDone ? "completed" : "in_progress");
      if (isDone) {
        answer
            .putArray("steps")
            .addObject()
            .put("type", "model_output")
            .putArray("content")
            .addObject()
            .put("type", "video")
            .put("mime_type", "video/mp4")
            .put("uri", base() + "/download/op1");
      }
      return answer;
    }
    answer.put("name", "models/m/operations/op1");
    if (!isDone) {
      return answer;
    }
    answer.put("done", true);
    if (request.method().equals("POST")) {
      answer
          .putObject("response")
          .putArray("videos")
          .addObject()
          .put("bytesBase64Encoded", base64(clip))
          .put("mimeType", "video/mp4");
    } else {
      answer
          .putObject("response")
          .putObject("generateVideoResponse")
          .putArray("generatedSamples")
          .addObject()
          .putObject("video")
          .put("uri", base() + "/download/op1");
    }
    return answer;
  }

  private static Seen read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request was cut");
      }
      head.append((char) next);
    }
    var lines = head.toString().strip().lines().toList();
    var headers = new HashMap<String, String>();
    for (int line = 1; line < lines.size(); line++) {
      int colon = lines.get(line).indexOf(':');
      headers.put(
          lines.get(line).substring(0, colon).toLowerCase(Locale.ROOT),
          lines.get(line).substring(colon + 1).strip());
    }
    var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    var start = List.of(lines.getFirst().split(" ", -1));
    return new Seen(
        start.get(0),
        start.get(1),
        headers,
        body.length == 0 || !start.get(0).equals("POST")
            ? JSON.createObjectNode()
            : JSON.readTree(body));
  }

  /// Where an answer goes.
  static final class Exchange {
    private final OutputStream out;

    Exchange(OutputStream out) {
      this.out = out;
    }

    void json(JsonNode body) throws IOException {
      answer(200, "application/json", JSON.writeValueAsBytes(body));
    }

    /// @param headers name and value in turn
    void answer(int status, String type, byte[] body, String... headers) throws IOException {
      var head =
          new StringBuilder(
              "HTTP/1.1 %d Word\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n"
                  .formatted(status, type, body.length));
      for (int index = 0; index < headers.length; index += 2) {
        head.append(headers[index]).append(": ").append(headers[index + 1]).append("\r\n");
      }
      raw(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      raw(body);
    }

    void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }
  }

  static String storyboard(int scenes) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("style_guide")
        .put("visual_style", "flat")
        .put("color_palette", "reds")
        .put("camera_style", "still");
    root.putArray("characters")
        .addObject()
        .put("name", "Ada")
        .put("physical_description", "tall")
        .put("clothing_description", "green coat");
    var list = root.putArray("scenes");
    for (int index = 0; index < scenes; index++) {
      list.addObject()
          .put("scene_index", index)
          .put("scene_description", "scene " + index)
          .put("start_frame_prompt", "start " + index)
          .put("end_frame_prompt", "end " + index)
          .put("video_motion_prompt", "motion " + index)
          .put("transition_notes", "cut " + index)
          .putArray("key_details")
          .add("a")
          .add("b")
          .add("c");
    }
    return root.toString();
  }

  static byte[] picture(int width, int height) throws IOException {
    return picture(width, height, 0);
  }

  private static byte[] picture(int width, int height, int colour) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, colour);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /// The boxes of an MP4, with nothing in them.
  static byte[] clip(int pictures) {
    var bytes = ByteBuffer.allocate(16 + 8 + 8 + pictures);
    box(bytes, "ftyp", 8);
    box(bytes, "moov", 0);
    box(bytes, "mdat", pictures);
    return bytes.array();
  }

  private static void box(ByteBuffer into, String type, int content) {
    into.putInt(8 + content)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .position(into.position() + content);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
