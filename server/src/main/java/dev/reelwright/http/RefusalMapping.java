package dev.reelwright.http;

import dev.reelwright.desk.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Says what a desk refuses in the words of HTTP.
public class RefusalMapping {
  private final ErrorMapping errors;

  public RefusalMapping(ErrorMapping errors) {
    this.errors = errors;
  }

  @ServerExceptionMapper
  public Response refusal(Refusal refusal, RoutingContext context) {
    return errors.problem(problem(refusal), context);
  }

  public static Problem problem(Refusal refusal) {
    var problem =
        switch (refusal.kind()) {
          case MISSING -> Problem.of(404, refusal.code(), refusal.reason());
          case CHANGED ->
              Problem.of(412, refusal.code(), refusal.reason())
                  .header("ETag", EntityTag.ofVersion(refusal.version()).header());
          case CONFLICT ->
              Problem.of(
                  refusal.code().equals("IDEMPOTENCY_KEY_REUSED") ? 422 : 409,
                  refusal.code(),
                  refusal.reason());
          case INVALID ->
              Problem.invalid(
                  new FieldFault(
                      List.of("body", String.valueOf(refusal.field())),
                      "value_error",
                      refusal.reason(),
                      null));
        };
    var next = refusal.next();
    return next == null ? problem : problem.next(next);
  }
}
