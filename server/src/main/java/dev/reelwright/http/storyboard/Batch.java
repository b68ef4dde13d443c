package dev.reelwright.http.storyboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many generations ordered at once: a run of many steps to us.
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Batch(
    String id,
    String status,
    int total,
    int completed,
    int failed,
    List<Result> results,
    Instant startedAt,
    Instant updatedAt,
    @Nullable String error) {

  /// @param status `success` or `failed`
  /// @param result where a client fetches what was made
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(String clipId, String status, @Nullable String result, @Nullable String error) {}
}
