package dev.reelwright.storyboard;

import dev.reelwright.project.ProjectId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The smallest unit that is generated.
///
/// @param position 0-based order within the scene
/// @param start where the shot begins within its scene, whole milliseconds
/// @param length planned length, positive, whole milliseconds; frames exist only in a timeline
/// @param seed root of the shot's randomness, 0..2^32-1
/// @param family the original shot of a set of alternates; its own id for an original
public record Shot(
    ShotId id,
    ProjectId projectId,
    SceneId sceneId,
    int position,
    Duration start,
    Duration length,
    ShotTexts texts,
    @Nullable String characterId,
    long seed,
    ShotId family,
    int alternate,
    long version,
    Map<String, Object> extra) {
  public Shot {
    if (start.isNegative()) {
      throw new IllegalArgumentException("a shot cannot start before its scene: " + start);
    }
    if (length.toMillis() <= 0) {
      throw new IllegalArgumentException("a shot needs a positive length: " + length);
    }
    extra = Map.copyOf(extra);
  }
}
