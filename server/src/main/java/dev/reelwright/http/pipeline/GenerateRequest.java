package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Objects;

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

  /// @throws dev.reelwright.http.Problem 422 with everything that cannot be read
  static GenerateRequest read(BodyFields body) {
    var request =
        new GenerateRequest(
            body.requiredText("prompt"),
            Objects.requireNonNullElse(body.text("style"), "cinematic"),
            Objects.requireNonNullElse(body.text("aspect_ratio"), "16:9"),
            Objects.requireNonNullElse(body.integer("clip_duration"), 6),
            Objects.requireNonNullElse(body.integer("total_duration"), 15),
            Objects.requireNonNullElse(body.text("text_model"), "gemini-2.5-flash"),
            Objects.requireNonNullElse(body.text("image_model"), "imagen-4.0-fast-generate-001"),
            Objects.requireNonNullElse(body.text("video_model"), "veo-3.1-fast-generate-001"),
            Objects.requireNonNullElse(body.truth("enable_audio"), true));
    body.done();
    return request;
  }

  /// The same for another length of the whole.
  GenerateRequest lasting(int seconds) {
    return new GenerateRequest(
        prompt,
        style,
        aspectRatio,
        clipDuration,
        seconds,
        textModel,
        imageModel,
        videoModel,
        enableAudio);
  }

  /// As many clips as it takes to reach the wished length.
  int sceneCount() {
    return Math.ceilDiv(totalDuration, clipDuration);
  }
}
