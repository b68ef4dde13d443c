package dev.reelwright.http.studio;

import dev.reelwright.desk.NewShot;
import dev.reelwright.desk.ShotPatch;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.store.Ids;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.ShotTexts;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A shot to add, or what is to change of one; what is absent is left to us, or stays.
///
/// @param scene scene to move to; of no meaning for a new shot
/// @param position 0-based place in the scene
@Schema(name = "ShotBody")
record ShotBody(
    @Nullable String description,
    @Nullable String image,
    @Nullable String start,
    @Nullable String end,
    @Nullable String motion,
    @Nullable String negative,
    @Nullable String narration,
    @Nullable String transition,
    @Nullable Long lengthMillis,
    @Nullable Long seed,
    @Nullable String scene,
    @Nullable Integer position) {
  private static final long LONGEST_MILLIS = 10 * 60 * 1000L;

  NewShot fresh() {
    return new NewShot(
        new ShotTexts(
            Texts.orEmpty(text("description", description)),
            Texts.orEmpty(text("image", image)),
            Texts.orEmpty(text("start", start)),
            Texts.orEmpty(text("end", end)),
            Texts.orEmpty(text("motion", motion)),
            Texts.orEmpty(text("negative", negative)),
            Texts.orEmpty(text("narration", narration)),
            Texts.orEmpty(text("transition", transition))),
        length(),
        seedWithin(),
        place(),
        Map.of());
  }

  ShotPatch patch() {
    if (scene != null && !Ids.isUuid(scene)) {
      throw StudioCalls.invalid("body", "scene", "must be the id of a scene", scene);
    }
    return new ShotPatch(
        text("description", description),
        text("image", image),
        text("start", start),
        text("end", end),
        text("motion", motion),
        text("negative", negative),
        text("narration", narration),
        text("transition", transition),
        length(),
        seedWithin(),
        scene == null ? null : new SceneId(scene),
        place());
  }

  private @Nullable Duration length() {
    if (lengthMillis == null) {
      return null;
    }
    if (lengthMillis < 100 || lengthMillis > LONGEST_MILLIS) {
      throw StudioCalls.invalid(
          "body", "lengthMillis", "must lie within 100.." + LONGEST_MILLIS, lengthMillis);
    }
    return Duration.ofMillis(lengthMillis);
  }

  private @Nullable Long seedWithin() {
    if (seed != null && (seed < 0 || seed > ProjectSettings.MAX_SEED)) {
      throw StudioCalls.invalid(
          "body", "seed", "must lie within 0.." + ProjectSettings.MAX_SEED, seed);
    }
    return seed;
  }

  private @Nullable Integer place() {
    if (position != null && position < 0) {
      throw StudioCalls.invalid("body", "position", "must not be negative", position);
    }
    return position;
  }

  private static @Nullable String text(String field, @Nullable String text) {
    return Texts.bounded(field, text, Texts.MAX_SHOT_TEXT);
  }
}
