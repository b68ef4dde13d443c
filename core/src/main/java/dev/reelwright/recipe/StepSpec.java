package dev.reelwright.recipe;

import dev.reelwright.take.Slot;
import dev.reelwright.take.TakeId;
import java.util.List;

/// A step to order: which slot to fill, how, and from which takes.
///
/// @param slot the slot; for `PLAN`, which fills no slot, the project's `CUT` slot names the step,
///   its generation being the number of shots that exist already
/// @param inputs takes that go in, in the order the work expects
/// @param priority lower goes first
public record StepSpec(StepKind kind, Slot slot, List<TakeId> inputs, int priority) {
  public StepSpec {
    inputs = List.copyOf(inputs);
  }
}
