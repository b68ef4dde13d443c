package dev.reelwright.desk;

import dev.reelwright.project.Brief;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.recipe.ForkBoundaries;
import java.util.Map;

/// A fork of a prompt film by the places of its shots: what is named changes, even when its new
/// value is the old one, and what hangs on that is made again.
///
/// @param settings of the new film; its seed is that of every shot that is made anew
/// @param shots edits by place in the source
/// @param extra what the surface must give back; JSON values only
public record FilmFork(
    ForkBoundaries.Change change,
    String title,
    Brief brief,
    ProjectSettings settings,
    Map<Integer, ShotPatch> shots,
    Map<String, Object> extra) {
  public FilmFork {
    shots = Map.copyOf(shots);
    extra = Map.copyOf(extra);
  }
}
