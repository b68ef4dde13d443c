package dev.reelwright.line;

/// How far a job of a line is.
public enum LineState {
  QUEUED,
  TAKEN,
  DONE,
  /// It failed or was given up, and lies there until somebody puts it back.
  DEAD;

  public boolean isOver() {
    return this == DONE || this == DEAD;
  }
}
