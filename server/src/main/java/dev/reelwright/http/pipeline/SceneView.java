package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

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
