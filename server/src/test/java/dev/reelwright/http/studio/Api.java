package dev.reelwright.http.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client of the native API.
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "x-x-x-x";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  Api(int port) {
    this.port = port;
  }

  record Reply(int status, HttpResponse<byte[]> response) {
    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException("no JSON: " + text(), e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Reply get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Reply post(String path, Object body, String... headers) {
    return send("POST", path, body, headers);
  }

  Reply put(String path, Object body, String... headers) {
    return send("PUT", path, body, headers);
  }

  Reply patch(String path, Object body, String... headers) {
    return send("PATCH", path, body, headers);
  }

  Reply delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  Reply upload(String path, Map<String, String> fields, String fileName, byte[] file) {
    try {
      var body = new ByteArrayOutputStream();
      for (var field : fields.entrySet()) {
        body.writeBytes(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, field.getKey(), field.getValue())
                .getBytes(StandardCharsets.UTF_8));
      }
      body.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/html\r\n\r\n"
              .formatted(BOUNDARY, fileName)
              .getBytes(StandardCharsets.UTF_8));
      body.write(file);
      body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
      return send(
          request(path)
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(BodyPublishers.ofByteArray(body.toByteArray()))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  HttpClient client() {
    return client;
  }

  /// Waits until the newest run of a project has ended.
  JsonNode ended(String project) throws InterruptedException {
    try (var events = new Follower(this, "/api/studio/projects/" + project + "/events?after=0")) {
      JsonNode film;
      do {
        // Earlier runs ended as well.
        events.until(
            event ->
                event.kind().equals("run.done")
                    || event.kind().equals("run.failed")
                    || event.kind().equals("run.stopped"));
        film = get("/api/studio/projects/" + project).json();
      } while (film.at("/run/endedAt").isNull());
      return film;
    }
  }

  private Reply send(String verb, String path, @Nullable Object body, String... headers) {
    try {
      var request = request(path);
      if (body != null) {
        request.header("Content-Type", "application/json");
      }
      if (headers.length > 0) {
        request.headers(headers);
      }
      return send(
          request
              .method(
                  verb,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofByteArray(
                          body instanceof String text
                              ? text.getBytes(StandardCharsets.UTF_8)
                              : JSON.writeValueAsBytes(body)))
              .build());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing a body failed", e);
    }
  }

  private Reply send(HttpRequest request) {
    try {
      var response = client.send(request, BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
