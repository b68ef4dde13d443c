package dev.reelwright.http.safety;

import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the gate in front of everything that Quarkus serves, and a last answer behind it.
@ApplicationScoped
public class GateInstallation {
  private static final Logger LOG = LoggerFactory.getLogger(GateInstallation.class);
  private static final int FIRST = 10_000;
  private static final int BEFORE_ALL_ROUTES = Integer.MIN_VALUE;
  private static final int AFTER_ALL_ROUTES = Integer.MAX_VALUE;

  private final Gate gate;
  private final ErrorWriter errors;

  public GateInstallation(Gate gate, ErrorWriter errors) {
    this.gate = gate;
    this.errors = errors;
  }

  void install(@Observes Filters filters) {
    filters.register(gate, FIRST);
  }

  void install(@Observes Router router) {
    router.route().order(BEFORE_ALL_ROUTES).failureHandler(this::explain);
    router.route().order(AFTER_ALL_ROUTES).handler(c -> errors.send(c, ErrorWriter.ofStatus(404)));
  }

  /// What no resource has answered for.
  private void explain(RoutingContext context) {
    var failure = context.failure();
    if (failure instanceof Problem problem) {
      errors.send(context, problem);
      return;
    }
    if (failure instanceof HttpClosedException) {
      LOG.debug("the caller went away: path={}", context.request().path());
      return;
    }
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    if (status < 500) {
      errors.send(context, ErrorWriter.ofStatus(status));
      return;
    }
    errors.send(
        context,
        logged(
            context.request(),
            failure == null ? new IllegalStateException("failed without a reason") : failure));
  }

  /// Tells the log everything and the caller a number to find it by.
  private static Problem logged(HttpServerRequest request, Throwable failure) {
    var trace = UUID.randomUUID().toString();
    LOG.error(
        "request failed: verb={} path={} trace={}",
        request.method(),
        request.path(),
        trace,
        failure);
    return ErrorWriter.ofStatus(500).with("trace", trace);
  }
}
