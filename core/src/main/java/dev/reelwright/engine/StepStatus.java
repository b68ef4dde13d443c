package dev.reelwright.engine;

/// How far a step is, as stored.
public enum StepStatus {
  READY,
  LEASED,
  SUBMITTED,
  DONE,
  FAILED,
  CANCELLED,
  NEEDS_DECISION;

  public boolean isFinal() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
