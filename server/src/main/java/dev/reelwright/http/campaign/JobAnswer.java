package dev.reelwright.http.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /jobs/{id}`: the envelope, and beside it the flat members of the later server
/// of this family.
///
/// @param jobId always a number, while `data.id` is text
@JsonNaming(SnakeCaseStrategy.class)
record JobAnswer(
    Data data,
    @Nullable String error,
    Meta meta,
    long jobId,
    String type,
    String status,
    String videoName,
    double estimatedCost,
    Costs costs,
    int progressPercentage,
    String currentStage,
    Map<String, Object> parameters,
    @Nullable Storyboard storyboard,
    Instant insertedAt,
    Instant updatedAt) {

  @JsonNaming(LowerCamelCaseStrategy.class)
  record Data(
      String id,
      String status,
      Progress progress,
      @Nullable Storyboard storyboard,
      List<SceneBody> scenes,
      Audio audio,
      String videoUrl,
      @Nullable String error,
      double estimatedCost,
      double actualCost,
      Instant createdAt,
      Instant updatedAt,
      Counts subJobs) {}

  @JsonNaming(LowerCamelCaseStrategy.class)
  record Meta(Instant timestamp) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Costs(double estimated, String currency) {}

  /// @param currentScene number of the first scene without a clip, or null
  @JsonNaming(SnakeCaseStrategy.class)
  record Progress(
      String currentStage,
      int scenesTotal,
      int scenesCompleted,
      @Nullable Integer currentScene,
      @Nullable Integer estimatedCompletionSeconds,
      String message,
      int percentage,
      String stage) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Storyboard(List<Planned> scenes, double totalDuration) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Planned(
      int sceneNumber,
      String title,
      String description,
      String prompt,
      double duration,
      String transition,
      String sceneType,
      List<String> assetIds) {}

  /// The music. Members after `status` only once it is complete.
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Audio(
      String status,
      @Nullable Long audioId,
      @Nullable String audioUrl,
      @Nullable Double totalDuration,
      @Nullable Integer scenesProcessed,
      @Nullable String modelUsed,
      @Nullable Boolean verified) {
    static Audio only(String status) {
      return new Audio(status, null, null, null, null, null, null);
    }
  }

  @JsonNaming(LowerCamelCaseStrategy.class)
  record Counts(int total, int pending, int processing, int completed, int failed) {}
}
