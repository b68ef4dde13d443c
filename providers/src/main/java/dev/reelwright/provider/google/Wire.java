package dev.reelwright.provider.google;

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
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/// Sends requests. A paid one goes out once, over a connection of its own: a connection kept from
/// before may be closed by the server at the very moment it is used, and then nobody could say
/// whether the request was read. Thread-safe.
final class Wire {
  /// What came of a paid request.
  sealed interface Reply {
    /// @param body missing when it was no JSON
    record Answered(int status, HttpHeaders headers, JsonNode body) implements Reply {}

    /// Nothing was sent.
    record NotSent(String why) implements Reply {}

    /// It was sent, or may have been, and no whole answer came back.
    record Silent(IOException cause) implements Reply {}
  }

  private static final Duration CONNECTING = Duration.ofSeconds(20);

  /// Longer than the slowest answer to a request for a picture.
  static final Duration PAID_DEADLINE = Duration.ofMinutes(5);

  private static final Duration FREE_DEADLINE = Duration.ofMinutes(2);

  /// A minute of 4k film in base64 stays below.
  private static final long MOST_BYTES = 1L << 30;

  private final ObjectMapper json = new ObjectMapper();
  private final Endpoint endpoint;
  private final HttpClient free = client();
  private final Duration paidDeadline;

  Wire(Endpoint endpoint, Duration paidDeadline) {
    this.endpoint = endpoint;
    this.paidDeadline = paidDeadline;
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(Version.HTTP_1_1)
        .followRedirects(Redirect.NEVER)
        .connectTimeout(CONNECTING)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  /// Sends what may cost money.
  Reply order(URI address, JsonNode body, Path scratch) throws InterruptedException {
    HttpRequest request;
    try {
      request =
          request(address).POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))).build();
    } catch (IOException e) {
      return new Reply.NotSent(String.valueOf(e.getMessage()));
    }
    var own = client();
    try {
      var answer = send(own, request, scratch, paidDeadline);
      return new Reply.Answered(answer.statusCode(), answer.headers(), body(answer, scratch));
    } catch (ConnectException
        | HttpConnectTimeoutException
        | UnresolvedAddressException
        | SSLHandshakeException e) {
      return new Reply.NotSent(
          "%s cannot be reached (%s)".formatted(address.getHost(), e.getClass().getSimpleName()));
    } catch (IOException e) {
      return new Reply.Silent(e);
    } finally {
      own.shutdownNow();
    }
  }

  /// Asks for what is free; may be asked again by whoever calls.
  ///
  /// @throws IOException when no whole answer came back
  Reply.Answered ask(URI address, Path scratch) throws IOException, InterruptedException {
    return answered(request(address).GET().build(), scratch);
  }

  /// Asks with a body.
  Reply.Answered ask(URI address, JsonNode body, Path scratch)
      throws IOException, InterruptedException {
    return answered(
        request(address).POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))).build(),
        scratch);
  }

  private Reply.Answered answered(HttpRequest request, Path scratch)
      throws IOException, InterruptedException {
    var answer = send(free, request, scratch, FREE_DEADLINE);
    return new Reply.Answered(answer.statusCode(), answer.headers(), body(answer, scratch));
  }

  /// Without credentials, and with the body in a file.
  HttpResponse<Path> fetch(HttpRequest request, Path target, Duration deadline)
      throws IOException, InterruptedException {
    return exchange(free, request, target, deadline);
  }

  private HttpRequest.Builder request(URI address) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address).header("Content-Type", "application/json");
    endpoint.credentials().forEach(request::header);
    return request;
  }

  private static HttpResponse<Path> send(
      HttpClient client, HttpRequest request, Path scratch, Duration deadline)
      throws IOException, InterruptedException {
    return exchange(client, request, Files.createTempFile(scratch, "answer", ".json"), deadline);
  }

  /// The deadline covers the body too, which the client's own does not.
  private static HttpResponse<Path> exchange(
      HttpClient client, HttpRequest request, Path target, Duration deadline)
      throws IOException, InterruptedException {
    var exchange =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofFile(target), MOST_BYTES));
    try {
      return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(
          "%s did not answer within %d s".formatted(request.uri().getHost(), deadline.toSeconds()),
          e);
    } finally {
      exchange.cancel(true);
    }
  }

  private static JsonNode body(HttpResponse<Path> answer, Path scratch) throws IOException {
    try {
      return new WireReader(scratch).read(answer.body());
    } catch (IOException e) {
      if (answer.statusCode() / 100 == 2) {
        throw new IOException(
            "the answer of %s cannot be read: %s".formatted(answer.uri().getHost(), e.getMessage()),
            e);
      }
      return MissingNode.getInstance();
    }
  }
}
