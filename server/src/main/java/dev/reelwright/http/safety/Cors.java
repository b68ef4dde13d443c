package dev.reelwright.http.safety;

import dev.reelwright.http.Caller;
import dev.reelwright.http.Problem;
import dev.reelwright.http.RouteTable;
import dev.reelwright.http.Surface;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// What pages of other origins may see and do.
final class Cors {
  private static final String MAX_AGE_SECONDS = "600";

  private final Origins origins;
  private final RouteTable table;

  Cors(Origins origins, RouteTable table) {
    this.origins = origins;
    this.table = table;
  }

  /// Sets the headers, and answers when the browser only asks whether it may (a preflight).
  boolean answers(RoutingContext context, Surface surface, String path) {
    var request = context.request();
    var response = context.response();
    var origin = request.getHeader("Origin");
    var trust = trust(request, surface);
    response.putHeader("Vary", "Origin");
    if (origin != null && trust != Origins.Trust.FOREIGN) {
      response.putHeader("Access-Control-Allow-Origin", origin);
      response.putHeader(
          "Access-Control-Expose-Headers",
          "ETag, Location, Content-Range, Content-Disposition, Retry-After, X-Request-ID");
      if (trust != Origins.Trust.OPEN) {
        // Never where anyone may come: that would lend the user's own rights to every page.
        response.putHeader("Access-Control-Allow-Credentials", "true");
      }
    }
    if (!request.method().equals(HttpMethod.OPTIONS)
        || origin == null
        || request.getHeader("Access-Control-Request-Method") == null) {
      return false;
    }
    if (trust != Origins.Trust.FOREIGN) {
      var verbs = table.verbs(path);
      response.putHeader(
          "Access-Control-Allow-Methods",
          verbs.isEmpty()
              ? "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
              : String.join(", ", verbs) + ", OPTIONS");
      var wanted = request.getHeader("Access-Control-Request-Headers");
      if (wanted != null) {
        response.putHeader("Access-Control-Allow-Headers", wanted);
      }
      response.putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
      response.putHeader("Allow", "OPTIONS");
    }
    // 200, not 204: some older clients take nothing else for a yes.
    response.setStatusCode(trust == Origins.Trust.FOREIGN ? 403 : 200).end();
    request.resume();
    return true;
  }

  /// A page that is not ours may change things only with a key, on this machine too: otherwise any
  /// page the user visits could spend the user's money.
  void demandTrust(RoutingContext context, Surface surface, Optional<Caller> caller) {
    if (caller.map(Caller::kind).filter(Caller.Kind.KEY::equals).isPresent()
        || trust(context.request(), surface) != Origins.Trust.FOREIGN) {
      return;
    }
    throw Problem.of(
            403, "FOREIGN_ORIGIN", "A page of another origin may not change anything here.")
        .next("Send an API key, or name the origin in REELWRIGHT_ALLOWED_ORIGINS.");
  }

  private Origins.Trust trust(HttpServerRequest request, Surface surface) {
    return origins.trust(request.getHeader("Origin"), request.getHeader("Host"), surface);
  }
}
