package dev.reelwright.http;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The error body of every surface. Thread-safe.
@ApplicationScoped
public class ErrorBodies {
  private final Map<Surface, ErrorBody> bodies = new EnumMap<>(Surface.class);

  /// @param all one for each surface
  public ErrorBodies(@All List<ErrorBody> all) {
    for (var body : all) {
      if (bodies.putIfAbsent(body.surface(), body) != null) {
        throw new IllegalArgumentException("two error bodies for " + body.surface());
      }
    }
    if (bodies.size() != Surface.values().length) {
      throw new IllegalArgumentException("an error body is missing; there are " + bodies.keySet());
    }
  }

  public ErrorBody.Answer of(Surface surface, Problem problem) {
    var body = bodies.get(surface);
    if (body == null) {
      throw new IllegalStateException("no error body for " + surface);
    }
    return body.of(problem);
  }
}
