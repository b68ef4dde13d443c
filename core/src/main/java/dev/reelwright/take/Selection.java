package dev.reelwright.take;

/// What became of a wish to select a take.
public enum Selection {
  /// The take is the selected one now.
  SELECTED,
  /// Another take of the slot is selected and locked; nothing changed.
  LOCKED,
  /// There is no such take.
  MISSING
}
