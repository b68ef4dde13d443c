package dev.reelwright.desk;

import dev.reelwright.project.ProjectId;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A shot that somebody adds.
///
/// @param length positive, whole milliseconds, or null for the usual length
/// @param seed 0..2^32-1, or null for any
/// @param position place in its scene, or null for the end
public record NewShot(
    ShotTexts texts,
    @Nullable Duration length,
    @Nullable Long seed,
    @Nullable Integer position,
    Map<String, Object> extra) {
  public static final Duration USUAL_LENGTH = Duration.ofSeconds(5);

  public NewShot {
    extra = Map.copyOf(extra);
  }

  Shot shot(ProjectId project, SceneId scene, long anySeed) {
    var id = ShotId.fresh();
    return new Shot(
        id,
        project,
        scene,
        0,
        Duration.ZERO,
        length == null ? USUAL_LENGTH : length,
        texts,
        null,
        seed == null ? anySeed : seed,
        id,
        0,
        0,
        extra);
  }
}
