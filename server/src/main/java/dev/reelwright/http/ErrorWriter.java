package dev.reelwright.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Answers a request with a problem, in the form of the surface that was called. Thread-safe.
@ApplicationScoped
public class ErrorWriter {
  private static final String SURFACE = "reelwright.surface";
  private static final int DRAINED_BYTES = 64 * 1024;
  private static final long LINGER_MILLIS = 1000;

  private final ErrorBodies bodies;
  private final JsonMapper json = JsonMapper.builder().build();

  public ErrorWriter(ErrorBodies bodies) {
    this.bodies = bodies;
  }

  /// Notes whose request it is.
  public static void mark(RoutingContext context, Surface surface) {
    context.put(SURFACE, surface);
  }

  /// Whose request it is; `OPERATIONS` when nobody noted it.
  public static Surface surface(RoutingContext context) {
    Surface surface = context.get(SURFACE);
    return surface == null ? Surface.OPERATIONS : surface;
  }

  public ErrorBody.Answer answer(RoutingContext context, Problem problem) {
    return bodies.of(surface(context), problem);
  }

  /// Sends it. Does nothing when an answer is on its way already.
  public void send(RoutingContext context, Problem problem) {
    var response = context.response();
    if (response.headWritten() || response.ended()) {
      return;
    }
    var answer = answer(context, problem);
    var body = bytes(answer);
    problem.headers().forEach(response::putHeader);
    response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.contentType())
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Length", Integer.toString(body.length));
    boolean isLong = hasLongBody(context);
    if (isLong) {
      response.putHeader("Connection", "close");
    }
    var sent =
        context.request().method().equals(HttpMethod.HEAD)
            ? response.end()
            : response.end(Buffer.buffer(body));
    if (isLong) {
      // Reading it to the end only to throw it away would be work for nothing; but a connection
      // that
      // is closed while the caller still sends may take the answer with it.
      sent.onComplete(
          _ ->
              context.vertx().setTimer(LINGER_MILLIS, _ -> context.request().connection().close()));
    }
    context.request().resume();
  }

  private byte[] bytes(ErrorBody.Answer answer) {
    try {
      return json.writeValueAsBytes(answer.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an error body must be plain JSON", e);
    }
  }

  private static boolean hasLongBody(RoutingContext context) {
    var headers = context.request().headers();
    var length = headers.get("Content-Length");
    return headers.contains("Transfer-Encoding")
        || (length != null && (length.length() > 6 || Long.parseLong(length) > DRAINED_BYTES));
  }

  /// What a bare status means, for failures that come without a problem.
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 400 -> Problem.of(400, Problem.MALFORMED, "The request could not be understood.");
      case 401 -> Problem.of(401, "UNAUTHENTICATED", "A key is needed.");
      case 403 -> Problem.of(403, "FORBIDDEN", "That is not allowed.");
      case 404 -> Problem.of(404, Problem.NOT_FOUND, "Not Found");
      case 405 -> Problem.of(405, Problem.METHOD_NOT_ALLOWED, "Method Not Allowed");
      case 406 -> Problem.of(406, "NOT_ACCEPTABLE", "There is no form of it that you accept.");
      case 408 -> Problem.of(408, "TOO_SLOW", "The request took too long to arrive.");
      case 413 -> Problem.of(413, "TOO_LARGE", "The request is too large.");
      case 414 -> Problem.of(414, "ADDRESS_TOO_LONG", "The address is too long.");
      case 415 ->
          Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "Bodies of that media type are not read here.");
      case 431 -> Problem.of(431, "HEADERS_TOO_LARGE", "The headers are too large.");
      case 503 -> Problem.of(503, "UNAVAILABLE", "The server cannot do that just now.");
      default -> {
        if (Set.of(402, 409, 410, 411, 412, 416, 417, 421, 422, 423, 428, 429).contains(status)) {
          yield Problem.of(status, "REFUSED", "The request was refused.");
        }
        yield status >= 400 && status < 500
            ? Problem.of(400, Problem.MALFORMED, "The request could not be understood.")
            : Problem.of(500, Problem.INTERNAL, "Something went wrong here; the log says what.");
      }
    };
  }

  /// A body of text that is well-formed UTF-8.
  public static boolean isUtf8(byte[] bytes) {
    try {
      Object _ = StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
      return true;
    } catch (java.nio.charset.CharacterCodingException _) {
      return false;
    }
  }
}
