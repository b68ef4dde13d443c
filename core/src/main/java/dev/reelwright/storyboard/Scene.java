package dev.reelwright.storyboard;

import dev.reelwright.project.ProjectId;
import java.util.Map;

/// A scene: a named group of shots.
///
/// @param position 0-based order within the project
/// @param family the original scene of a set of alternates; its own id for an original
/// @param alternate 0 for the original, 1 for A1 …
public record Scene(
    SceneId id,
    ProjectId projectId,
    int position,
    String name,
    String description,
    SceneId family,
    int alternate,
    long version,
    Map<String, Object> extra) {
  public Scene {
    extra = Map.copyOf(extra);
  }
}
