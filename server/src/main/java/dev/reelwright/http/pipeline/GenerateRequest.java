package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/generate`, defaults filled in. Lengths are whole seconds.
@JsonNaming(SnakeCaseStrategy.class)
record GenerateRequest(
    String prompt,
    String style,
    String aspectRatio,
    int clipDuration,
    int totalDuration,
    String textModel,
    String imageModel,
    String videoModel,
    boolean enableAudio) {

  @JsonCreator
  static GenerateRequest read(
      @JsonProperty(value = "prompt", required = true) String prompt,
      @JsonProperty("style") @Nullable String style,
      @JsonProperty("aspect_ratio") @Nullable String aspectRatio,
      @JsonProperty("clip_duration") @Nullable Integer clipDuration,
      @JsonProperty("total_duration") @Nullable Integer totalDuration,
      @JsonProperty("text_model") @Nullable String textModel,
      @JsonProperty("image_model") @Nullable String imageModel,
      @JsonProperty("video_model") @Nullable String videoModel,
      @JsonProperty("enable_audio") @Nullable Boolean enableAudio) {
    return new GenerateRequest(
        prompt,
        Objects.requireNonNullElse(style, "cinematic"),
        Objects.requireNonNullElse(aspectRatio, "16:9"),
        Objects.requireNonNullElse(clipDuration, 6),
        Objects.requireNonNullElse(totalDuration, 15),
        Objects.requireNonNullElse(textModel, "gemini-2.5-flash"),
        Objects.requireNonNullElse(imageModel, "imagen-4.0-fast-generate-001"),
        Objects.requireNonNullElse(videoModel, "veo-3.1-fast-generate-001"),
        Objects.requireNonNullElse(enableAudio, true));
  }

  /// As many clips as it takes to reach the wished length.
  int sceneCount() {
    return Math.ceilDiv(totalDuration, clipDuration);
  }
}
