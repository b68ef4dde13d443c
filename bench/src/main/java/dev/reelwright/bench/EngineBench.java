package dev.reelwright.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunState;
import dev.reelwright.store.Database;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What the engine itself costs, beside a provider that costs nothing: ten thousand calls that
/// wait, taking them up again after a restart, films of growing length, steps that do nothing
/// beside the tasks of common job queues, and answers of the server while it renders.
final class EngineBench {
  private static final int MANY = 10_000;
  private static final int ROUNDS = 3;
  private static final Duration POLLS = Duration.ofMinutes(5);
  private static final Duration WATCHED = Duration.ofSeconds(40);
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final Duration DOWN = Duration.ofMinutes(10);
  private static final double MOST_HEAP_MEGABYTES = 100;
  private static final double MOST_OF_A_CORE = 5;
  private static final double MOST_RESTART_SECONDS = 10;

  // Where each shot costs the same this is 1; a cost that grows with the film's length makes it 4.
  private static final double MOST_GROWTH = 1.5;
  private static final int WARM_UP = 500;
  private static final int SHORT = 2_500;
  private static final int MIDDLE = 5_000;

  private final Path launcher;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  EngineBench(Path launcher) {
    this.launcher = launcher;
  }

  /// @param stepsPerSecond from the order to the finished film
  /// @param cpuMillisPerStep of this process
  private record Film(double stepsPerSecond, double cpuMillisPerStep) {}

  @FunctionalInterface
  private interface Place {
    Database open() throws IOException, InterruptedException;
  }

  List<Row> run() throws IOException, InterruptedException {
    // A line for each event would be most of what is measured.
    Logger.getLogger("").setLevel(Level.SEVERE);
    var folder = Files.createTempDirectory("reel-engine");
    try {
      film(() -> sqlite(folder, "warm-up"), folder, WARM_UP);
      var rows = new ArrayList<Row>();
      rows.addAll(waiting(folder));
      rows.addAll(growing(folder));
      rows.addAll(onPostgres(folder));
      rows.addAll(new QueuePeers(folder, launcher.resolveSibling(".reel/bench")).rows());
      rows.addAll(new StatusUnderLoad(launcher, folder).rows());
      return rows;
    } finally {
      Folders.delete(folder);
    }
  }

  private List<Row> waiting(Path folder) throws IOException, InterruptedException {
    var studio = new BenchStudio(true, POLLS);
    var home = Files.createDirectories(folder.resolve("waiting"));
    double heap;
    double share;
    var clock = InstantSource.system();
    try (var here = new EngineInstallation(sqlite(folder, "waiting"), home, studio, clock)) {
      var film = here.film(MANY);
      var before = heapMegabytes();
      here.engine().start(film, RunGoal.FINAL);
      until("all calls are made", () -> studio.submitted() == MANY);
      var cpu = cpuSeconds();
      Thread.sleep(WATCHED);
      share = 100 * (cpuSeconds() - cpu) / WATCHED.toSeconds();
      heap = heapMegabytes() - before;
    }
    studio.forgetPolls();
    // The server was down until every call was due again.
    InstantSource later = () -> InstantSource.system().instant().plus(DOWN);
    var cpu = cpuSeconds();
    var start = System.nanoTime();
    try (var _ = new EngineInstallation(sqlite(folder, "waiting"), home, studio, later)) {
      until("all calls are asked for again", () -> studio.polled() == MANY);
    }
    var restart = (System.nanoTime() - start) / 1e9;
    tell("10,000 calls wait: %.1f MB, %.2f %% of a core; restart %.1f s", heap, share, restart);
    return List.of(
        Row.bar("10,000 steps that wait: heap", heap, MOST_HEAP_MEGABYTES, "MB"),
        Row.bar("10,000 steps that wait: processor", share, MOST_OF_A_CORE, "% of a core"),
        Row.bar("10,000 steps asked for again after a restart", restart, MOST_RESTART_SECONDS, "s"),
        Row.info("  processor for that", cpuSeconds() - cpu, "CPU s"));
  }

  private List<Row> growing(Path folder) throws IOException, InterruptedException {
    var few = films("sqlite", () -> sqlite(folder, "short"), folder, SHORT, ROUNDS);
    var more = films("sqlite", () -> sqlite(folder, "middle"), folder, MIDDLE, 1);
    var most = films("sqlite", () -> sqlite(folder, "long"), folder, MANY, 1);
    return List.of(
        Row.bar(
            "processor per shot, 10,000 shots / 2,500 shots",
            most.cpuMillisPerStep() / few.cpuMillisPerStep(),
            MOST_GROWTH,
            "x"),
        Row.info("  film of 2,500 shots", few.cpuMillisPerStep(), "CPU ms/shot"),
        Row.info("  film of 5,000 shots", more.cpuMillisPerStep(), "CPU ms/shot"),
        Row.info("  film of 10,000 shots", most.cpuMillisPerStep(), "CPU ms/shot"),
        Row.info("no-op steps: Reelwright on SQLite", few.stepsPerSecond(), "1/s"),
        Row.info("  processor", few.cpuMillisPerStep(), "CPU ms/step"));
  }

  private List<Row> onPostgres(Path folder) throws IOException, InterruptedException {
    var name = "no-op steps: Reelwright on PostgreSQL";
    try (var postgres = PostgresHere.start(folder.resolve("postgres")).orElse(null)) {
      if (postgres == null) {
        return List.of(Row.absent(name, "1/s"));
      }
      var cpu = postgres.cpuSeconds();
      var film = films("postgres", postgres::database, folder, SHORT, ROUNDS);
      var theirs = 1000 * (postgres.cpuSeconds() - cpu) / (SHORT * ROUNDS);
      return List.of(
          Row.info(name, film.stepsPerSecond(), "1/s"),
          Row.info("  processor, ours", film.cpuMillisPerStep(), "CPU ms/step"),
          Row.info("  processor, the database's", theirs, "CPU ms/step"));
    }
  }

  /// The median of several.
  private Film films(String where, Place place, Path folder, int shots, int rounds)
      throws IOException, InterruptedException {
    var films = new ArrayList<Film>();
    for (var round = 0; round < rounds; round++) {
      films.add(film(place, folder, shots));
      tell(
          "%s, %,d shots: %.0f steps/s, %.2f CPU ms each",
          where, shots, films.getLast().stepsPerSecond(), films.getLast().cpuMillisPerStep());
    }
    return new Film(
        Medians.of(films.stream().map(Film::stepsPerSecond).toList()),
        Medians.of(films.stream().map(Film::cpuMillisPerStep).toList()));
  }

  private Film film(Place place, Path folder, int shots) throws IOException, InterruptedException {
    var studio = new BenchStudio(false, POLLS);
    var home = Files.createTempDirectory(folder, "film");
    var clock = InstantSource.system();
    try (var here = new EngineInstallation(place.open(), home, studio, clock)) {
      var film = here.film(shots);
      var cpu = cpuSeconds();
      var start = System.nanoTime();
      var ended = here.engine().await(here.engine().start(film, RunGoal.FINAL), DEADLINE);
      if (ended.state() != RunState.DONE) {
        throw new IOException("a film of %d shots ended as %s".formatted(shots, ended));
      }
      var seconds = (System.nanoTime() - start) / 1e9;
      return new Film(shots / seconds, 1000 * (cpuSeconds() - cpu) / shots);
    }
  }

  private static Database sqlite(Path folder, String name) throws IOException {
    var home = folder.resolve("waiting".equals(name) ? name : name + "-" + System.nanoTime());
    return Database.sqlite(Files.createDirectories(home).resolve("reelwright.db"));
  }

  private double cpuSeconds() {
    return system.getProcessCpuTime() / 1e9;
  }

  private static double heapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  static void tell(String text, Object... values) {
    System.err.printf(Locale.ROOT, text + "%n", values);
  }

  private static void until(String what, BooleanSupplier condition)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("gave up waiting until " + what);
      }
      Thread.sleep(Duration.ofMillis(20));
    }
  }
}
