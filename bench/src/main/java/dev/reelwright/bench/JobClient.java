package dev.reelwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Orders jobs over the orchestrate surface and asks how they stand.
final class JobClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;

  JobClient(URI server) {
    this.server = server;
  }

  /// @return the id of the job
  String order(Map<String, ?> body) throws IOException, InterruptedException {
    return send(request("/orchestrate/start")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))))
        .path("job_id")
        .asText();
  }

  JsonNode status(String job) throws IOException, InterruptedException {
    return send(request("/orchestrate/status/" + job));
  }

  static boolean isOver(JsonNode status) {
    return switch (status.path("status").asText()) {
      case "completed", "failed" -> true;
      default -> false;
    };
  }

  static boolean isCompleted(JsonNode status) {
    return status.path("status").asText().equals("completed");
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s was answered with %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
