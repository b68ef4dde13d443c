package dev.reelwright.desk;

import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotTexts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What changes of a shot; null leaves a thing as it is.
///
/// @param sceneId scene to move to
/// @param position place in its scene; null with a new scene is the end
public record ShotPatch(
    @Nullable String description,
    @Nullable String image,
    @Nullable String start,
    @Nullable String end,
    @Nullable String motion,
    @Nullable String negative,
    @Nullable String narration,
    @Nullable String transition,
    @Nullable Duration length,
    @Nullable Long seed,
    @Nullable SceneId sceneId,
    @Nullable Integer position) {
  Shot of(Shot shot) {
    var texts = shot.texts();
    return new Shot(
        shot.id(),
        shot.projectId(),
        shot.sceneId(),
        shot.position(),
        shot.start(),
        length == null ? shot.length() : length,
        new ShotTexts(
            or(description, texts.description()),
            or(image, texts.image()),
            or(start, texts.start()),
            or(end, texts.end()),
            or(motion, texts.motion()),
            or(negative, texts.negative()),
            or(narration, texts.narration()),
            or(transition, texts.transition())),
        shot.characterId(),
        seed == null ? shot.seed() : seed,
        shot.family(),
        shot.alternate(),
        shot.version(),
        shot.extra());
  }

  private static String or(@Nullable String wanted, String was) {
    return wanted == null ? was : wanted;
  }
}
