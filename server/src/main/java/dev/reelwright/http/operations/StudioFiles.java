package dev.reelwright.http.operations;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Sends the scripts and styles of the web studio packed, as the build left them, to browsers that
/// take that; all others get them from the framework. Their names change with their content, so
/// they are kept for good.
@ApplicationScoped
public class StudioFiles {
  /// The gate has looked at the request; the framework's own files come after.
  private static final int BEHIND_THE_GATE = -9_000;

  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8");
  private static final String KEPT = "public, max-age=31536000, immutable";

  private final Map<String, Buffer> packed = new ConcurrentHashMap<>();

  void install(@Observes Router router) {
    for (var method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      router
          .routeWithRegex(method, "/studio/assets/[A-Za-z0-9_-]+\\.(?:js|css)")
          .order(BEHIND_THE_GATE)
          .handler(this::answer);
    }
  }

  private void answer(RoutingContext context) {
    var path = context.normalizedPath();
    var takesIt =
        context.parsedHeaders().acceptEncoding().stream()
            .anyMatch(encoding -> encoding.value().equals("gzip") && encoding.weight() > 0);
    var file = file(path);
    var response = context.response();
    response.headers().add(HttpHeaders.VARY, "Accept-Encoding");
    if (!takesIt || file == null) {
      context.next();
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPES.get(path.substring(path.lastIndexOf('.') + 1)))
        .putHeader(HttpHeaders.CONTENT_ENCODING, "gzip")
        .putHeader(HttpHeaders.CACHE_CONTROL, KEPT);
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(file.length())).end();
    } else {
      response.end(file);
    }
  }

  private @Nullable Buffer file(String path) {
    var known = packed.get(path);
    if (known != null) {
      return known;
    }
    var file = read(path);
    if (file != null) {
      // What is not there is not remembered: callers choose these names.
      packed.put(path, file);
    }
    return file;
  }

  private static @Nullable Buffer read(String path) {
    try (var in = StudioFiles.class.getResourceAsStream("/META-INF/resources" + path + ".gz")) {
      return in == null ? null : Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("reading a file of the web studio failed: " + path, e);
    }
  }
}
