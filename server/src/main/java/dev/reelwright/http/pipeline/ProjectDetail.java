package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /api/projects/{id}`. Times are whole seconds.
@JsonNaming(SnakeCaseStrategy.class)
record ProjectDetail(
    String projectId,
    String prompt,
    String style,
    String aspectRatio,
    String status,
    Instant createdAt,
    Instant updatedAt,
    int sceneCount,
    List<SceneView> scenes,
    @Nullable String errorMessage,
    int totalDuration,
    int clipDuration,
    String textModel,
    String imageModel,
    String videoModel,
    boolean audioEnabled,
    @Nullable String forkedFrom) {

  /// One scene of the detail: what this surface calls a scene is a shot to us.
  ///
  /// @param hasClip a clip was submitted, whatever became of it
  /// @param clipUrl only when the clip is complete
  @JsonNaming(SnakeCaseStrategy.class)
  record SceneView(
      int sceneIndex,
      String description,
      String status,
      @JsonProperty("has_start_keyframe") boolean hasStartKeyframe,
      @JsonProperty("has_end_keyframe") boolean hasEndKeyframe,
      @JsonProperty("has_clip") boolean hasClip,
      @Nullable String clipStatus,
      String startFramePrompt,
      String endFramePrompt,
      String videoMotionPrompt,
      String transitionNotes,
      @Nullable String startKeyframeUrl,
      @Nullable String endKeyframeUrl,
      @Nullable String clipUrl) {}
}
