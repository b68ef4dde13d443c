package dev.reelwright.http.t2v;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /jobs/{job_id}`. All members are always present but `warnings`; what does not
/// apply is null.
///
/// @param shotAssets all candidates, grouped in plan order, the primary one first
/// @param assets the first candidate of each shot
/// @param previewShotAssets the candidates a client can finalize
/// @param error the same object as `errorDetails`, for clients that read that name
@JsonNaming(SnakeCaseStrategy.class)
record JobView(
    String jobId,
    String status,
    String templateId,
    String qualityMode,
    Instant createdAt,
    Instant updatedAt,
    @Nullable ShotPlan shotPlan,
    @Nullable String script,
    @Nullable String resolution,
    @JsonProperty("total_duration_s") @Nullable Integer totalDurationS,
    @Nullable List<AssetView> shotAssets,
    @Nullable List<AssetView> assets,
    @Nullable List<AssetView> previewShotAssets,
    @Nullable ErrorDetails errorDetails,
    @Nullable ErrorDetails error,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> warnings) {

  @JsonNaming(SnakeCaseStrategy.class)
  record ShotPlan(List<ShotView> shots) {}

  /// @param duration whole seconds
  @JsonNaming(SnakeCaseStrategy.class)
  record ShotView(int shotId, String visualPrompt, String narration, int duration) {}

  /// @param audioUrl empty when there is no sound file
  /// @param durationS whole seconds, cut off
  @JsonNaming(SnakeCaseStrategy.class)
  record AssetView(
      int shotId,
      long seed,
      String videoUrl,
      String audioUrl,
      @JsonProperty("duration_s") int durationS,
      String resolution) {}

  /// @param classification `retryable` or `non_retryable`
  @JsonNaming(SnakeCaseStrategy.class)
  record ErrorDetails(String code, String message, String classification, boolean retryable) {}
}
