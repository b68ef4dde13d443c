package dev.reelwright.engine;

/// What a run is for.
public enum RunGoal {
  PLAN,
  RENDER,
  FINAL,
  SHOT,
  MUSIC
}
