package dev.reelwright.recipe;

/// What a step does. Recipes share these kinds; the engine has one piece of work for each.
public enum StepKind {
  PLAN,
  FRAME,
  INHERIT_FRAME,
  CLIP,
  NARRATION,
  MUSIC,
  CUT
}
