package dev.reelwright.http.operations;

import dev.reelwright.http.ErrorWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;

/// Counts and times requests by surface, verb and status; never by address.
@ApplicationScoped
public class RequestMetrics {
  private static final int BEFORE_THE_GATE = 20_000;
  private static final Set<String> VERBS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final MeterRegistry meters;

  public RequestMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void install(@Observes Filters filters) {
    filters.register(this::time, BEFORE_THE_GATE);
  }

  private void time(RoutingContext context) {
    long start = System.nanoTime();
    context.addEndHandler(_ -> record(context, Duration.ofNanos(System.nanoTime() - start)));
    context.next();
  }

  private void record(RoutingContext context, Duration time) {
    var verb = context.request().method().name();
    meters
        .timer(
            "reelwright.http.request",
            "surface",
            ErrorWriter.surface(context).word(),
            "verb",
            VERBS.contains(verb) ? verb : "other",
            "status",
            Integer.toString(context.response().getStatusCode()))
        .record(time);
  }
}
