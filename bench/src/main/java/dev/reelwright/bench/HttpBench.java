package dev.reelwright.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What an answer costs the processor of the server, beside a minimal FastAPI service that does the
/// same and beside nginx. The client is not counted.
record HttpBench(Path launcher) {
  private static final int ROUNDS = 3;
  private static final int CONNECTIONS = 8;
  // Of each connection. A server runs for weeks: what its first minutes cost is in `bench server`.
  private static final int GET_WARM_UP = 40_000;
  private static final int GETS = 5000;
  private static final int POST_WARM_UP = 20_000;
  private static final int POSTS = 500;
  private static final int THEIR_WARM_UP = 500;
  private static final int RANGES_EACH = 10;
  private static final long RANGE_BYTES = 50_000_000;
  private static final long RANGE_START = 1_000_000;
  private static final int FILE_BYTES = 60_000_000;
  private static final double TIMES_FASTAPI = 5;
  private static final double TIMES_NGINX = 0.7;
  private static final double MOST_GROWTH_MEGABYTES = 20;
  private static final String ORDER =
      """
      {"prompt": "A fox crosses the snow. It stops beside a lantern.",
       "settings": {"width": 1280, "height": 720, "seed": 7}, "start": "nothing"}
      """;

  /// Ours, and another server's if it is here.
  private record Pair(Load.Measured ours, Load.@Nullable Measured theirs) {
    double times(double recorded) {
      return ours.requestsPerCpuSecond()
          / (theirs == null ? recorded : theirs.requestsPerCpuSecond());
    }
  }

  /// FastAPI 0.92.0, uvicorn 0.17.6, uvloop 0.17.0, httptools 0.1.1, Python 3.11.2 (Debian 12), in
  /// requests per CPU second on two shared cores of x86-64 in a quiet hour, for machines without
  /// it. The ratio is then only a hint.
  private record Recorded(double get, double post) {
    static final Recorded OF_2026_11_22 = new Recorded(9281, 2740);
  }

  List<Row> run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("reel-http");
    try (var ours =
            ServedReel.start(ServedReel.Program.ofLauncher(launcher), folder.resolve("data"));
        var client = new StudioClient(ours.address())) {
      var rows = new ArrayList<Row>();
      rows.addAll(answers(ours, client, folder));
      rows.addAll(ranges(ours, client, folder));
      ours.stop();
      return rows;
    } finally {
      Folders.delete(folder);
    }
  }

  private List<Row> answers(ServedReel ours, StudioClient client, Path folder)
      throws IOException, InterruptedException {
    var project = client.order(FilmErrand.FILM);
    client.follow(project, _ -> false, Duration.ofMinutes(5));
    var run =
        client.get("/api/studio/projects/" + project + "/runs?limit=1").at("/items/0/id").asText();
    int port = ours.address().getPort();
    var facts = new ProcessFacts(ours.pid());
    var neighbour = Neighbour.fastApi(folder);
    try (var theirs = neighbour.orElse(null)) {
      if (theirs == null) {
        System.err.println("no FastAPI here: compared with what was recorded on 2026-11-22");
      }
      var get =
          measured(
              Load.get(port, "/api/studio/runs/" + run),
              facts,
              theirs == null ? null : Load.get(theirs.port(), "/runs/run-1"),
              theirs,
              GET_WARM_UP,
              GETS);
      var post =
          measured(
              Load.post(port, "/api/studio/projects", ORDER),
              facts,
              theirs == null ? null : Load.post(theirs.port(), "/projects", ORDER),
              theirs,
              POST_WARM_UP,
              POSTS);
      var rows = new ArrayList<Row>();
      rows.addAll(compared("status GET", get, Recorded.OF_2026_11_22.get()));
      rows.addAll(compared("project POST", post, Recorded.OF_2026_11_22.post()));
      return rows;
    }
  }

  private static List<Row> compared(String what, Pair pair, double recorded) {
    var rows = new ArrayList<Row>();
    rows.add(Row.least(what + ", ours / FastAPI", pair.times(recorded), TIMES_FASTAPI, "x"));
    rows.add(Row.info(what + ", ours", pair.ours().requestsPerCpuSecond(), "per CPU second"));
    rows.add(Row.info(what + ", ours, p99", pair.ours().p99Millis(), "ms"));
    if (pair.theirs() != null) {
      rows.add(
          Row.info(what + ", FastAPI", pair.theirs().requestsPerCpuSecond(), "per CPU second"));
      rows.add(Row.info(what + ", FastAPI, p99", pair.theirs().p99Millis(), "ms"));
    }
    return rows;
  }

  private static Pair measured(
      Load ours,
      ProcessFacts facts,
      @Nullable Load theirs,
      @Nullable Neighbour neighbour,
      int warmUp,
      int requests)
      throws IOException, InterruptedException {
    ours.run(facts, CONNECTIONS, warmUp);
    if (theirs != null && neighbour != null) {
      theirs.run(neighbour.facts(), CONNECTIONS, THEIR_WARM_UP);
    }
    var mine = new ArrayList<Load.Measured>();
    var other = new ArrayList<Load.Measured>();
    for (int round = 0; round < ROUNDS; round++) {
      mine.add(ours.run(facts, CONNECTIONS, requests));
      told("ours", mine.getLast());
      if (theirs != null && neighbour != null) {
        other.add(theirs.run(neighbour.facts(), CONNECTIONS, requests));
        told("theirs", other.getLast());
      }
    }
    return new Pair(median(mine), other.isEmpty() ? null : median(other));
  }

  private static List<Row> ranges(ServedReel ours, StudioClient client, Path folder)
      throws IOException, InterruptedException {
    var files = Files.createDirectories(folder.resolve("files"));
    var file = noise(files.resolve("noise.wav"));
    var asset = client.upload(file);
    var facts = new ProcessFacts(ours.pid());
    var load =
        Load.range(
            ours.address().getPort(),
            "/api/studio/assets/" + asset + "/content",
            RANGE_START,
            RANGE_BYTES);
    var neighbour = Neighbour.nginx(folder, files);
    try (var theirs = neighbour.orElse(null)) {
      load.run(facts, 1, RANGES_EACH);
      double before = facts.residentMegabytes();
      var mine = new ArrayList<Load.Measured>();
      var other = new ArrayList<Load.Measured>();
      for (int round = 0; round < ROUNDS; round++) {
        mine.add(load.run(facts, 4, RANGES_EACH));
        told("ours", mine.getLast());
        if (theirs != null) {
          other.add(
              Load.range(theirs.port(), "/noise.wav", RANGE_START, RANGE_BYTES)
                  .run(theirs.facts(), 4, RANGES_EACH));
          told("theirs", other.getLast());
        }
      }
      var rows = new ArrayList<Row>();
      double speed = median(mine).megabytesPerCpuSecond();
      if (other.isEmpty()) {
        System.err.println("no nginx here: ranges are measured alone");
      } else {
        double nginx = median(other).megabytesPerCpuSecond();
        rows.add(Row.least("50 MB range, ours / nginx", speed / nginx, TIMES_NGINX, "x"));
        rows.add(Row.info("50 MB range, nginx", nginx, "MB per CPU second"));
        rows.add(Row.info("50 MB range, nginx, p99", median(other).p99Millis(), "ms"));
      }
      rows.add(Row.info("50 MB range, ours", speed, "MB per CPU second"));
      rows.add(Row.info("50 MB range, ours, p99", median(mine).p99Millis(), "ms"));
      rows.add(
          Row.bar(
              "memory that grew over all ranges",
              facts.residentMegabytes() - before,
              MOST_GROWTH_MEGABYTES,
              "MB"));
      return rows;
    }
  }

  private static void told(String whose, Load.Measured round) {
    System.err.printf(
        "%s: %d answers in %.2f CPU s%n", whose, round.requests(), round.cpuSeconds());
  }

  private static Load.Measured median(List<Load.Measured> rounds) {
    var sorted = new ArrayList<>(rounds);
    sorted.sort(Comparator.comparingDouble(Load.Measured::requestsPerCpuSecond));
    return sorted.get(sorted.size() / 2);
  }

  /// Sound at 48 kHz, 16 bit, stereo, that nothing can make smaller.
  private static Path noise(Path file) throws IOException {
    var head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + FILE_BYTES);
    head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    head.putShort((short) 1).putShort((short) 2).putInt(48_000).putInt(192_000);
    head.putShort((short) 4).putShort((short) 16);
    head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(FILE_BYTES);
    var body = new byte[FILE_BYTES];
    new Random(1).nextBytes(body);
    try (var out = Files.newOutputStream(file)) {
      out.write(head.array());
      out.write(body);
    }
    return file;
  }
}
