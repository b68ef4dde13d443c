package dev.reelwright.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The same request again and again, over connections that stay open. Each connection waits for an
/// answer before it asks again.
///
/// @param port of a server on the loopback address
/// @param request head and body as they go over the wire
/// @param status what every answer must say
record Load(int port, String request, int status) {
  private static final int SILENCE_MILLIS = 60_000;

  /// @param requests how many were answered
  /// @param cpuSeconds processor time of the server for them
  /// @param p99Millis 99 of 100 were answered within that time
  /// @param bytes of all bodies
  record Measured(int requests, double cpuSeconds, double p99Millis, long bytes) {
    double requestsPerCpuSecond() {
      return requests / cpuSeconds;
    }

    double megabytesPerCpuSecond() {
      return bytes / 1e6 / cpuSeconds;
    }
  }

  static Load get(int port, String path) {
    return new Load(
        port, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(path, port), 200);
  }

  static Load range(int port, String path, long start, long length) {
    return new Load(
        port,
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nRange: bytes=%d-%d\r\n\r\n"
            .formatted(path, port, start, start + length - 1),
        206);
  }

  static Load post(int port, String path, String json) {
    return new Load(
        port,
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, port, json.getBytes(StandardCharsets.UTF_8).length, json),
        201);
  }

  Measured run(ProcessFacts server, int connections, int requestsEach)
      throws IOException, InterruptedException {
    double before = server.cpuSeconds();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var lines = new ArrayList<Callable<Line>>();
      for (int i = 0; i < connections; i++) {
        lines.add(() -> line(requestsEach));
      }
      var nanos = new ArrayList<long[]>();
      long bytes = 0;
      for (Future<Line> line : threads.invokeAll(lines)) {
        nanos.add(line.get().nanos);
        bytes += line.get().bytes;
      }
      return new Measured(
          connections * requestsEach, server.cpuSeconds() - before, p99Millis(nanos), bytes);
    } catch (ExecutionException e) {
      throw new IOException("asking port " + port + " failed", e.getCause());
    }
  }

  /// Asks at a steady pace, however long answers take: a late answer makes those behind it late
  /// too, and that counts.
  ///
  /// @return 99 of 100 were answered within that many milliseconds of the time they were due
  double p99AtPace(int connections, int requestsPerSecond, Duration duration)
      throws IOException, InterruptedException {
    long gap = TimeUnit.SECONDS.toNanos(1) * connections / requestsPerSecond;
    int requestsEach = (int) (duration.toNanos() / gap);
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var lines = new ArrayList<Callable<Line>>();
      long start = System.nanoTime();
      for (int i = 0; i < connections; i++) {
        long first = start + gap * i / connections;
        lines.add(() -> line(requestsEach, first, gap));
      }
      var nanos = new ArrayList<long[]>();
      for (Future<Line> line : threads.invokeAll(lines)) {
        nanos.add(line.get().nanos);
      }
      return p99Millis(nanos);
    } catch (ExecutionException e) {
      throw new IOException("asking port " + port + " failed", e.getCause());
    }
  }

  private static final class Line {
    private final long[] nanos;
    private long bytes;

    Line(int requests) {
      nanos = new long[requests];
    }
  }

  private Line line(int requests) throws IOException {
    return line(requests, 0, 0);
  }

  /// @param gap nanoseconds from one request to the next, or 0 to ask as soon as there is an answer
  private Line line(int requests, long first, long gap) throws IOException {
    var asked = request.getBytes(StandardCharsets.UTF_8);
    var line = new Line(requests);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(SILENCE_MILLIS);
      var answers = new Answers(socket.getInputStream());
      for (int i = 0; i < requests; i++) {
        long start = gap == 0 ? System.nanoTime() : first + i * gap;
        LockSupport.parkNanos(start - System.nanoTime());
        socket.getOutputStream().write(asked);
        line.bytes += answers.next(status);
        line.nanos[i] = System.nanoTime() - start;
      }
    }
    return line;
  }

  private static double p99Millis(List<long[]> lines) {
    var all = lines.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return all[(int) (all.length * 0.99)] / 1e6;
  }

  /// Reads answers that tell their length, and throws their bodies away.
  private static final class Answers {
    private final InputStream in;
    private final byte[] buffer = new byte[256 * 1024];
    private int position;
    private int filled;

    Answers(InputStream in) {
      this.in = in;
    }

    /// @return bytes of its body
    long next(int status) throws IOException {
      var first = headLine();
      if (!first.startsWith("HTTP/1.1 " + status)) {
        throw new IOException("answered with " + first);
      }
      long length = -1;
      for (var line = headLine(); !line.isEmpty(); line = headLine()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
        }
      }
      if (length < 0) {
        throw new IOException("an answer does not tell its length");
      }
      skip(length);
      return length;
    }

    private String headLine() throws IOException {
      var line = new StringBuilder();
      for (int c = read(); c != '\n'; c = read()) {
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    private int read() throws IOException {
      if (position == filled) {
        fill();
      }
      return buffer[position++];
    }

    private void skip(long length) throws IOException {
      long left = length;
      while (left > 0) {
        if (position == filled) {
          fill();
        }
        int step = (int) Math.min(left, filled - position);
        position += step;
        left -= step;
      }
    }

    private void fill() throws IOException {
      position = 0;
      filled = in.read(buffer);
      if (filled < 0) {
        filled = 0;
        throw new EOFException("the server closed the connection");
      }
    }
  }
}
