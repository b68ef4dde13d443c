package dev.reelwright.http.operations;

import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.Surface;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts and times requests by surface, verb and status; never by address.
@ApplicationScoped
public class RequestMetrics {
  private static final int BEFORE_THE_GATE = 20_000;
  private static final Set<String> VERBS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final MeterRegistry meters;
  // Asking the registry by words costs more than many an answer.
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(Surface surface, String verb, int status) {}

  public RequestMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void install(@Observes Filters filters) {
    filters.register(this::time, BEFORE_THE_GATE);
  }

  private void time(RoutingContext context) {
    long start = System.nanoTime();
    context.addEndHandler(_ -> record(context, System.nanoTime() - start));
    context.next();
  }

  private void record(RoutingContext context, long nanos) {
    var verb = context.request().method().name();
    timers
        .computeIfAbsent(
            new Kind(
                ErrorWriter.surface(context),
                VERBS.contains(verb) ? verb : "other",
                context.response().getStatusCode()),
            this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return meters.timer(
        "reelwright.http.request",
        "surface",
        kind.surface().word(),
        "verb",
        kind.verb(),
        "status",
        Integer.toString(kind.status()));
  }
}
