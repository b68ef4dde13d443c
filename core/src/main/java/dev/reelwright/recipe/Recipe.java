package dev.reelwright.recipe;

import java.util.List;

/// Says what a production still lacks. Pure: the same view gives the same answer; no clock, no
/// randomness, no database. Upgrading a recipe never empties a slot that is filled.
public interface Recipe {
  /// The name stored with projects: `prompt-film` …
  String name();

  /// Raised when what is ordered, or in which order, changes; informs, orders nothing. A run that
  /// an older version began goes on by the newest one.
  int version();

  /// The empty slots whose inputs all exist, in the order they should be made. Empty when nothing
  /// can be ordered now: because all is there, or because something that was ordered is still being
  /// made.
  List<StepSpec> missing(ProjectView project);

  /// Whether every slot this kind of production needs is filled.
  boolean isComplete(ProjectView project);
}
