package dev.reelwright.wiring;

import dev.reelwright.engine.BlockReason;
import dev.reelwright.engine.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as a person follows it: a snapshot.
///
/// @param title of the film; the prompt's beginning until it is planned
/// @param shots how many shots are planned, 0 before that
/// @param expectedSteps how many steps the whole film takes, 0 before it is planned
/// @param filledSlots how many of these are done
/// @param steps what this process did and does, in the order they began
/// @param blockedOn what it waits for, or null
/// @param error why it failed or waits, or null
public record RunView(
    String title,
    RunState state,
    int shots,
    int expectedSteps,
    int filledSlots,
    List<StepView> steps,
    @Nullable BlockReason blockedOn,
    @Nullable String error) {
  public RunView {
    steps = List.copyOf(steps);
  }
}
