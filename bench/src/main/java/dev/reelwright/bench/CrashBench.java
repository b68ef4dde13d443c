package dev.reelwright.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.provider.simulator.Simulator;
import dev.reelwright.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Kills the packaged server with SIGKILL at random moments while it makes films at a paid
/// provider, and counts at the provider's own counter what was paid twice and what was lost. The
/// totals of all runs are kept in `.reel/bench/crash.jsonl`.
final class CrashBench {
  private static final int LEAST_KILLS = 60;
  private static final int FILMS_EACH_LIFE = 1;
  private static final int MOST_FILMS_AT_WORK = 60;
  private static final long LONGEST_LIFE_MILLIS = 4000;
  private static final int MOST_REQUESTS_OF_A_LIFE = 24;
  private static final double CHANCE_OF_A_FAULT = 0.05;
  private static final Duration LONGEST_END = Duration.ofMinutes(30);

  private final Path launcher;
  private final int kills;
  private final long seed = Instant.now().toEpochMilli();
  private final Random luck = new Random(seed);

  /// What one run found; the first five should be zero.
  ///
  /// @param needless questions about calls whose outcome could have been found out
  /// @param jobsByKind jobs at each kind of provider
  private record Found(
      int billedTwice,
      int takesLost,
      long holdsLeft,
      long runsHanging,
      long needless,
      int kills,
      int jobs,
      int billedJobs,
      long films,
      long decisions,
      Map<String, Long> jobsByKind) {}

  CrashBench(Path launcher) {
    this.launcher = launcher;
    var wished = System.getenv("REELWRIGHT_BENCH_KILLS");
    this.kills = wished == null ? LEAST_KILLS : Integer.parseInt(wished);
  }

  List<Row> run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("reel-crash");
    try (var simulator = Simulator.start(0, InstantSource.system());
        var server = new PaidServer(launcher, folder, simulator.address())) {
      simulator.jobsTake(Duration.ofMillis(1200));
      simulator.strikeByChance(CHANCE_OF_A_FAULT, seed);
      server.warmUp();
      for (var kill = 1; kill <= kills; kill++) {
        server.start();
        server.keepBusy(FILMS_EACH_LIFE, MOST_FILMS_AT_WORK);
        letLive(simulator, kill);
        server.kill();
        System.err.printf(
            "kill %d of %d: %d jobs, %d billed%n",
            kill, kills, simulator.counter().jobs(), simulator.counter().billedJobs());
      }
      server.start();
      server.awaitRest(LONGEST_END);
      while (simulator.counter().running() > 0) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      server.stop();
      var found = count(folder, simulator, server);
      var before = kept();
      keep(found);
      return rows(found, before);
    } catch (IOException e) {
      System.err.println("what the server wrote last: " + lastWords(folder));
      throw e;
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /// Every second life ends at some moment, the others in the middle of talking to the provider.
  private void letLive(Simulator simulator, int kill) throws InterruptedException {
    var left = 100 + luck.nextLong(LONGEST_LIFE_MILLIS);
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
    var talks =
        kill % 2 == 0
            ? Long.MAX_VALUE
            : requests(simulator) + 1 + luck.nextInt(MOST_REQUESTS_OF_A_LIFE);
    if (talks != Long.MAX_VALUE) {
      end += TimeUnit.MILLISECONDS.toNanos(LONGEST_LIFE_MILLIS);
    }
    while (System.nanoTime() < end && requests(simulator) < talks) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static long requests(Simulator simulator) {
    return simulator.counter().requests().values().stream().mapToLong(Long::longValue).sum();
  }

  private static String lastWords(Path folder) throws IOException {
    var log = folder.resolve("data/logs/server.log");
    if (!Files.exists(log)) {
      return "nothing";
    }
    var lines = Files.readAllLines(log);
    return String.join(
        System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  private Found count(Path folder, Simulator simulator, PaidServer server) {
    try (var database = Database.sqlite(folder.resolve("data/reelwright.db"))) {
      return new Found(
          simulator.counter().billedTwice().size(),
          lost(database, simulator).size(),
          number(database, "SELECT COUNT(*) FROM hold WHERE state = 'HELD'"),
          number(
              database,
              """
              SELECT COUNT(*) FROM run
               WHERE state <> 'DONE' AND NOT (state = 'BLOCKED' AND blocked_on = 'DECISION')
              """),
          server.needlessDecisions(),
          kills,
          simulator.counter().jobs(),
          simulator.counter().billedJobs(),
          number(database, "SELECT COUNT(*) FROM run WHERE state = 'DONE'"),
          server.decisions(),
          jobsByKind(simulator));
    }
  }

  private static Map<String, Long> jobsByKind(Simulator simulator) {
    var jobs = new LinkedHashMap<String, Long>();
    PaidServer.KINDS.forEach(kind -> jobs.put(kind, 0L));
    for (var bill : simulator.bills()) {
      jobs.merge(bill.model().substring(bill.model().indexOf('-') + 1), 1L, Long::sum);
    }
    return jobs;
  }

  /// Jobs that were billed although nobody has their result, but for those that somebody gave up.
  private static List<String> lost(Database database, Simulator simulator) {
    var attempts = new AttemptStore();
    var lost = new ArrayList<String>();
    for (var bill : simulator.bills()) {
      if (bill.billedMicros() == 0) {
        continue;
      }
      var attempt = database.read(handle -> attempts.find(handle, new AttemptId(bill.reference())));
      var isGivenUp = attempt.map(each -> each.state() == AttemptState.LOST).orElse(false);
      var isKept =
          attempt
              .filter(each -> each.state() == AttemptState.BOOKED)
              .map(
                  each ->
                      number(database, "SELECT COUNT(*) FROM take WHERE step_id = ?", each.stepId())
                          == 1)
              .orElse(false);
      if (!isGivenUp && !isKept) {
        lost.add(bill.toString());
        System.err.println("lost: " + bill);
      }
    }
    return lost;
  }

  private static long number(Database database, String sql, Object... arguments) {
    return database.read(
        handle -> {
          var query = handle.createQuery(sql);
          for (var index = 0; index < arguments.length; index++) {
            query.bind(index, arguments[index]);
          }
          return query.mapTo(Long.class).one();
        });
  }

  private static List<Row> rows(Found found, List<Map<?, ?>> before) {
    var all =
        before.stream()
                .mapToLong(each -> each.get("kills") instanceof Number n ? n.longValue() : 0)
                .sum()
            + found.kills();
    var rows = new ArrayList<Row>();
    rows.add(Row.bar("attempts that were billed twice", found.billedTwice(), 0, "jobs"));
    rows.add(Row.bar("takes that were paid and lost", found.takesLost(), 0, "jobs"));
    rows.add(Row.bar("holds left over", (double) found.holdsLeft(), 0, "holds"));
    rows.add(
        Row.bar("runs that neither finished nor wait", (double) found.runsHanging(), 0, "runs"));
    rows.add(
        Row.bar("questions nobody had to be asked", (double) found.needless(), 0, "questions"));
    rows.add(Row.info("kills", found.kills(), "SIGKILL"));
    rows.add(Row.info("kills in all runs so far", (double) all, "SIGKILL"));
    rows.add(Row.info("jobs at the provider", found.jobs(), "jobs"));
    found
        .jobsByKind()
        .forEach(
            (kind, jobs) -> rows.add(Row.info("jobs of the kind " + kind, (double) jobs, "jobs")));
    rows.add(Row.info("jobs that it billed", found.billedJobs(), "jobs"));
    rows.add(Row.info("films finished", (double) found.films(), "films"));
    rows.add(Row.info("questions put to a person", (double) found.decisions(), "questions"));
    return rows;
  }

  private List<Map<?, ?>> kept() throws IOException {
    if (!Files.exists(results())) {
      return List.of();
    }
    var runs = new ArrayList<Map<?, ?>>();
    for (var line : Files.readAllLines(results())) {
      runs.add(new ObjectMapper().readValue(line, Map.class));
    }
    return runs;
  }

  private void keep(Found found) throws IOException {
    Files.createDirectories(results().getParent());
    var line = new LinkedHashMap<String, Object>();
    line.put("at", Instant.now().toString());
    line.put("seed", seed);
    line.put("billedTwice", found.billedTwice());
    line.put("takesLost", found.takesLost());
    line.put("holdsLeft", found.holdsLeft());
    line.put("runsHanging", found.runsHanging());
    line.put("needless", found.needless());
    line.put("kills", found.kills());
    line.put("jobs", found.jobs());
    line.put("billedJobs", found.billedJobs());
    line.put("films", found.films());
    line.put("decisions", found.decisions());
    line.put("jobsByKind", found.jobsByKind());
    Files.writeString(
        results(),
        new ObjectMapper().writeValueAsString(line) + System.lineSeparator(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private Path results() {
    return launcher.resolveSibling(".reel").resolve("bench").resolve("crash.jsonl");
  }
}
