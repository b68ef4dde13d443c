package dev.reelwright.recipe;

import dev.reelwright.project.Brief;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.take.SlotRole;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the settings and the brief of a project differ before and after an edit, as far as that
/// shows in what is already made. Wishes for planning (length, number of shots, prompt) change
/// nothing here: there is a storyboard.
final class FilmChanges {
  private final ProjectSettings before;
  private final ProjectSettings after;
  private final Brief briefBefore;
  private final Brief briefAfter;
  private final boolean wereLengthsFixed;
  private final boolean areLengthsFixed;

  FilmChanges(ProjectView before, ProjectView after) {
    this.before = before.project().settings();
    this.after = after.project().settings();
    this.briefBefore = before.project().brief();
    this.briefAfter = after.project().brief();
    this.wereLengthsFixed = isFixed(this.before);
    this.areLengthsFixed = isFixed(this.after);
  }

  boolean isPictureTouched() {
    return !before.format().equals(after.format())
        || !briefBefore.style().equals(briefAfter.style());
  }

  boolean isModelTouched(SlotRole role) {
    return !Objects.equals(model(before, role), model(after, role));
  }

  boolean isClipSoundTouched() {
    return before.clipSound() != after.clipSound();
  }

  boolean isVoiceTouched() {
    return isModelTouched(SlotRole.NARRATION)
        || !Objects.equals(briefBefore.language(), briefAfter.language())
        || wereLengthsFixed != areLengthsFixed;
  }

  /// Whether narration is heard before and after in different ways, so that a clip as long as it is
  /// no longer fits.
  boolean isSpeakingSwitched() {
    return (before.voice() != after.voice() && !areLengthsFixed)
        || wereLengthsFixed != areLengthsFixed;
  }

  boolean areLengthsFixed() {
    return areLengthsFixed;
  }

  boolean isSpoken() {
    return after.voice();
  }

  boolean isMusicTouched() {
    return isModelTouched(SlotRole.MUSIC)
        || before.seed() != after.seed()
        || isSpeakingSwitched()
        || !Objects.equals(briefBefore.wishes().get("mood"), briefAfter.wishes().get("mood"));
  }

  boolean isCutTouched() {
    return !before.format().equals(after.format())
        || before.voice() != after.voice()
        || before.captions() != after.captions()
        || before.music() != after.music()
        || !Objects.equals(before.crossfade(), after.crossfade())
        || !before.finish().equals(after.finish())
        || !Objects.equals(briefBefore.language(), briefAfter.language());
  }

  private static boolean isFixed(ProjectSettings settings) {
    return settings.length() != null || settings.shotLength() != null;
  }

  private static @Nullable ModelChoice model(ProjectSettings settings, SlotRole role) {
    return settings.models().get(role);
  }
}
