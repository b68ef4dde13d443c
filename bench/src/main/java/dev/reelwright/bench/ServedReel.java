package dev.reelwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// A server as its users start it: a process of its own, on a free port of the loopback address.
final class ServedReel implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
  private static final long START_SECONDS = 180;
  private static final long STOP_SECONDS = 180;

  private final Process process;
  private final Path data;
  private final Deque<String> told = new ConcurrentLinkedDeque<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  /// What starts it, with everything before the word `serve`.
  record Program(List<String> command, Map<String, String> environment) {
    Program {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    /// The same with more settings.
    Program with(Map<String, String> more) {
      var all = new HashMap<>(environment);
      all.putAll(more);
      return new Program(command, all);
    }

    static Program ofLauncher(Path launcher) {
      return new Program(List.of(launcher.toString()), Map.of());
    }
  }

  private ServedReel(Process process, Path data) {
    this.process = process;
    this.data = data;
  }

  /// Returns when it listens.
  static ServedReel start(Program program, Path data) throws IOException, InterruptedException {
    var command = new ArrayList<>(program.command());
    command.addAll(List.of("serve", "--host", "127.0.0.1", "--port", "0"));
    command.addAll(List.of("--data", data.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(program.environment());
    var process = builder.start();
    var server = new ServedReel(process, data);
    process.getOutputStream().close();
    Thread.ofVirtual().start(server::listen);
    try {
      server.port.get(START_SECONDS, TimeUnit.SECONDS);
      return server;
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IOException("the server did not start: " + server.told, e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        told.add(line);
        var address = ADDRESS.matcher(line);
        if (address.find()) {
          port.complete(Integer.valueOf(address.group(1)));
        }
      }
      port.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port.join());
  }

  Path data() {
    return data;
  }

  long pid() {
    return process.pid();
  }

  /// What it has written to the terminal.
  List<String> told() {
    return List.copyOf(told);
  }

  /// Lets time pass, unless the server ends.
  void letRun(long millis) throws InterruptedException {
    process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /// SIGKILL: it gets no chance to do anything.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /// SIGTERM, as a service manager ends it.
  ///
  /// @return the exit code
  int stop() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  private int awaitEnd() throws InterruptedException {
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "the server did not end within " + STOP_SECONDS + " s: " + told);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new IOException("interrupted while ending process " + process.pid(), e));
    }
  }
}
