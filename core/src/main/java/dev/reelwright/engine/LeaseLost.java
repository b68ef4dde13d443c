package dev.reelwright.engine;

/// Another worker has the step. Thrown inside a transaction, so that nothing of it remains.
final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(StepId step) {
    super("step " + step + " belongs to another worker now");
  }
}
