package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body of `POST /api/projects/{id}/fork`; null means "as in the source". Note `audio_enabled`,
/// which a new project calls `enable_audio`.
///
/// @param sceneEdits new texts by field, by scene index of the source
@JsonNaming(SnakeCaseStrategy.class)
record ForkRequest(
    @Nullable String prompt,
    @Nullable String style,
    @Nullable String aspectRatio,
    @Nullable Integer clipDuration,
    @Nullable Integer totalDuration,
    @Nullable String textModel,
    @Nullable String imageModel,
    @Nullable String videoModel,
    @Nullable Boolean audioEnabled,
    @Nullable Map<Integer, Map<String, String>> sceneEdits,
    @Nullable List<Integer> deletedScenes,
    @Nullable List<Integer> clearKeyframes) {

  /// What the fork asks for, with the source filling the gaps.
  GenerateRequest over(GenerateRequest source) {
    return new GenerateRequest(
        Objects.requireNonNullElse(prompt, source.prompt()),
        Objects.requireNonNullElse(style, source.style()),
        Objects.requireNonNullElse(aspectRatio, source.aspectRatio()),
        Objects.requireNonNullElse(clipDuration, source.clipDuration()),
        Objects.requireNonNullElse(totalDuration, source.totalDuration()),
        Objects.requireNonNullElse(textModel, source.textModel()),
        Objects.requireNonNullElse(imageModel, source.imageModel()),
        Objects.requireNonNullElse(videoModel, source.videoModel()),
        Objects.requireNonNullElse(audioEnabled, source.enableAudio()));
  }
}
