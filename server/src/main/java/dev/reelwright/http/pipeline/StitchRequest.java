package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.reelwright.project.ProjectSettings;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/projects/{id}/stitch`.
///
/// @param crossfadeSeconds how long scenes fade into each other, 0 for hard cuts; null means "as
///   before"
@JsonNaming(SnakeCaseStrategy.class)
record StitchRequest(@Nullable BigDecimal crossfadeSeconds) {
  /// @throws dev.reelwright.http.Problem 422 with everything that cannot be read
  static StitchRequest read(BodyFields body) {
    var request = new StitchRequest(body.withoutNulls().number("crossfade_seconds"));
    body.done();
    return request;
  }

  /// What the film is to have, null for hard cuts.
  @Nullable Duration crossfade(ProjectSettings settings) {
    if (crossfadeSeconds == null) {
      return settings.crossfade();
    }
    return crossfadeSeconds.signum() == 0
        ? null
        : Duration.ofMillis(crossfadeSeconds.movePointRight(3).longValueExact());
  }
}
