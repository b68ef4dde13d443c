package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.HashMap;
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
  private static final List<String> EDITABLE =
      List.of(
          "scene_description",
          "start_frame_prompt",
          "end_frame_prompt",
          "video_motion_prompt",
          "transition_notes");

  /// @throws dev.reelwright.http.Problem 422 with everything that cannot be read
  static ForkRequest read(BodyFields body) {
    var given = body.withoutNulls();
    var edits = new HashMap<Integer, Map<String, String>>();
    var scenes = given.object("scene_edits");
    for (var key : scenes.names()) {
      var scene = scenes.numberOfKey(key);
      var texts = scenes.object(key).withoutNulls();
      var edited = new HashMap<String, String>();
      for (var field : EDITABLE) {
        var text = texts.text(field);
        if (text != null) {
          edited.put(field, text);
        }
      }
      if (scene != null && !edited.isEmpty()) {
        edits.put(scene, edited);
      }
    }
    var request =
        new ForkRequest(
            given.text("prompt"),
            given.text("style"),
            given.text("aspect_ratio"),
            given.integer("clip_duration"),
            given.integer("total_duration"),
            given.text("text_model"),
            given.text("image_model"),
            given.text("video_model"),
            given.truth("audio_enabled"),
            edits,
            given.integers("deleted_scenes"),
            given.integers("clear_keyframes"));
    body.done();
    return request;
  }

  @JsonIgnore
  Map<Integer, Map<String, String>> edits() {
    return Objects.requireNonNullElse(sceneEdits, Map.of());
  }

  @JsonIgnore
  List<Integer> deleted() {
    return Objects.requireNonNullElse(deletedScenes, List.of());
  }

  @JsonIgnore
  List<Integer> cleared() {
    return Objects.requireNonNullElse(clearKeyframes, List.of());
  }

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
