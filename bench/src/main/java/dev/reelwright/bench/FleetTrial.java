package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Jobs of the orchestrate surface, four at a time, on a fleet of four ComfyUI servers of which
/// each is half as fast as the one before. On the way the second one is killed and the third one
/// hangs.
///
/// @param folder gets the data folder and the folders of runs
record FleetTrial(ServedReel.Program program, Path folder) {
  private static final Duration FASTEST = Duration.ofMillis(150);
  private static final int SERVERS = 4;
  private static final int KILLED = 1;
  private static final int HUNG = 2;

  /// One of so many jobs is a film; the others are a picture.
  private static final int FILM_EVERY = 10;

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration LONGEST_WEBHOOK = Duration.ofMinutes(1);

  /// @param failures what failed jobs say
  /// @param parts pictures and clips that were to be made
  /// @param asked what each server was asked for, the fastest first
  /// @param whileWell the same before anything went wrong
  /// @param madeAgain parts that were fetched from a server and then made once more
  /// @param toldWrongly jobs whose end was not told in exactly one message
  record Outcome(
      int completed,
      List<String> failures,
      int parts,
      List<Integer> asked,
      List<Integer> whileWell,
      Set<String> madeAgain,
      Set<String> toldWrongly,
      Duration wall) {
    Outcome {
      failures = List.copyOf(failures);
      asked = List.copyOf(asked);
      whileWell = List.copyOf(whileWell);
      madeAgain = Set.copyOf(madeAgain);
      toldWrongly = Set.copyOf(toldWrongly);
    }

    /// How many times as much the fastest server was asked for as the slowest one.
    double fastestOverSlowest() {
      return (double) asked.getFirst() / Math.max(1, asked.getLast());
    }

    /// What was sent to a server in vain, since it was killed or hung.
    int inVain() {
      return asked.stream().mapToInt(Integer::intValue).sum() - parts;
    }
  }

  /// @param patience how long a server may take over one part
  Outcome run(int jobs, PretendComfy.Hang hang, Duration patience)
      throws IOException, InterruptedException {
    var servers = new ArrayList<PretendComfy>();
    try (var receiver = new PretendReceiver()) {
      for (int i = 0; i < SERVERS; i++) {
        servers.add(new PretendComfy(FASTEST.multipliedBy(1L << i)));
      }
      try (var reel =
              ServedReel.start(
                  program.with(settings(servers, receiver, patience)), folder.resolve("data"));
          var client = new JobClient(reel.address())) {
        return carriedOut(jobs, hang, servers, receiver, reel, client);
      }
    } finally {
      servers.forEach(PretendComfy::close);
    }
  }

  private Map<String, String> settings(
      List<PretendComfy> servers, PretendReceiver receiver, Duration patience) {
    var urls =
        IntStream.range(0, servers.size())
            .mapToObj(i -> "s%d=%s".formatted(i, servers.get(i).address()))
            .collect(Collectors.joining(","));
    return Map.of(
        "REELWRIGHT_COMFYUI_URL", urls,
        "REELWRIGHT_COMFYUI_POLL_INTERVAL_SECONDS", "0.1",
        "REELWRIGHT_COMFYUI_TIMEOUT_SECONDS", Long.toString(patience.toSeconds()),
        "REELWRIGHT_ORCHESTRATE_WORKERS", Integer.toString(SERVERS),
        "REELWRIGHT_ORCHESTRATE_FOLDER", folder.resolve("shared").toString(),
        "REELWRIGHT_WEBHOOK_URL", receiver.address().toString());
  }

  private static Outcome carriedOut(
      int jobs,
      PretendComfy.Hang hang,
      List<PretendComfy> servers,
      PretendReceiver receiver,
      ServedReel reel,
      JobClient client)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    var ordered = new ArrayList<String>();
    int parts = 0;
    for (int i = 0; i < jobs; i++) {
      boolean isFilm = i % FILM_EVERY == 0;
      parts += isFilm ? 2 : 1;
      ordered.add(client.order(order(i, isFilm)));
    }
    awaitParts(parts / 5, servers, reel, start);
    var whileWell = asked(servers);
    servers.get(KILLED).kill();
    System.err.println("killed one after " + whileWell);
    awaitParts(parts * 2 / 5, servers, reel, start);
    servers.get(HUNG).hang(hang);
    System.err.println("hung another one after " + asked(servers));
    int completed = 0;
    var failures = new ArrayList<String>();
    for (var job : ordered) {
      var status = client.status(job);
      while (!JobClient.isOver(status)) {
        pause(reel, start);
        status = client.status(job);
      }
      if (JobClient.isCompleted(status)) {
        completed++;
      } else {
        failures.add(status.path("error").asText());
      }
    }
    var wall = Duration.ofNanos(System.nanoTime() - start);
    return new Outcome(
        completed,
        failures,
        parts,
        asked(servers),
        whileWell,
        madeAgain(servers),
        toldWrongly(ordered, receiver, reel),
        wall);
  }

  private static Map<String, ?> order(int number, boolean isFilm) {
    var prompt = new HashMap<String, String>();
    prompt.put("image_prompt", "A fox. [picture of job-%d]".formatted(number));
    if (isFilm) {
      prompt.put("video_prompt", "It runs. [clip of job-%d]".formatted(number));
    }
    return Map.of(
        "script", "", "caption", "", "run_id", "job-" + number, "prompts", List.of(prompt));
  }

  private static void awaitParts(
      int fetched, List<PretendComfy> servers, ServedReel reel, long start)
      throws IOException, InterruptedException {
    while (servers.stream().mapToInt(server -> server.fetched().size()).sum() < fetched) {
      pause(reel, start);
    }
  }

  private static void pause(ServedReel reel, long start) throws IOException, InterruptedException {
    if (System.nanoTime() - start > LONGEST.toNanos()) {
      throw new IOException("the jobs are not done after " + LONGEST);
    }
    reel.letRun(50);
  }

  private static List<Integer> asked(List<PretendComfy> servers) {
    return servers.stream().map(server -> server.asked().size()).toList();
  }

  /// Fetching what one job made twice is no harm; that two jobs made it is.
  private static Set<String> madeAgain(List<PretendComfy> servers) {
    var jobs = new LinkedHashMap<String, Integer>();
    for (var server : servers) {
      server.fetched().values().forEach(part -> jobs.merge(part, 1, Integer::sum));
    }
    return jobs.entrySet().stream()
        .filter(part -> part.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<String> toldWrongly(
      List<String> jobs, PretendReceiver receiver, ServedReel reel) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WEBHOOK.toSeconds());
    while (receiver.all().size() < jobs.size() && System.nanoTime() < deadline) {
      reel.letRun(50);
    }
    var wrong = new HashSet<String>();
    for (var job : jobs) {
      if (receiver.about(job).size() != 1) {
        wrong.add(job);
      }
    }
    return wrong;
  }
}
