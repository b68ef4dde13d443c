package dev.reelwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Orders films from a server and follows how they are made.
final class StudioClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> ENDS =
      Set.of("run.done", "run.failed", "run.stopped", "run.blocked");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;

  StudioClient(URI server) {
    this.server = server;
  }

  /// @return the id of the project
  String order(String body) throws IOException, InterruptedException {
    var answer =
        client.send(
            request("/api/studio/projects")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException("the order was answered with " + answer.statusCode() + answer.body());
    }
    return JSON.readTree(answer.body()).path("id").asText();
  }

  /// @return the id of the asset
  String upload(Path file) throws IOException, InterruptedException {
    var head =
        """
        --x-x-x\r
        Content-Disposition: form-data; name="file"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(file.getFileName());
    var answer =
        client.send(
            request("/api/studio/assets")
                .header("Content-Type", "multipart/form-data; boundary=x-x-x")
                .POST(
                    HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofFile(file),
                        HttpRequest.BodyPublishers.ofString("\r\n--x-x-x--\r\n")))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException("the upload was answered with " + answer.statusCode() + answer.body());
    }
    return JSON.readTree(answer.body()).path("id").asText();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    var answer = client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " was answered with " + answer.statusCode() + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /// Reads a project's history from its beginning until a kind of event is enough, or the film has
  /// come to an end.
  ///
  /// @return the last kind that was read
  /// @throws IOException when the stream breaks or says nothing of the kind in the given time
  String follow(String project, Predicate<String> isEnough, Duration atMost)
      throws IOException, InterruptedException {
    var response =
        client.send(
            request("/api/studio/projects/" + project + "/events?after=0").build(),
            HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      var reading = new FutureTask<>(() -> read(lines.iterator(), isEnough));
      Thread.ofVirtual().start(reading);
      return reading.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("following project " + project + " broke", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("project %s does not end in %s".formatted(project, atMost), e);
    }
  }

  /// Only events with a number belong to the history; progress has none.
  private static String read(Iterator<String> lines, Predicate<String> isEnough)
      throws IOException {
    var kind = "";
    var isHistory = false;
    while (lines.hasNext()) {
      var line = lines.next();
      if (line.startsWith("id:")) {
        isHistory = true;
      } else if (line.startsWith("event:")) {
        kind = line.substring("event:".length()).strip();
      } else if (line.isEmpty()) {
        if (isHistory && (isEnough.test(kind) || ENDS.contains(kind))) {
          return kind;
        }
        isHistory = false;
      }
    }
    throw new IOException("the stream of events ended after " + kind);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
  }

  @Override
  public void close() {
    client.shutdownNow();
    try {
      client.awaitTermination(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while closing a client", e));
    }
  }
}
