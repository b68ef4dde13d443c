package dev.reelwright.engine;

/// What a run is for.
public enum RunGoal {
  PLAN,
  RENDER,
  FINAL,
  SHOT,
  MUSIC,
  /// The film from the clips there are; no provider is asked for anything.
  CUT
}
