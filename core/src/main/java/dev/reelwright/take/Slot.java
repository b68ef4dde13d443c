package dev.reelwright.take;

import dev.reelwright.project.ProjectId;
import dev.reelwright.storyboard.ShotId;
import org.jspecify.annotations.Nullable;

/// A place that one selected take fills: a shot's start frame, candidate 2 of its clip, the
/// project's cut.
///
/// @param shotId the shot, or null for a role that belongs to the project
/// @param candidate 0-based
/// @param generation how often an act has emptied the slot; work ordered for an older generation is
///   kept as a take but no longer selected by itself
public record Slot(
    ProjectId projectId, @Nullable ShotId shotId, SlotRole role, int candidate, int generation) {
  public Slot {
    if ((shotId == null) != role.belongsToProject()) {
      throw new IllegalArgumentException(role + " does not go with shot " + shotId);
    }
    if (candidate < 0 || generation < 0) {
      throw new IllegalArgumentException("negative slot: " + candidate + "/" + generation);
    }
  }

  public static Slot ofShot(ProjectId project, ShotId shot, SlotRole role, int generation) {
    return new Slot(project, shot, role, 0, generation);
  }

  public static Slot ofProject(ProjectId project, SlotRole role, int generation) {
    return new Slot(project, null, role, 0, generation);
  }

  /// The slot without its generation.
  public SlotKey key() {
    return new SlotKey(subjectId(), role, candidate);
  }

  /// The id rows use: the shot's, or the project's where there is no shot.
  public String subjectId() {
    return shotId == null ? projectId.value() : shotId.value();
  }
}
