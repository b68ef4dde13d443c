package dev.reelwright.engine;

/// Why a run waits.
public enum BlockReason {
  BUDGET,
  DECISION,
  DISK,
  PROVIDER
}
