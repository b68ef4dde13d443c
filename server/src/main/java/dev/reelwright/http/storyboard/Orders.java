package dev.reelwright.http.storyboard;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What clients send to make things.
final class Orders {
  private Orders() {}

  @JsonNaming(SnakeCaseStrategy.class)
  record NewProject(@JsonProperty(required = true) String name, @Nullable String description) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record NewScene(
      @JsonProperty(required = true) String projectId,
      @JsonProperty(required = true) String name,
      @Nullable String description,
      @Nullable String lyrics,
      @Nullable Integer order) {}

  /// @param length seconds, null means 5
  /// @param timelinePosition seconds within the scene, null means 0
  @JsonNaming(SnakeCaseStrategy.class)
  record NewClip(
      @JsonProperty(required = true) String sceneId,
      @JsonProperty(required = true) String name,
      @Nullable String lyrics,
      @Nullable Double length,
      @Nullable Double timelinePosition,
      @Nullable Integer order,
      @Nullable String imagePrompt,
      @Nullable String videoPrompt) {}

  /// @param jobType `image` or `video`
  /// @param priority higher runs sooner, null means 0
  /// @param serverId the wished server, or null
  @JsonNaming(SnakeCaseStrategy.class)
  record NewJob(
      @JsonProperty(required = true) String clipId,
      @Nullable String projectId,
      @JsonProperty(required = true) @JsonAlias("generation_type") String jobType,
      @JsonProperty(required = true) String prompt,
      @Nullable String negativePrompt,
      @Nullable String model,
      @JsonAlias("params") @Nullable Map<String, Object> generationParams,
      @Nullable List<Lora> loras,
      @Nullable Integer priority,
      @Nullable String serverId) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Lora(String name, double weight) {}
}
