package dev.reelwright.provider.google;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Fetches results. Follows redirects itself, so that credentials are shown to Google's hosts and
/// to nobody else.
final class Fetcher {
  /// The result is not there any more, or never was.
  static final class Gone extends IOException {
    private static final long serialVersionUID = 1L;

    Gone(String message) {
      super(message);
    }
  }

  private static final int MOST_REDIRECTS = 5;
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private final Endpoint endpoint;
  private final Wire wire;

  Fetcher(Endpoint endpoint, Wire wire) {
    this.endpoint = endpoint;
    this.wire = wire;
  }

  /// Streams a clip into a file and looks whether it is whole.
  ///
  /// @throws Gone when asking again is of no use
  /// @throws IOException when it may come another time
  Path clip(URI address, Path scratch) throws IOException, InterruptedException {
    var target = scratch.resolve("clip.mp4");
    var at =
        address.getScheme() != null && address.getScheme().equals("gs")
            ? endpoint.stored(address)
            : address;
    for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
      var answer = wire.fetch(request(at), target, DEADLINE);
      int status = answer.statusCode();
      if (status == 200) {
        var type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/") || type.startsWith("application/json")) {
          throw new IOException("%s sent %s instead of a clip".formatted(at.getHost(), type));
        }
        Media.requireClip(target);
        return target;
      }
      if (status == 404 || status == 410) {
        throw new Gone(
            "the clip is no longer at " + at.getHost() + "; it is kept there for two days");
      }
      if (status / 100 != 3) {
        throw new IOException(
            "%s answered %d when asked for the clip".formatted(at.getHost(), status));
      }
      at = at.resolve(answer.headers().firstValue("Location").orElse(""));
      if (!"https".equals(at.getScheme()) && !endpoint.trusts(at) && endpoint.isGoogle()) {
        throw new IOException("was sent on to %s, which is not secured".formatted(at.getHost()));
      }
    }
    throw new IOException("was sent on too often from " + address.getHost());
  }

  private HttpRequest request(URI address) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address).GET();
    if (endpoint.trusts(address)) {
      endpoint.credentials().forEach(request::header);
    }
    return request.build();
  }
}
