package dev.reelwright.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request and its answer. Closing it without an answer cuts the connection.
record Exchange(HttpExchange http) implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BODY_BYTES = 64 * 1024;

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return http.getRequestURI().getPath();
  }

  @Nullable String header(String name) {
    return http.getRequestHeaders().getFirst(name);
  }

  /// The one parameter of the query, if it has this name.
  Optional<String> parameter(String name) {
    var query = http.getRequestURI().getQuery();
    return query != null && query.startsWith(name + "=")
        ? Optional.of(query.substring(name.length() + 1))
        : Optional.empty();
  }

  /// @throws IllegalArgumentException when it is no JSON or too long
  JsonNode body() throws IOException {
    var bytes = http.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("the body is longer than " + MAX_BODY_BYTES + " bytes");
    }
    try {
      return JSON.readTree(bytes);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("the body is no JSON", e);
    }
  }

  void answer(int status, Object body) throws IOException {
    send(status, "application/json", JSON.writeValueAsBytes(body));
  }

  void refuse(int status, String code, String message) throws IOException {
    answer(status, Map.of("error", Map.of("code", code, "message", message)));
  }

  void busy() throws IOException {
    http.getResponseHeaders().set("Retry-After", "1");
    refuse(429, "busy", "too many orders at the moment");
  }

  void send(int status, String type, byte[] bytes) throws IOException {
    http.getResponseHeaders().set("Content-Type", type);
    http.sendResponseHeaders(status, bytes.length);
    http.getResponseBody().write(bytes);
    http.getResponseBody().flush();
  }

  /// Promises the whole and sends the first half.
  void sendHalf(String type, byte[] bytes) throws IOException {
    http.getResponseHeaders().set("Content-Type", type);
    http.sendResponseHeaders(200, bytes.length);
    http.getResponseBody().write(bytes, 0, bytes.length / 2);
    http.getResponseBody().flush();
  }

  @Override
  public void close() {
    http.close();
  }
}
