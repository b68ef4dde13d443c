package dev.reelwright.ledger;

/// Setting an amount aside would break a cap. Thrown inside the transaction that wanted to, so that
/// nothing of it remains.
public final class OverBudget extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OverBudget(String message) {
    super(message, null, false, false);
  }
}
