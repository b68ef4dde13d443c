package dev.reelwright.edit;

/// What a decision is about.
public enum EditKind {
  /// Which part of a take is shown.
  TRIM,
  /// How a shot leads to the next one.
  TRANSITION,
  /// That something is to stay as it is.
  LOCK,
  /// Text and time of a cue.
  CAPTION,
  /// How loud something is.
  LEVEL
}
