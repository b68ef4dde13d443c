package dev.reelwright.http.studio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Follows an event stream.
final class Follower implements AutoCloseable {
  record Seen(String id, String kind, String data) {}

  private final BufferedReader lines;
  private final int status;
  private final List<Seen> seen = new ArrayList<>();

  Follower(Api api, String path, String... headers) {
    try {
      var request = api.request(path);
      if (headers.length > 0) {
        request.headers(headers);
      }
      var response = api.client().send(request.build(), BodyHandlers.ofInputStream());
      this.status = response.statusCode();
      this.lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("following " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  int status() {
    return status;
  }

  List<Seen> seen() {
    return seen;
  }

  /// Reads on until an event that is waited for.
  Seen until(Predicate<Seen> wanted) {
    while (true) {
      var event = next();
      seen.add(event);
      if (wanted.test(event)) {
        return event;
      }
    }
  }

  private Seen next() {
    var id = "";
    var kind = "";
    var data = "";
    while (true) {
      var line = line();
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        kind = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && !kind.isEmpty()) {
        return new Seen(id, kind, data);
      }
    }
  }

  private String line() {
    try {
      var line = lines.readLine();
      if (line == null) {
        throw new IllegalStateException("the stream ended after " + seen);
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("the stream broke after " + seen, e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing a stream", e);
    }
  }
}
