package dev.reelwright.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a media file, or the part of it that was asked for, straight from the disk to the network.
/// Speaks ranges, `If-Range`, `If-None-Match`, `If-Modified-Since` and `HEAD`. Call it from a
/// Vert.x route; it ends the answer itself. Thread-safe.
@ApplicationScoped
public class MediaDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(MediaDelivery.class);

  private final ErrorWriter errors;

  public MediaDelivery(ErrorWriter errors) {
    this.errors = errors;
  }

  /// @param gone what to say when the file is not there
  public void send(RoutingContext context, MediaFile file, Problem gone) {
    long size;
    try {
      size = Files.size(file.path());
    } catch (IOException _) {
      errors.send(context, gone);
      return;
    }
    var request = context.request();
    var response = context.response();
    response
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("ETag", file.tag().header())
        .putHeader("Last-Modified", httpDate(file.modified()))
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "private, no-cache")
        .putHeader("Content-Type", file.mediaType())
        .putHeader("Content-Disposition", disposition(file))
        // Whatever it turns out to be, it runs no script in our name.
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    if (isKnown(request, file)) {
      response.setStatusCode(304).end();
      return;
    }
    var range =
        wantsRange(request, file) ? ByteRange.parse(request.getHeader("Range"), size) : null;
    if (range instanceof ByteRange.Unsatisfiable) {
      errors.send(
          context,
          Problem.of(416, "RANGE_NOT_SATISFIABLE", "The file ends before that range.")
              .header("Content-Range", "bytes */" + size));
      return;
    }
    var part = range instanceof ByteRange.Part found ? found : new ByteRange.Part(0, size);
    response.putHeader("Content-Length", Long.toString(part.length()));
    if (range instanceof ByteRange.Part) {
      response
          .setStatusCode(206)
          .putHeader(
              "Content-Range",
              "bytes %d-%d/%d".formatted(part.start(), part.start() + part.length() - 1, size));
    }
    if (request.method().equals(HttpMethod.HEAD) || part.length() == 0) {
      response.end();
      return;
    }
    response
        .sendFile(file.path().toString(), part.start(), part.length())
        .onFailure(
            failure -> {
              // Mostly a player that has seen enough.
              LOG.debug("delivery ended early: {}", failure.toString());
              context.request().connection().close();
            });
  }

  private static boolean isKnown(HttpServerRequest request, MediaFile file) {
    var none = request.getHeader("If-None-Match");
    if (none != null) {
      return file.tag().isNamedIn(none);
    }
    var since = parsed(request.getHeader("If-Modified-Since"));
    return since != null && !file.modified().truncatedTo(ChronoUnit.SECONDS).isAfter(since);
  }

  private static boolean wantsRange(HttpServerRequest request, MediaFile file) {
    if (request.getHeader("Range") == null) {
      return false;
    }
    var condition = request.getHeader("If-Range");
    return condition == null
        || condition.equals(file.tag().header())
        || condition.equals(httpDate(file.modified()));
  }

  private static String httpDate(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  private static @Nullable Instant parsed(@Nullable String date) {
    if (date == null) {
      return null;
    }
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static String disposition(MediaFile file) {
    var kind = file.isAttachment() ? "attachment" : "inline";
    var name = file.name();
    if (name == null) {
      return kind;
    }
    var plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
    return plain.equals(name)
        ? "%s; filename=\"%s\"".formatted(kind, plain)
        : "%s; filename=\"%s\"; filename*=UTF-8''%s".formatted(kind, plain, percentEncoded(name));
  }

  private static String percentEncoded(String name) {
    var encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
