package dev.reelwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What a film of the pipeline surface costs the server's processor beyond the providers and
/// ffmpeg, what its clients' polling costs, and whether many films at once are each paid once. A
/// server on loopback plays Google; it and the encoders are other processes and are not counted.
record PipelineBench(Path launcher) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLIP_SECONDS = 4;

  /// Films until the server compiles next to nothing any more: a server works for weeks.
  private static final int WARM_UP = 80;

  private static final int SHORT_FILMS = 20;
  private static final int LONG_FILMS = 6;
  private static final int SHORT = 3;
  private static final int LONG = 10;
  private static final int MANY = 100;
  private static final double MOST_OVERHEAD_SECONDS = 0.3;
  private static final int CONNECTIONS = 8;
  private static final int ASKED_FIRST = 1000;
  private static final int ASKED = 300;
  private static final int ROUNDS = 3;
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final long LOOK_MILLIS = 500;

  List<Row> run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("reel-pipeline");
    try (var google = new PretendGoogle();
        var server = ServedReel.start(program(google), folder.resolve("data"));
        var client = new Client(server, google)) {
      for (int film = 0; film < WARM_UP; film++) {
        client.follow(List.of(client.order(SHORT)));
      }
      var rows = new ArrayList<Row>();
      var ofShort = client.overhead(SHORT, SHORT_FILMS);
      rows.add(Row.bar("film of 3 scenes, server alone", ofShort, MOST_OVERHEAD_SECONDS, "CPU s"));
      rows.add(
          Row.info("film of 10 scenes, server alone", client.overhead(LONG, LONG_FILMS), "CPU s"));
      rows.addAll(client.answers());
      rows.addAll(client.crowd());
      server.stop();
      return rows;
    } finally {
      Folders.delete(folder);
    }
  }

  private ServedReel.Program program(PretendGoogle google) {
    return new ServedReel.Program(
        List.of(launcher.toString()),
        Map.of(
            "REELWRIGHT_GOOGLE_API_KEY", "none",
            "REELWRIGHT_GOOGLE_BASE_URL", google.address().toString(),
            "REELWRIGHT_GOOGLE_POLL_SECONDS", "0.2",
            "REELWRIGHT_DAILY_BUDGET", "1000000"));
  }

  /// Orders films and looks until they are complete. Used by one thread.
  private static final class Client implements AutoCloseable {
    private final ServedReel server;
    private final PretendGoogle google;
    private final ProcessFacts facts;
    private final HttpClient http = HttpClient.newHttpClient();
    private int films;

    Client(ServedReel server, PretendGoogle google) {
      this.server = server;
      this.google = google;
      this.facts = new ProcessFacts(server.pid());
    }

    /// @return the address of its state
    String order(int scenes) throws IOException, InterruptedException {
      var body =
          Map.of(
              "prompt",
              "A red kite over a harbour [film %d]".formatted(films++),
              "clip_duration",
              CLIP_SECONDS,
              "total_duration",
              scenes * CLIP_SECONDS);
      return send(request("/api/generate")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build())
          .path("status_url")
          .asText();
    }

    void follow(List<String> states) throws IOException, InterruptedException {
      var deadline = System.nanoTime() + LONGEST.toNanos();
      var left = new ArrayList<>(states);
      while (!left.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        var state = get(left.getLast());
        switch (state.path("status").asText()) {
          case "complete" -> left.removeLast();
          case "failed", "stopped" -> throw new IOException("a film came to nothing: " + state);
          default -> {
            if (System.nanoTime() > deadline) {
              throw new IOException("a film does not end: " + state);
            }
          }
        }
      }
    }

    /// Processor seconds of the server for one film of those made one after the other.
    double overhead(int scenes, int count) throws IOException, InterruptedException {
      double before = facts.cpuSeconds();
      for (int film = 0; film < count; film++) {
        follow(List.of(order(scenes)));
      }
      return (facts.cpuSeconds() - before) / count;
    }

    List<Row> answers() throws IOException, InterruptedException {
      var state = order(LONG);
      follow(List.of(state));
      var loads = new LinkedHashMap<String, String>();
      loads.put("status", state);
      loads.put("detail of 10 scenes", state.replace("/status", ""));
      var rows = new ArrayList<Row>();
      for (var load : loads.entrySet()) {
        var measured = measured(Load.get(server.address().getPort(), load.getValue()));
        rows.add(Row.info(load.getKey(), measured.requestsPerCpuSecond(), "per CPU second"));
        rows.add(Row.info(load.getKey() + ", p99", measured.p99Millis(), "ms"));
      }
      return rows;
    }

    private Load.Measured measured(Load load) throws IOException, InterruptedException {
      load.run(facts, CONNECTIONS, ASKED_FIRST);
      var rounds = new ArrayList<Load.Measured>();
      for (int round = 0; round < ROUNDS; round++) {
        rounds.add(load.run(facts, CONNECTIONS, ASKED));
      }
      rounds.sort(Comparator.comparingDouble(Load.Measured::requestsPerCpuSecond));
      return rounds.get(ROUNDS / 2);
    }

    /// Many films at once.
    List<Row> crowd() throws IOException, InterruptedException {
      int first = films;
      var states = new ArrayList<String>();
      long start = System.nanoTime();
      double before = facts.cpuSeconds();
      for (int film = 0; film < MANY; film++) {
        states.add(order(SHORT));
      }
      follow(states);
      int wrong = 0;
      for (int film = first; film < films; film++) {
        if (!google.paidBy(film).isFor(SHORT)) {
          wrong++;
          System.err.printf("film %d: %s%n", film, google.paidBy(film));
        }
      }
      return List.of(
          Row.bar("100 films at once, not paid exactly once", wrong, 0, "films"),
          Row.info("100 films at once", (System.nanoTime() - start) / 1e9, "s"),
          Row.info(
              "100 films at once, server alone",
              (facts.cpuSeconds() - before) / MANY,
              "CPU s each"));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
      return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(server.address() + path))
          .timeout(Duration.ofSeconds(60));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 400) {
        throw new IOException("%s answered %d".formatted(request.uri(), answer.statusCode()));
      }
      return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
      http.close();
    }
  }
}
