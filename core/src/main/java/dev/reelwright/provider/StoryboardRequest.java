package dev.reelwright.provider;

import dev.reelwright.project.Brief;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.StoryboardPlan.PlannedShot;
import dev.reelwright.store.Newer;
import java.util.List;

/// What to plan. Brief and settings are the project's own.
///
/// @param existing shots that the film has already, in the order they are told; empty for a whole
///   storyboard. Otherwise the plan holds only what comes after them: as many shots as are missing
///   to the wished number
/// @param tries answers to this request so far that could not be used; a planner may be stricter
public record StoryboardRequest(
    Brief brief, ProjectSettings settings, @Newer List<PlannedShot> existing, @Newer int tries) {
  public StoryboardRequest {
    existing = List.copyOf(existing);
  }

  /// For the first time.
  public StoryboardRequest(Brief brief, ProjectSettings settings, List<PlannedShot> existing) {
    this(brief, settings, existing, 0);
  }

  /// A whole storyboard.
  public StoryboardRequest(Brief brief, ProjectSettings settings) {
    this(brief, settings, List.of());
  }

  /// How many shots the plan should have, or 0: the storyboarder decides.
  public int missing() {
    var wished = settings.shots();
    return wished == null ? 0 : Math.max(0, wished - existing.size());
  }
}
