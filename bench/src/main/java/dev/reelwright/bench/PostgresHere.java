package dev.reelwright.bench;

import dev.reelwright.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL of this machine's own installation, started in an empty folder on a free port with
/// its default settings, and ended with it.
final class PostgresHere implements AutoCloseable {
  private static final long START_SECONDS = 60;

  private final Process server;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresHere(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  /// @return empty when there is no PostgreSQL here, or it does not start
  static Optional<PostgresHere> start(Path folder) throws IOException, InterruptedException {
    var programs = programs();
    if (programs.isEmpty()) {
      return Optional.empty();
    }
    var log = folder.resolveSibling("postgres.log");
    // It refuses to run as root.
    var isRoot = System.getProperty("user.name", "").equals("root");
    var as = isRoot ? List.of("runuser", "-u", "postgres", "--") : List.<String>of();
    Files.createDirectories(folder);
    if (isRoot) {
      run(log, List.of("chown", "postgres", folder.toString()));
      run(log, List.of("chmod", "o+x", folder.resolveSibling("").toString()));
    }
    var init = with(as, programs.get().resolve("initdb").toString());
    init.addAll(List.of("-D", folder.toString(), "-U", "postgres", "-A", "trust"));
    if (run(log, init) != 0) {
      EngineBench.tell("PostgreSQL is not used: initdb failed, see its output: %s", read(log));
      return Optional.empty();
    }
    int port = Neighbour.freePort();
    var start = with(as, programs.get().resolve("postgres").toString());
    start.addAll(List.of("-D", folder.toString(), "-h", "127.0.0.1", "-k", ""));
    start.addAll(List.of("-p", Integer.toString(port)));
    var server =
        new ProcessBuilder(start).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!read(log).contains("ready to accept connections")) {
      if (server.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        server.destroy();
        EngineBench.tell("PostgreSQL is not used, it did not start: %s", read(log));
        return Optional.empty();
      }
    }
    return Optional.of(new PostgresHere(server, port));
  }

  /// An empty database, opened.
  Database database() {
    var name = "bench" + databases.incrementAndGet();
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/";
    try (var connection = java.sql.DriverManager.getConnection(url + "postgres", "postgres", "");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("making the database " + name, e);
    }
    return Database.postgres(url + name, "postgres", "");
  }

  /// Of all its processes that are alive, or that it has waited for.
  double cpuSeconds() throws IOException {
    return ProcessTree.cpuSeconds(server.toHandle());
  }

  @Override
  public void close() {
    ProcessTree.end(server);
  }

  private static Optional<Path> programs() throws IOException {
    var root = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    try (var versions = Files.list(root)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .max((one, other) -> one.toString().compareTo(other.toString()));
    }
  }

  private static List<String> with(List<String> first, String program) {
    var command = new ArrayList<>(first);
    command.add(program);
    return command;
  }

  private static int run(Path log, List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start().waitFor();
  }

  private static String read(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
