package dev.reelwright.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a server costs that does nothing, what those cost who only listen, and whether many films
/// at once all come to an end.
record ServerBench(Path launcher) {
  private static final int STARTS = 5;
  private static final int CACHE_SECONDS = 300;
  private static final double TIMES_EMPTY = 2;
  private static final double MOST_IDLE_MEGABYTES = 250;
  private static final long IDLE_MILLIS = 10_000;
  private static final int LISTENERS = 200;
  private static final double MOST_LISTENER_MEGABYTES = 50;
  private static final int FILMS = 50;
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final int SILENCE_MILLIS = 30_000;

  List<Row> run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("reel-server");
    try {
      var rows = new ArrayList<Row>();
      rows.addAll(starts(folder));
      rows.addAll(atWork(folder.resolve("data")));
      return rows;
    } finally {
      Folders.delete(folder);
    }
  }

  private List<Row> starts(Path folder) throws IOException, InterruptedException {
    var home = launcher.resolveSibling("");
    var jar = new EmptyQuarkus(home).built();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var data = folder.resolve("starts").toString();
    // The first start makes the data folder and, after a build, the start-up cache.
    startCpu(launcher.toString(), "serve", "--data", data);
    awaitCache(home);
    var ours = new ArrayList<Double>();
    var empty = new ArrayList<Double>();
    for (int i = 0; i < STARTS; i++) {
      ours.add(startCpu(launcher.toString(), "serve", "--data", data));
      empty.add(startCpu(java, "-XX:+UseSerialGC", "-jar", jar.toString()));
    }
    return List.of(
        Row.bar(
            "start to first healthy answer, ours / empty Quarkus",
            median(ours) / median(empty),
            TIMES_EMPTY,
            "x"),
        Row.info("start to first healthy answer, ours", median(ours), "CPU s"),
        Row.info("start to first healthy answer, empty Quarkus", median(empty), "CPU s"));
  }

  /// The launcher trains the cache beside the first server of a build.
  private static void awaitCache(Path home) throws InterruptedException {
    var cache = home.resolve(".reel").resolve("app").resolve("current").resolve("serve.aot");
    for (int second = 0; second < CACHE_SECONDS && !Files.exists(cache); second++) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /// @return processor time from the start to the first healthy answer
  private static double startCpu(String... command) throws IOException, InterruptedException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // Each of the two reads its own name for the port.
    builder.environment().put("REELWRIGHT_PORT", Integer.toString(port));
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    var process = builder.start();
    try {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (!isHealthy(port)) {
        if (process.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          throw new IOException("does not start: " + String.join(" ", command));
        }
      }
      return new ProcessFacts(process.pid()).cpuSeconds();
    } finally {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private static boolean isHealthy(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(SILENCE_MILLIS);
      ask(socket, "/health");
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)
          .equals("HTTP/1.1 200");
    } catch (IOException _) {
      return false;
    }
  }

  private static void ask(Socket socket, String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                .formatted(path, socket.getPort())
                .getBytes(StandardCharsets.US_ASCII));
  }

  private List<Row> atWork(Path data) throws IOException, InterruptedException {
    try (var server = ServedReel.start(ServedReel.Program.ofLauncher(launcher), data);
        var client = new StudioClient(server.address())) {
      var facts = new ProcessFacts(server.pid());
      server.letRun(IDLE_MILLIS);
      double idle = facts.residentMegabytes();
      double listening = listening(server, facts);
      long start = System.nanoTime();
      int done = films(client);
      double seconds = (System.nanoTime() - start) / 1e9;
      double atEnd = facts.residentMegabytes();
      server.stop();
      return List.of(
          Row.bar("memory at rest", idle, MOST_IDLE_MEGABYTES, "MB"),
          Row.bar(
              "memory of " + LISTENERS + " open event streams",
              listening - idle,
              MOST_LISTENER_MEGABYTES,
              "MB"),
          Row.least("films done of " + FILMS + " ordered at once", done, FILMS, "films"),
          Row.info("from the orders to the last film", seconds, "s"),
          Row.info("memory after them", atEnd, "MB"));
    }
  }

  private static double listening(ServedReel server, ProcessFacts facts)
      throws IOException, InterruptedException {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < LISTENERS; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        sockets.add(socket);
        socket.setSoTimeout(SILENCE_MILLIS);
        ask(socket, "/api/studio/events");
        if (!new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)
            .equals("HTTP/1.1 200")) {
          throw new IOException("event stream " + i + " was refused");
        }
      }
      // Two rounds of comments, so that the cost of saying something is in it.
      server.letRun(SILENCE_MILLIS);
      return facts.residentMegabytes();
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static int films(StudioClient client) throws IOException, InterruptedException {
    var projects = new ArrayList<String>();
    for (int i = 0; i < FILMS; i++) {
      projects.add(client.order(film(i)));
    }
    int done = 0;
    for (var project : projects) {
      done += client.follow(project, _ -> false, LONGEST).equals("run.done") ? 1 : 0;
    }
    return done;
  }

  private static String film(int seed) {
    return """
      {"prompt": "A lamp flares. A ship turns.",
       "settings": {"width": 128, "height": 72, "fps": "6", "lengthMillis": 2000, "seed": %d,
                    "voice": false, "captions": false, "music": false}}
      """
        .formatted(seed);
  }

  private static double median(List<Double> values) {
    var sorted = new ArrayList<>(values);
    sorted.sort(Comparator.naturalOrder());
    return sorted.get(sorted.size() / 2);
  }
}
