package dev.reelwright.http.operations;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Keeps what is watched out of every cache on the way: who looks wants to know how it is now.
@ApplicationScoped
public class FreshAnswers {
  private static final String METRICS = "/metrics";
  private static final List<String> WATCHED =
      List.of(METRICS, "/health", "/api/health", "/api/v1/health");

  private static final int BEFORE_ALL_ANSWERS = -1_000_000;

  void install(@Observes Router router) {
    for (var path : WATCHED) {
      router
          .route(path)
          .order(BEFORE_ALL_ANSWERS)
          .handler(
              context -> {
                context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                if (path.equals(METRICS) && !context.request().headers().contains("Accept")) {
                  // Prometheus names the form it wants; who names none gets the plain one.
                  context.request().headers().set("Accept", "text/plain");
                }
                context.next();
              });
    }
  }
}
