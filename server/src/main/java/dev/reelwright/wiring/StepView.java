package dev.reelwright.wiring;

import dev.reelwright.engine.StepStatus;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A step as a person follows it.
///
/// @param key names the step within its run
/// @param role of the slot that it fills
/// @param shot number of the shot from 1, or 0 for the film as a whole
/// @param fraction done so far, 0..1
/// @param doing what is being done right now; may be empty
/// @param elapsed time since it was ordered
/// @param error why it failed, or null
public record StepView(
    String key,
    StepKind kind,
    SlotRole role,
    int shot,
    StepStatus status,
    double fraction,
    String doing,
    Duration elapsed,
    @Nullable String error) {
  public boolean isAtWork() {
    return status == StepStatus.LEASED || status == StepStatus.SUBMITTED;
  }
}
