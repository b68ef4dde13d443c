package dev.reelwright.http.safety;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.FieldFault;
import dev.reelwright.http.Problem;
import dev.reelwright.http.Route;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes in the body of a request that brings no file: whole, within its size and time, and if it
/// is JSON then well-formed, so that nobody behind the gate meets anything else.
final class BodyReader {
  private static final int DEEPEST = 100;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(400)
                  .maxNameLength(10_000)
                  .build())
          .build();

  private final GateSettings settings;

  BodyReader(GateSettings settings) {
    this.settings = settings;
  }

  /// Completes when the body is there, or at once when there is none or it is a file, which whoever
  /// serves it reads piece by piece. Fails with a problem.
  Future<@Nullable Void> read(RoutingContext context, Route route) {
    var request = context.request();
    var length = request.getHeader("Content-Length");
    boolean isChunked = request.headers().contains("Transfer-Encoding");
    long most = route.takesFile() && !isJson(context) ? settings.fileBytes() : settings.bodyBytes();
    if (length != null && (length.length() > 15 || Long.parseLong(length) > most)) {
      return Future.failedFuture(tooLarge(most));
    }
    if ((length == null || length.equals("0")) && !isChunked) {
      return Future.succeededFuture();
    }
    if (route.takesFile() && !isJson(context)) {
      return Future.succeededFuture();
    }
    return gather(context, most)
        .compose(
            body -> {
              var problem = isJson(context) ? check(body) : null;
              if (problem != null) {
                return Future.failedFuture(problem);
              }
              ((RoutingContextInternal) context).setBody(body);
              return Future.succeededFuture();
            });
  }

  private Future<Buffer> gather(RoutingContext context, long most) {
    var request = context.request();
    var body = Buffer.buffer();
    Promise<Buffer> whole = Promise.promise();
    long timer =
        context
            .vertx()
            .setTimer(
                settings.bodyTime().toMillis(),
                _ -> whole.tryFail(ErrorWriter.ofStatus(408).header("Connection", "close")));
    request.handler(
        piece -> {
          if (body.length() + piece.length() > most) {
            whole.tryFail(tooLarge(most));
          } else {
            body.appendBuffer(piece);
          }
        });
    request.exceptionHandler(whole::tryFail);
    request.endHandler(_ -> whole.tryComplete(body));
    request.resume();
    return whole.future().onComplete(_ -> context.vertx().cancelTimer(timer));
  }

  private static boolean isJson(RoutingContext context) {
    var type = context.request().getHeader("Content-Type");
    if (type == null) {
      return false;
    }
    var word = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return word.equals("application/json") || word.endsWith("+json");
  }

  private static @Nullable Problem check(Buffer body) {
    var bytes = body.getBytes();
    if (!ErrorWriter.isUtf8(bytes)) {
      return Problem.malformed(
          new FieldFault(List.of("body"), "json_invalid", "The body is not UTF-8.", null));
    }
    try (var parser = JSON.createParser(bytes)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isNumeric() && isHuge(parser.getText())) {
          return invalid(
              "A number in the body is out of all proportion.",
              parser.currentLocation().getByteOffset());
        }
      }
      return null;
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      return invalid(
          "The body is not well-formed JSON.", where == null ? 0 : where.getByteOffset());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /// Making a whole number of `1e999999999` would take all memory there is.
  private static boolean isHuge(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    return e >= 0 && number.length() - e > 5;
  }

  private static Problem invalid(String message, long offset) {
    return Problem.malformed(
        new FieldFault(List.of("body", Math.max(0, offset)), "json_invalid", message, null));
  }

  private static Problem tooLarge(long most) {
    return Problem.of(413, "TOO_LARGE", "The body may have at most " + most + " bytes.")
        .header("Connection", "close");
  }
}
