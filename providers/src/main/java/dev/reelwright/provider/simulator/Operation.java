package dev.reelwright.provider.simulator;

/// What a caller asks of the simulated provider.
public enum Operation {
  SUBMIT,
  POLL,
  FIND,
  RESULT,
  CANCEL
}
