package dev.reelwright.http.safety;

import dev.reelwright.http.Caller;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Route;
import dev.reelwright.http.Surface;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out who calls: by key, by a signed address, or as the one user of this machine.
final class KeyCheck {
  /// Told to everyone: whether the server lives, what it speaks, and the pages that ask for a key.
  private static final Set<String> PUBLIC =
      Set.of(
          "/",
          "/studio",
          "/health",
          "/api/health",
          "/docs",
          "/swaggerui",
          "/openapi.json",
          "/api/studio/session");

  private final boolean asksForKey;
  private final KeyRing ring;
  private final SignedUrls signedUrls;

  KeyCheck(GateSettings settings, KeyRing ring, SignedUrls signedUrls) {
    this.asksForKey = settings.asksForKey();
    this.ring = ring;
    this.signedUrls = signedUrls;
  }

  /// The caller; empty when a key is asked for and none was shown. Fails with a problem when a key
  /// was shown that is not valid: then the caller would not get what it thinks it gets.
  Future<Optional<Caller>> identify(RoutingContext context, String path) {
    var request = context.request();
    var key = shownKey(request);
    if (key == null) {
      var lent = lentKey(request, path);
      return lent == null
          ? Future.succeededFuture(withoutKey(request, path))
          : lent(context, path, lent);
    }
    return context
        .vertx()
        .executeBlocking(() -> ring.find(key), false)
        .compose(
            found -> {
              if (found.isPresent()) {
                var holder = found.get();
                return Future.succeededFuture(
                    Optional.of(new Caller(holder.owner(), Caller.Kind.KEY, holder.keyId())));
              }
              // Surfaces without authentication promise to overlook the header.
              return asksForKey
                  ? Future.failedFuture(keyNeeded())
                  : Future.succeededFuture(withoutKey(request, path));
            });
  }

  /// A cookie that is no longer good is no mistake of the page that the browser shows.
  private Future<Optional<Caller>> lent(RoutingContext context, String path, String key) {
    return context
        .vertx()
        .executeBlocking(() -> ring.find(key), false)
        .map(
            found ->
                found
                    .map(holder -> new Caller(holder.owner(), Caller.Kind.COOKIE, holder.keyId()))
                    .or(() -> withoutKey(context.request(), path)));
  }

  /// The studio alone takes the cookie: no other surface was written with browsers that keep one in
  /// mind.
  private static @Nullable String lentKey(HttpServerRequest request, String path) {
    var cookie = path.startsWith("/api/studio/") ? request.getCookie(Caller.SESSION_COOKIE) : null;
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  /// @throws Problem 401 when a key is asked for there and was not shown
  void demand(Optional<Caller> caller, Optional<Route> route, String path) {
    if (caller.isEmpty() && !isPublic(route, path)) {
      throw keyNeeded();
    }
  }

  static Problem keyNeeded() {
    return Problem.of(401, "UNAUTHENTICATED", "A valid API key is needed.")
        .next("Make one with `reel key create NAME` and send it as `Authorization: Bearer KEY`.")
        .header("WWW-Authenticate", "Bearer");
  }

  private Optional<Caller> withoutKey(HttpServerRequest request, String path) {
    if (!asksForKey || isPublic(path)) {
      return Optional.of(new Caller(KeyRing.OWNER, Caller.Kind.LOCAL, null));
    }
    boolean isReading =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    if (isReading && signedUrls.opens(path, request.getParam("exp"), request.getParam("sig"))) {
      return Optional.of(new Caller(KeyRing.OWNER, Caller.Kind.SIGNED_URL, null));
    }
    return Optional.empty();
  }

  private static boolean isPublic(Optional<Route> route, String path) {
    return isPublic(path)
        && route.map(Route::surface).filter(s -> s != Surface.CAMPAIGN).isPresent();
  }

  private static boolean isPublic(String path) {
    return PUBLIC.contains(path)
        || path.startsWith("/webjars/")
        || path.startsWith("/studio/")
        || (path.startsWith("/api/") && path.endsWith("/openapi.json"));
  }

  private static @Nullable String shownKey(HttpServerRequest request) {
    var key = request.getHeader("X-API-Key");
    if (key != null) {
      return key.strip();
    }
    var authorization = request.getHeader("Authorization");
    return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : null;
  }
}
