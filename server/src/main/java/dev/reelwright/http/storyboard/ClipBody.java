package dev.reelwright.http.storyboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A clip as this surface shows it: a shot to us, its galleries are the takes.
///
/// @param length seconds
/// @param timelinePosition seconds from the start of its scene
/// @param versions of an older mechanism; none are made any more
@JsonNaming(SnakeCaseStrategy.class)
record ClipBody(
    String id,
    String sceneId,
    String projectId,
    String name,
    @Nullable String lyrics,
    double length,
    double timelinePosition,
    int order,
    @Nullable String imagePrompt,
    @Nullable String videoPrompt,
    List<GeneratedContent> generatedImages,
    List<GeneratedContent> generatedVideos,
    @Nullable String selectedImageId,
    @Nullable String selectedVideoId,
    @Nullable String characterId,
    @Nullable String parentClipId,
    int alternateNumber,
    boolean isAlternate,
    List<Map<String, Object>> versions,
    int activeVersion,
    Instant createdAt,
    Instant updatedAt) {

  /// One entry of a gallery.
  ///
  /// @param serverId the ComfyUI server, or `openai`
  /// @param modelName `unknown` when the request named none
  /// @param modelType detected family, or null
  /// @param generationParams what was really used, the drawn seed included
  /// @param isSelected true for exactly one entry of a list that is not empty
  @JsonNaming(SnakeCaseStrategy.class)
  record GeneratedContent(
      String id,
      String contentType,
      @Nullable String url,
      String prompt,
      String negativePrompt,
      String serverId,
      String serverName,
      String modelName,
      @Nullable String modelType,
      Map<String, Object> generationParams,
      boolean isSelected,
      Instant createdAt) {}
}
