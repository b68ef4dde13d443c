package dev.reelwright.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The same number of tasks that do nothing through common job queues, on a Redis of their own that
/// writes each command to a file: synced every second, and synced always, which is what losing
/// nothing takes. From the first order until all results are there.
///
/// @param modules folder below which BullMQ lies: `npm install --prefix .reel/bench bullmq`
record QueuePeers(Path folder, Path modules) {
  private static final int TASKS = 2_500;
  private static final int ROUNDS = 3;

  /// @param cpuMillisPerTask of Redis, workers and whoever orders
  private record Measured(double tasksPerSecond, double cpuMillisPerTask) {}

  List<Row> rows() throws IOException, InterruptedException {
    var rows = new ArrayList<Row>();
    for (var sync : List.of("everysec", "always")) {
      rows.addAll(rows("Celery + Redis (" + sync + ")", sync, celery()));
      rows.addAll(rows("BullMQ + Redis (" + sync + ")", sync, bullMq()));
    }
    return rows;
  }

  private List<Row> rows(String name, String sync, Optional<List<String>> program)
      throws IOException, InterruptedException {
    if (program.isEmpty() || !Neighbour.works("redis-server", "--version")) {
      return List.of(Row.absent("no-op tasks: " + name, "1/s"));
    }
    var all = new ArrayList<Measured>();
    for (var round = 0; round < ROUNDS; round++) {
      all.add(measure(sync, program.get()));
      EngineBench.tell(
          "%s: %.0f tasks/s, %.2f CPU ms each",
          name, all.getLast().tasksPerSecond(), all.getLast().cpuMillisPerTask());
    }
    return List.of(
        Row.info(
            "no-op tasks: " + name,
            Medians.of(all.stream().map(Measured::tasksPerSecond).toList()),
            "1/s"),
        Row.info(
            "  processor",
            Medians.of(all.stream().map(Measured::cpuMillisPerTask).toList()),
            "CPU ms/task"));
  }

  /// The program prints `ready`, waits for a line, does all tasks, prints the seconds that took and
  /// waits for another line, so that its processes can be looked at before they end.
  private Measured measure(String sync, List<String> program)
      throws IOException, InterruptedException {
    var home = Files.createTempDirectory(folder, "redis");
    int port = Neighbour.freePort();
    var redis =
        new ProcessBuilder(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                home.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                sync)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("redis.log").toFile())
            .start();
    try {
      Neighbour.awaitPort(redis, port, home.resolve("redis.log"));
      var command = new ArrayList<>(program);
      command.addAll(List.of(Integer.toString(port), Integer.toString(TASKS)));
      var builder = new ProcessBuilder(command).directory(home.toFile());
      builder.redirectError(home.resolve("peer.log").toFile());
      var peer = builder.start();
      try (var lines = peer.inputReader(StandardCharsets.UTF_8);
          var orders = peer.outputWriter(StandardCharsets.UTF_8)) {
        expect(lines.readLine(), "ready", home);
        double before =
            ProcessTree.cpuSeconds(redis.toHandle()) + ProcessTree.cpuSeconds(peer.toHandle());
        orders.write("go\n");
        orders.flush();
        var seconds = Double.parseDouble(expect(lines.readLine(), null, home));
        double after =
            ProcessTree.cpuSeconds(redis.toHandle()) + ProcessTree.cpuSeconds(peer.toHandle());
        orders.write("end\n");
        orders.flush();
        return new Measured(TASKS / seconds, 1000 * (after - before) / TASKS);
      } finally {
        if (!peer.waitFor(1, TimeUnit.SECONDS)) {
          ProcessTree.end(peer);
        }
      }
    } finally {
      ProcessTree.end(redis);
    }
  }

  private static String expect(@Nullable String line, @Nullable String wanted, Path home)
      throws IOException {
    if (line == null || (wanted != null && !line.equals(wanted))) {
      throw new IOException(
          "a job queue said %s: %s".formatted(line, Files.readString(home.resolve("peer.log"))));
    }
    return line;
  }

  private Optional<List<String>> celery() throws IOException, InterruptedException {
    for (var python : List.of("/usr/bin/python3", "python3")) {
      if (Neighbour.works(python, "-c", "import celery, redis")) {
        return Optional.of(List.of(python, script("celery_noop.py").toString()));
      }
    }
    return Optional.empty();
  }

  private Optional<List<String>> bullMq() throws IOException, InterruptedException {
    var installed = modules.resolve("node_modules/bullmq");
    return Files.isDirectory(installed) && Neighbour.works("node", "--version")
        ? Optional.of(
            List.of(
                "node",
                script("bullmq_noop.cjs").toString(),
                installed.toAbsolutePath().toString()))
        : Optional.empty();
  }

  private Path script(String name) throws IOException {
    var script = folder.resolve(name);
    try (InputStream in = QueuePeers.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not packaged");
      }
      Files.write(script, in.readAllBytes());
    }
    return script;
  }
}
