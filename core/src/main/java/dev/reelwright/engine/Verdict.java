package dev.reelwright.engine;

/// What a person says about a call of which nobody knows what became of it.
public enum Verdict {
  /// Send it again, at most once; the first sending is counted as paid.
  AGAIN,
  /// Give it up; it is counted as paid.
  LOST,
  /// Look for it at the provider once more.
  LOOK
}
