package dev.reelwright.http.safety;

import dev.reelwright.webhook.Post;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends messages to addresses that somebody named, without becoming their arm inside our own
/// network: a name is resolved once, all of its addresses must be public, and the connection goes
/// to the very address that was checked. Hosts that the settings name may be private. Follows no
/// redirects. Thread-safe; blocks, so never call it from an event loop.
public final class WebhookPost implements Post, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(30);
  private static final int MOST_OF_AN_ANSWER = 4096;

  private final HttpClient client;
  private final Set<String> privateHosts;
  private final Duration limit;

  /// @param privateHosts names or addresses that may be private (`127.0.0.1`, `n8n.lan`)
  public WebhookPost(Vertx vertx, Set<String> privateHosts) {
    this(vertx, privateHosts, WHOLE);
  }

  WebhookPost(Vertx vertx, Set<String> privateHosts, Duration limit) {
    this.privateHosts = Set.copyOf(privateHosts);
    this.limit = limit;
    // No connection is kept, or a message to one name would go over a connection made for another.
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(16 * 1024)
                .setVerifyHost(true));
  }

  @Override
  public Optional<String> objection(String url) {
    try {
      checked(host(parsed(url)));
      return Optional.empty();
    } catch (Refused e) {
      return Optional.ofNullable(e.getMessage());
    } catch (UnknownHostException _) {
      // It may be there when the first message is.
      return Optional.empty();
    }
  }

  @Override
  public Answer send(String url, Map<String, String> headers, String body)
      throws Refused, IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    var address = parsed(url);
    var host = host(address);
    boolean isTls = "https".equals(address.getScheme());
    int port = address.getPort() < 0 ? (isTls ? 443 : 80) : address.getPort();
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(host)
            .setPort(port)
            .setSsl(isTls)
            .setServer(SocketAddress.inetSocketAddress(port, checked(host).getHostAddress()))
            .setURI(target(address))
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "*/*")
            .putHeader("User-Agent", "Reelwright");
    headers.forEach(options::putHeader);
    var request =
        await(client.request(options).toCompletionStage().toCompletableFuture(), deadline);
    try {
      Promise<Answer> done = Promise.promise();
      // Listened for before it is sent: an answer that came first would run past unheard.
      request.response().onFailure(done::tryFail).onSuccess(response -> take(response, done));
      request.send(Buffer.buffer(body.getBytes(StandardCharsets.UTF_8))).onFailure(done::tryFail);
      return await(done.future().toCompletionStage().toCompletableFuture(), deadline);
    } finally {
      // Ends the connection, whatever is still on its way.
      request.reset();
    }
  }

  @Override
  public void close() {
    Object _ = client.close();
  }

  private static void take(HttpClientResponse response, Promise<Answer> done) {
    var beginning = Buffer.buffer();
    response.exceptionHandler(done::tryFail);
    response.handler(
        piece -> {
          beginning.appendBuffer(piece);
          if (beginning.length() >= MOST_OF_AN_ANSWER) {
            done.tryComplete(answer(response, beginning));
          }
        });
    response.endHandler(_ -> done.tryComplete(answer(response, beginning)));
  }

  private static Answer answer(HttpClientResponse response, Buffer beginning) {
    var bytes =
        Arrays.copyOf(beginning.getBytes(), Math.min(beginning.length(), MOST_OF_AN_ANSWER));
    return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
  }

  private InetAddress checked(String host) throws Refused, UnknownHostException {
    var addresses = InetAddress.getAllByName(host);
    var isAllowed =
        privateHosts.contains(host) || Arrays.stream(addresses).allMatch(AddressRule::isPublic);
    if (addresses.length == 0 || !isAllowed) {
      throw new Refused(
          host
              + " leads to a private address; name it in REELWRIGHT_WEBHOOK_PRIVATE_HOSTS to allow it");
    }
    return addresses[0];
  }

  private static URI parsed(String url) throws Refused {
    try {
      var address = URI.create(url.strip());
      var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https"))
          && address.getHost() != null
          && address.getUserInfo() == null) {
        return URI.create(scheme + address.toString().substring(scheme.length()));
      }
    } catch (IllegalArgumentException _) {
      // Falls through to the one explanation.
    }
    throw new Refused("a webhook needs a plain http or https address");
  }

  private static String host(URI address) {
    var lower = address.getHost().toLowerCase(Locale.ROOT);
    return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
  }

  private static String target(URI url) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static <T> T await(CompletableFuture<T> future, long deadline)
      throws IOException, InterruptedException {
    try {
      return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it took too long", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }
}
