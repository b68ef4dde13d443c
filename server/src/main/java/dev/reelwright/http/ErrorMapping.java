package dev.reelwright.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever a resource throws into a problem and that into the error form of its surface.
/// Nothing of an exception's text reaches the caller unless it is a problem's.
public class ErrorMapping {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);
  private static final int LONGEST_INPUT = 200;

  private final ErrorWriter errors;

  public ErrorMapping(ErrorWriter errors) {
    this.errors = errors;
  }

  @ServerExceptionMapper
  public Response problem(Problem problem, RoutingContext context) {
    return respond(problem, context);
  }

  @ServerExceptionMapper
  public Response webFailure(WebApplicationException failure, RoutingContext context) {
    if (failure.getCause() instanceof JsonProcessingException json) {
      return respond(unreadable(json), context);
    }
    int status = failure.getResponse().getStatus();
    return status >= 500
        ? unexpected(failure, context)
        : respond(ErrorWriter.ofStatus(status), context);
  }

  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException failure, RoutingContext context) {
    return respond(unreadable(failure), context);
  }

  @ServerExceptionMapper
  public Response badJson(JsonProcessingException failure, RoutingContext context) {
    return respond(unreadable(failure), context);
  }

  @ServerExceptionMapper
  public Response violation(ConstraintViolationException failure, RoutingContext context) {
    var faults = failure.getConstraintViolations().stream().map(ErrorMapping::fault).toList();
    return respond(
        Problem.of(422, Problem.INVALID, "The request breaks a rule.").because(faults), context);
  }

  @ServerExceptionMapper
  public Response brokenForm(IOException failure, RoutingContext context) {
    return isOfTheForm(failure)
        ? respond(
            Problem.malformed(
                new FieldFault(
                    List.of("body"), "form_invalid", "The form is broken or breaks off.", null)),
            context)
        : unexpected(failure, context);
  }

  /// The framework has no type of its own for a form that it cannot read; where the failure began
  /// tells it from a disk that cannot be written.
  private static boolean isOfTheForm(IOException failure) {
    var trace = failure.getStackTrace();
    return trace.length > 0
        && trace[0].getClassName().startsWith("org.jboss.resteasy.reactive.server.core.multipart.");
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable failure, RoutingContext context) {
    var trace = UUID.randomUUID().toString();
    LOG.error(
        "request failed: verb={} path={} trace={}",
        context.request().method(),
        context.request().path(),
        trace,
        failure);
    return respond(ErrorWriter.ofStatus(500).with("trace", trace), context);
  }

  private Response respond(Problem problem, RoutingContext context) {
    var answer = errors.answer(context, problem);
    var response =
        Response.status(answer.status()).type(answer.contentType()).entity(answer.json());
    response.header("Cache-Control", "no-store");
    problem.headers().forEach(response::header);
    return response.build();
  }

  private static Problem unreadable(JsonProcessingException failure) {
    if (!(failure instanceof JsonMappingException mapping)) {
      return Problem.malformed(
          new FieldFault(
              List.of("body"), "json_invalid", "The body is not well-formed JSON.", null));
    }
    var loc = new ArrayList<Object>(List.of("body"));
    for (var step : mapping.getPath()) {
      loc.add(step.getFieldName() == null ? (Object) step.getIndex() : step.getFieldName());
    }
    var input =
        failure instanceof InvalidFormatException format ? shortened(format.getValue()) : null;
    return Problem.of(422, Problem.INVALID, "A value of the body is of the wrong kind.")
        .because(
            List.of(new FieldFault(loc, "value_error", "The value is of the wrong kind.", input)));
  }

  private static FieldFault fault(ConstraintViolation<?> violation) {
    var loc = new ArrayList<Object>(List.of("body"));
    for (var node : violation.getPropertyPath()) {
      if (node.getIndex() != null) {
        loc.add(node.getIndex());
      }
      if (node.getName() != null && node.getKind() == jakarta.validation.ElementKind.PROPERTY) {
        loc.add(node.getName());
      }
    }
    return new FieldFault(loc, "value_error", violation.getMessage(), null);
  }

  private static Object shortened(Object value) {
    var text = String.valueOf(value);
    return text.length() > LONGEST_INPUT ? text.substring(0, LONGEST_INPUT) + "…" : text;
  }
}
