package dev.reelwright.http.storyboard;

import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.Surface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.UUID;

/// The headers that every answer of the surface carries, refusals of the gate included.
@ApplicationScoped
public class StoryboardHeaders {
  private static final int BEFORE_THE_GATE = 15_000;
  private static final String ID = "X-Request-ID";

  void install(@Observes Filters filters) {
    filters.register(this::promise, BEFORE_THE_GATE);
  }

  private void promise(RoutingContext context) {
    long start = System.nanoTime();
    context.addHeadersEndHandler(_ -> put(context, System.nanoTime() - start));
    context.next();
  }

  private static void put(RoutingContext context, long nanos) {
    if (ErrorWriter.surface(context) != Surface.STORYBOARD) {
      return;
    }
    var response = context.response();
    var asked = context.request().path();
    var path = asked == null ? "" : asked;
    response
        .putHeader(ID, requestId(context.request().getHeader(ID)))
        .putHeader("X-Response-Time", String.format(Locale.ROOT, "%.1fms", nanos / 1e6));
    if (path.startsWith("/api/v1/") || path.equals("/api/v1")) {
      response.putHeader("X-API-Version", "v1");
    } else if (path.startsWith("/api/")) {
      response
          .putHeader("X-API-Version", "legacy")
          .putHeader("Deprecated", "true")
          .putHeader("Sunset", "2025-06-01")
          .putHeader("Link", "</api/v1>; rel=\"alternate\"");
    }
  }

  /// The caller's own, when it is one word that does no harm in a log.
  private static String requestId(@org.jspecify.annotations.Nullable String asked) {
    return asked != null && asked.matches("[A-Za-z0-9._-]{1,128}")
        ? asked
        : UUID.randomUUID().toString();
  }
}
