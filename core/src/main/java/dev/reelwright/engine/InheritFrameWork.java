package dev.reelwright.engine;

import dev.reelwright.take.InputDigest;
import dev.reelwright.take.Take;
import java.util.Map;

/// Lets a shot begin on the picture that the one before it ends on. Nothing is made.
final class InheritFrameWork implements StepWork {
  private final Materials materials;
  private final Ledger ledger;
  private final Keeper keeper;

  InheritFrameWork(Materials materials, Ledger ledger, Keeper keeper) {
    this.materials = materials;
    this.ledger = ledger;
    this.keeper = keeper;
  }

  @Override
  public Outcome carryOut(Assignment assignment) {
    var step = assignment.step();
    var ordered = materials.takes(step.inputs()).getFirst();
    ledger.store(
        step,
        handle -> {
          // The picture may have been drawn anew since the step was ordered.
          var from = materials.shown(handle, ordered.slot().key()).orElse(ordered);
          return keeper.inherit(handle, step, from, digest(from), null).value();
        });
    return new Outcome.Done();
  }

  /// Of a picture that is taken over from another slot.
  static InputDigest digest(Take from) {
    return InputDigest.of(Map.of("kind", "inherit", "from", from.digest().value()));
  }
}
