package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends requests to one server. Thread-safe.
///
/// Some proxies want to see where a page would come from, so the server's own address goes along as
/// `Origin` and `Referer`. A ComfyUI that is reached by another name than its own refuses that with
/// an empty 403 before it looks at anything else; then the request is sent without, and so are all
/// after it.
final class Wire {
  /// @param body missing when the answer was no JSON
  record Answer(int status, JsonNode body) {
    boolean isWell() {
      return status / 100 == 2;
    }
  }

  /// Nothing was sent, for nobody is there.
  static final class NobodyThere extends IOException {
    private static final long serialVersionUID = 1L;

    NobodyThere(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// It took the request, or may have, and said nothing for too long.
  static final class Silent extends IOException {
    private static final long serialVersionUID = 1L;

    Silent(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// An answer that is no JSON, although it should be.
  static final class Garbage extends IOException {
    private static final long serialVersionUID = 1L;

    Garbage(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
          + " Safari/537.36 Reelwright";

  private static final long MOST_BYTES = 1L << 30;
  private static final int MOST_JSON_BYTES = 64 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ComfySettings.Server server;
  private final Traffic traffic;
  private volatile boolean isShy;
  private @Nullable HttpClient client;

  Wire(ComfySettings.Server server, Traffic traffic) {
    this.server = server;
    this.traffic = traffic;
  }

  /// Made when it is first needed, for it brings threads along and most films never need it.
  synchronized HttpClient client() {
    var made = client;
    if (made == null) {
      made = fresh();
      client = made;
    }
    return made;
  }

  private static HttpClient fresh() {
    return HttpClient.newBuilder()
        .version(Version.HTTP_1_1)
        .followRedirects(Redirect.NEVER)
        .connectTimeout(CONNECTING)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  /// @throws IOException when no whole answer came back
  Answer get(Endpoint endpoint, String path) throws IOException, InterruptedException {
    return json(endpoint, exchange(client(), endpoint, request(path), buffered()));
  }

  /// @throws IOException when no whole answer came back; what was sent may have been heard
  Answer post(Endpoint endpoint, String path, JsonNode body)
      throws IOException, InterruptedException {
    return json(endpoint, exchange(client(), endpoint, posting(path, body), buffered()));
  }

  /// Sends what must not go out twice, over a connection of its own: one kept from before may be
  /// closed at the very moment it is used, and then nobody could say whether it was read.
  ///
  /// @throws NobodyThere when nothing was sent
  /// @throws IOException when nobody knows whether it was heard
  Answer postOnce(Endpoint endpoint, String path, JsonNode body)
      throws IOException, InterruptedException {
    var own = fresh();
    try {
      return json(endpoint, exchange(own, endpoint, posting(path, body), buffered()));
    } finally {
      own.shutdownNow();
    }
  }

  /// @param type with its boundary
  Answer upload(Endpoint endpoint, String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    var request = request(path).header("Content-Type", type).POST(body);
    return json(endpoint, exchange(client(), endpoint, request, buffered()));
  }

  /// Streams into a file.
  ///
  /// @return the status
  int fetch(Endpoint endpoint, String path, Path target) throws IOException, InterruptedException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofFile(target), MOST_BYTES);
    return exchange(client(), endpoint, request(path), handler).statusCode();
  }

  /// As `fetch`, from somewhere else, where nobody needs to know who asks.
  int fetchFrom(Endpoint endpoint, URI address, Path target)
      throws IOException, InterruptedException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofFile(target), MOST_BYTES);
    return once(client(), endpoint, HttpRequest.newBuilder(address).build(), handler).statusCode();
  }

  /// What goes along with every request.
  void introduce(java.util.function.BiConsumer<String, String> header) {
    header.accept("User-Agent", BROWSER);
    if (!isShy) {
      header.accept("Origin", origin());
      header.accept("Referer", server.base() + "/");
    }
    var key = server.key();
    if (key != null) {
      header.accept("Authorization", "Bearer " + key.reveal());
    }
  }

  URI base() {
    return server.base();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.base() + path)).header("Accept", "*/*");
  }

  private HttpRequest.Builder posting(String path, JsonNode body) throws IOException {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
  }

  private static BodyHandler<byte[]> buffered() {
    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_JSON_BYTES);
  }

  private <T> HttpResponse<T> exchange(
      HttpClient by, Endpoint endpoint, HttpRequest.Builder request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    boolean wasOpen = !isShy;
    var first = once(by, endpoint, introduced(request), handler);
    if (first.statusCode() != 403 || !wasOpen) {
      return first;
    }
    isShy = true;
    return once(by, endpoint, introduced(request), handler);
  }

  private HttpRequest introduced(HttpRequest.Builder request) {
    var own = request.copy();
    introduce(own::setHeader);
    return own.build();
  }

  /// The deadline covers the body too, which the client's own does not.
  private <T> HttpResponse<T> once(
      HttpClient by, Endpoint endpoint, HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    String status = "5xx";
    var exchange = by.sendAsync(request, handler);
    try {
      var answer = exchange.get(endpoint.deadline().toMillis(), TimeUnit.MILLISECONDS);
      status = answer.statusCode() / 100 + "xx";
      return answer;
    } catch (ExecutionException e) {
      throw explained(e.getCause());
    } catch (TimeoutException e) {
      throw new Silent(
          "%s did not answer within %d s".formatted(server.name(), endpoint.deadline().toSeconds()),
          e);
    } finally {
      exchange.cancel(true);
      traffic.answered(endpoint.word(), status, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private IOException explained(@Nullable Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException) {
      return new NobodyThere(
          "ComfyUI cannot be reached at %s; start it there, or set COMFYUI_URL"
              .formatted(server.base()),
          cause);
    }
    return cause instanceof IOException known
        ? known
        : new IOException("%s: %s".formatted(server.name(), cause), cause);
  }

  private Answer json(Endpoint endpoint, HttpResponse<byte[]> answer) throws IOException {
    try {
      var body = JSON.readTree(answer.body());
      return new Answer(answer.statusCode(), body == null ? MissingNode.getInstance() : body);
    } catch (IOException e) {
      if (answer.statusCode() / 100 == 2 && endpoint != Endpoint.INTERRUPT) {
        throw new Garbage(
            "%s answered %s with something that is no JSON"
                .formatted(server.name(), endpoint.word()),
            e);
      }
      return new Answer(answer.statusCode(), MissingNode.getInstance());
    }
  }

  private String origin() {
    var base = server.base();
    return base.getScheme() + "://" + base.getAuthority();
  }
}
