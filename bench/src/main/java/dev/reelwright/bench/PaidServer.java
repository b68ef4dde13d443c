package dev.reelwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The packaged server on a data folder of its own, making films at the simulated provider; each
/// kind of provider gets its share. Used by one thread.
final class PaidServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  // On a fresh checkout the first start builds the web studio.
  private static final Duration LONGEST_FIRST_START = Duration.ofMinutes(15);
  private static final Duration LONGEST_TRAINING = Duration.ofMinutes(5);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  static final List<String> KINDS = List.of("keyed", "findable", "blind");
  private static final Set<String> OVER = Set.of("done", "failed", "stopped");

  private final Path launcher;
  private final Path folder;
  private final URI provider;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private @Nullable Process process;
  private int films;
  private long decisions;
  private long needless;
  private boolean hasStarted;

  PaidServer(Path launcher, Path folder, URI provider) throws IOException {
    this.launcher = launcher;
    this.folder = folder;
    this.provider = provider;
    try (var socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
  }

  /// How many verdicts were asked for so far.
  long decisions() {
    return decisions;
  }

  /// How many of them were about calls that could have been looked up, or sent again unharmed.
  long needlessDecisions() {
    return needless;
  }

  void start() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
                launcher.toString(),
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("server.out").toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "REELWRIGHT_SIMULATED_URL",
                provider.toString(),
                "REELWRIGHT_DAILY_BUDGET",
                "100000"));
    process = builder.start();
    process.getOutputStream().close();
    var patience = hasStarted ? LONGEST_START : LONGEST_FIRST_START;
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        var _ = get("/api/studio/runs?limit=1");
        hasStarted = true;
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("the server did not start; see " + folder.resolve("server.out"), e);
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /// Starts once and waits for the start-up cache that the launcher trains beside it: every later
  /// start takes a third of the processor time.
  void warmUp() throws IOException, InterruptedException {
    if (System.getenv("REELWRIGHT_NO_AOT") != null) {
      return;
    }
    start();
    var cache = launcher.resolveSibling(".reel").resolve("app/current/serve.aot");
    var deadline = System.nanoTime() + LONGEST_TRAINING.toNanos();
    while (!Files.exists(cache) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
    stop();
  }

  /// SIGKILL: nobody can say goodbye.
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /// Whatever went wrong, nothing goes on running.
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  /// Orders more films, so that there is always something to pay, and answers what was asked. Those
  /// that were ordered before soon have nothing left but a cut, which no life is long enough for.
  ///
  /// @param most films that may be unfinished; beyond that nothing is ordered
  void keepBusy(int fresh, int most) throws IOException, InterruptedException {
    decideAll();
    for (var left = Math.min(fresh, most - atWork()); left > 0; left--) {
      var number = films++;
      var order =
          Map.of(
              "prompt",
              "Film %d begins. A ship turns.".formatted(number),
              "settings",
              Map.of(
                  "width",
                  320,
                  "height",
                  180,
                  "shots",
                  2,
                  "seed",
                  number,
                  "voice",
                  false,
                  "captions",
                  false,
                  "music",
                  false,
                  "models",
                  Map.of(
                      "start_frame", model("image", number),
                      "end_frame", model("image", number + 1),
                      "clip", model("video", number + 2))));
      var _ = post("/api/studio/projects", order);
    }
  }

  /// Lets all films end, answering what is asked.
  void awaitRest(Duration longest) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + longest.toNanos();
    while (atWork() > 0 && System.nanoTime() < deadline) {
      decideAll();
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static Map<String, String> model(String what, int number) {
    return Map.of("provider", "simulated", "model", what + "-" + KINDS.get(number % KINDS.size()));
  }

  private int atWork() throws IOException, InterruptedException {
    var open = 0;
    for (var cursor = ""; cursor != null; ) {
      var page = get("/api/studio/runs?limit=100" + cursor);
      for (var run : page.path("items")) {
        open += OVER.contains(run.path("state").asText()) ? 0 : 1;
      }
      var next = page.path("next");
      cursor = next.isTextual() ? "&cursor=" + next.asText() : null;
    }
    return open;
  }

  private void decideAll() throws IOException, InterruptedException {
    for (var question : get("/api/studio/decisions")) {
      decisions++;
      if (!question.path("model").asText().endsWith("-blind")) {
        needless++;
        System.err.println("asked about a call that could be looked up: " + question);
      }
      var _ =
          post(
              "/api/studio/decisions/" + question.path("attempt").asText(),
              Map.of("verdict", "again"));
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  private JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(LONGEST_ANSWER);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 400) {
      throw new IOException(
          "%s answered %d: %s"
              .formatted(
                  request.uri(),
                  answer.statusCode(),
                  new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)));
    }
    return JSON.readTree(answer.body());
  }
}
