package dev.reelwright.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Another server that does the same, started beside ours, where this machine has it.
final class Neighbour implements AutoCloseable {
  private static final long START_SECONDS = 30;

  private final Process process;
  private final int port;

  private Neighbour(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// FastAPI under uvicorn (Debian: python3-fastapi, python3-uvicorn, python3-uvloop,
  /// python3-httptools).
  static Optional<Neighbour> fastApi(Path folder) throws IOException, InterruptedException {
    var script = folder.resolve("fastapi_service.py");
    try (InputStream in = Neighbour.class.getResourceAsStream("fastapi_service.py")) {
      Files.write(script, in == null ? new byte[0] : in.readAllBytes());
    }
    for (var python : List.of("/usr/bin/python3", "python3")) {
      if (works(python, "-c", "import fastapi, uvicorn")) {
        int port = freePort();
        return Optional.of(
            started(
                port,
                folder,
                python,
                script.toString(),
                Integer.toString(port),
                folder.resolve("fastapi.db").toString()));
      }
    }
    return Optional.empty();
  }

  /// nginx as one process, delivering the files of a folder.
  static Optional<Neighbour> nginx(Path folder, Path files)
      throws IOException, InterruptedException {
    for (var program : List.of("/usr/sbin/nginx", "nginx")) {
      if (works(program, "-v")) {
        int port = freePort();
        var settings = folder.resolve("nginx.conf");
        Files.writeString(
            settings,
            """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx.log;
            events {}
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              client_body_temp_path %1$s/nginx-body;
              proxy_temp_path %1$s/nginx-proxy;
              fastcgi_temp_path %1$s/nginx-fastcgi;
              uwsgi_temp_path %1$s/nginx-uwsgi;
              scgi_temp_path %1$s/nginx-scgi;
              keepalive_requests 1000000;
              server { listen 127.0.0.1:%2$d; root %3$s; }
            }
            """
                .formatted(folder, port, files));
        return Optional.of(
            started(port, folder, program, "-p", folder.toString(), "-c", settings.toString()));
      }
    }
    return Optional.empty();
  }

  int port() {
    return port;
  }

  ProcessFacts facts() {
    return new ProcessFacts(process.pid());
  }

  private static Neighbour started(int port, Path folder, String... command)
      throws IOException, InterruptedException {
    var log = folder.resolve("neighbour-" + port + ".log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    awaitPort(process, port, log);
    return new Neighbour(process, port);
  }

  /// Returns when a process listens that was started for it.
  static void awaitPort(Process process, int port, Path log)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens(port)) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IOException("a neighbour did not start: " + Files.readString(log));
      }
    }
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  static boolean works(String... command) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(START_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      // No such program here.
      return false;
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
