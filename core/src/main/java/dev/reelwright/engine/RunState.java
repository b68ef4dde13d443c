package dev.reelwright.engine;

/// How far a run is. The last three are final.
public enum RunState {
  PLANNING,
  WAITING_FOR_APPROVAL,
  PRODUCING,
  FINISHING,
  BLOCKED,
  DONE,
  FAILED,
  STOPPED;

  public boolean isFinal() {
    return this == DONE || this == FAILED || this == STOPPED;
  }
}
