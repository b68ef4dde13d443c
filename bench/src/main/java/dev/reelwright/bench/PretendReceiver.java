package dev.reelwright.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Takes the webhooks of the orchestrate surface on loopback and keeps who told what. Thread-safe.
final class PretendReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param id the same in every try of one message
  private record Message(String id, String job) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Message> heard = new ArrayList<>();

  PretendReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:%d/job-ended".formatted(server.getAddress().getPort()));
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
    server.stop(0);
    threads.close();
  }
}
