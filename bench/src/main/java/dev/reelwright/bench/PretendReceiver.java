package dev.reelwright.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes the webhooks of the orchestrate surface on loopback and keeps who told what. Thread-safe.
final class PretendReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param id the same in every try of one message
  private record Message(String id, String job) {}

  private final List<Message> heard = new ArrayList<>();
  private final Loopback server;

  PretendReceiver() throws IOException {
    server = new Loopback(this::serve);
  }

  URI address() {
    return server.address().resolve("/job-ended");
  }

  /// Messages about a job, however often each of them came.
  synchronized Set<String> about(String job) {
    return heard.stream()
        .filter(message -> message.job().equals(job))
        .map(Message::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Messages by the job that they are about.
  synchronized Map<String, Set<String>> all() {
    return heard.stream()
        .collect(
            Collectors.groupingBy(
                Message::job, Collectors.mapping(Message::id, Collectors.toSet())));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = JSON.readTree(exchange.getRequestBody());
      var id = exchange.getRequestHeaders().getFirst("X-Webhook-Id");
      synchronized (this) {
        heard.add(new Message(String.valueOf(id), body.at("/data/job_id").asText()));
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
