package dev.reelwright.engine;

import dev.reelwright.take.InputDigest;
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
    var from = materials.takes(step.inputs()).getFirst();
    var digest = InputDigest.of(Map.of("kind", "inherit", "from", from.digest().value()));
    ledger.store(step, handle -> keeper.inherit(handle, step, from, digest, null).value());
    return new Outcome.Done();
  }
}
