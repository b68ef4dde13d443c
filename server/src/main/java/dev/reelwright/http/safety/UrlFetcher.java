package dev.reelwright.http.safety;

import dev.reelwright.http.safety.FetchRefused.Reason;
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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Fetches a file from an address that a caller named, without becoming the caller's arm inside our
/// own network. A name is resolved once; every address it has must be public; and the connection
/// goes to the very address that was checked, so a name that changes its mind in between gains
/// nothing. The same for each redirect. Thread-safe; blocks, so never call it from an event loop.
public final class UrlFetcher implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
  private static final int LONGEST_ADDRESS = 4096;

  private final HttpClient client;
  private final FetchRules rules;
  private final Resolver resolver;

  public UrlFetcher(Vertx vertx, FetchRules rules) {
    this(vertx, rules, InetAddress::getAllByName);
  }

  UrlFetcher(Vertx vertx, FetchRules rules, Resolver resolver) {
    this.rules = rules;
    this.resolver = resolver;
    // No decompression: a small answer must not become a large one. No connection is kept, or an
    // answer to one name would come over a connection made for another.
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(16 * 1024)
                .setVerifyHost(true));
  }

  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /// A file that was fetched.
  ///
  /// @param declaredType what the other side says it is; not to be believed
  /// @param url where it was found in the end
  public record Fetched(Path file, long bytes, @Nullable String declaredType, URI url) {}

  /// Fetches into a file, which is whole when this returns and gone when it throws.
  ///
  /// @param into a file that may be overwritten
  /// @throws FetchRefused saying why, in words that the caller may see
  /// @throws IOException when the file cannot be written
  public Fetched fetch(String url, Path into)
      throws FetchRefused, IOException, InterruptedException {
    long deadline = System.nanoTime() + rules.time().toNanos();
    var next = parsed(url);
    try {
      for (int hop = 0; hop <= rules.redirects(); hop++) {
        var result = once(next, into, deadline);
        if (result.fetched().isPresent()) {
          return result.fetched().get();
        }
        next = target(next, result.location());
      }
      throw new FetchRefused(
          Reason.TOO_MANY_REDIRECTS, "it was redirected more than " + rules.redirects() + " times");
    } catch (FetchRefused | IOException | InterruptedException | RuntimeException e) {
      Files.deleteIfExists(into);
      throw e;
    }
  }

  @Override
  public void close() {
    Object _ = client.close();
  }

  private record Hop(Optional<Fetched> fetched, @Nullable String location) {}

  private Hop once(URI url, Path into, long deadline)
      throws FetchRefused, IOException, InterruptedException {
    boolean isTls = "https".equals(url.getScheme());
    int port = url.getPort() < 0 ? (isTls ? 443 : 80) : url.getPort();
    var host = bare(url.getHost());
    var address = checked(host);
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(host)
            .setPort(port)
            .setSsl(isTls)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setURI(target(url))
            .putHeader("Accept", "*/*")
            .putHeader("User-Agent", "Reelwright")
            .putHeader("Accept-Encoding", "identity");
    var request =
        await(client.request(options).toCompletionStage().toCompletableFuture(), host, deadline);
    try (var out = Files.newOutputStream(into)) {
      Promise<Hop> done = Promise.promise();
      // Listened for before it is sent: an answer that came first would run past unheard.
      request
          .response()
          .onFailure(done::tryFail)
          .onSuccess(response -> take(response, url, into, out, done));
      request.send().onFailure(done::tryFail);
      return await(done.future().toCompletionStage().toCompletableFuture(), host, deadline);
    } finally {
      // Ends the connection, whatever is still on its way.
      request.reset();
    }
  }

  private void take(
      HttpClientResponse response, URI url, Path into, OutputStream out, Promise<Hop> done) {
    response.exceptionHandler(done::tryFail);
    int status = response.statusCode();
    if (REDIRECTS.contains(status)) {
      done.tryComplete(new Hop(Optional.empty(), response.getHeader("Location")));
      return;
    }
    if (status != 200) {
      done.tryFail(
          new FetchRefused(Reason.UNAVAILABLE, url.getHost() + " answered with status " + status));
      return;
    }
    var taken = new AtomicLong();
    response.handler(piece -> write(piece, taken, out, done));
    response.endHandler(
        _ ->
            done.tryComplete(
                new Hop(
                    Optional.of(
                        new Fetched(into, taken.get(), response.getHeader("Content-Type"), url)),
                    null)));
  }

  private void write(Buffer piece, AtomicLong taken, OutputStream out, Promise<Hop> done) {
    if (taken.addAndGet(piece.length()) > rules.mostBytes()) {
      done.tryFail(
          new FetchRefused(Reason.TOO_LARGE, "it has more than " + rules.mostBytes() + " bytes"));
      return;
    }
    try {
      // Small pieces into the page cache: a loop may do that, and it keeps the pace of the network.
      out.write(piece.getBytes());
    } catch (IOException e) {
      // Told apart from a broken network.
      done.tryFail(new UncheckedIOException(e));
    }
  }

  private InetAddress checked(String host) throws FetchRefused {
    InetAddress[] addresses;
    try {
      addresses = resolver.resolve(host);
    } catch (UnknownHostException _) {
      throw new FetchRefused(Reason.UNAVAILABLE, "there is no host " + host);
    }
    boolean isAllowed =
        rules.privateHosts().contains(host)
            || Arrays.stream(addresses).allMatch(AddressRule::isPublic);
    if (addresses.length == 0 || !isAllowed) {
      throw new FetchRefused(
          Reason.PRIVATE,
          host + " leads to a private address; name it in the settings if it may be fetched from");
    }
    return addresses[0];
  }

  private static URI target(URI from, @Nullable String location) throws FetchRefused {
    if (location == null) {
      throw new FetchRefused(Reason.UNAVAILABLE, from.getHost() + " redirected to nowhere");
    }
    try {
      return parsed(from.resolve(location).toString());
    } catch (IllegalArgumentException _) {
      throw new FetchRefused(Reason.ADDRESS, from.getHost() + " redirected to no address");
    }
  }

  private static URI parsed(String url) throws FetchRefused {
    try {
      var uri = URI.create(url.strip());
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (url.length() <= LONGEST_ADDRESS
          && (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        return URI.create(scheme + uri.toString().substring(scheme.length()));
      }
    } catch (IllegalArgumentException _) {
      // Falls through to the one explanation.
    }
    throw new FetchRefused(Reason.ADDRESS, "only plain http and https addresses can be fetched");
  }

  private static String target(URI url) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static String bare(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
  }

  private static <T> T await(CompletableFuture<T> future, String host, long deadline)
      throws FetchRefused, IOException, InterruptedException {
    try {
      return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw new FetchRefused(Reason.TOO_SLOW, host + " took too long");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case FetchRefused refused -> throw refused;
        case UncheckedIOException failure -> throw failure.getCause();
        case null, default ->
            throw new FetchRefused(Reason.UNAVAILABLE, host + " could not be reached or broke off");
      }
    }
  }
}
