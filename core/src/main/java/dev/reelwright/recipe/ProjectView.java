package dev.reelwright.recipe;

import dev.reelwright.project.Project;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.util.List;
import java.util.Optional;

/// A project as a recipe sees it: the storyboard, the selected takes, and the generations of
/// emptied slots. A snapshot; immutable.
public interface ProjectView {
  Project project();

  List<Scene> scenes();

  /// All shots of the film in the order they are told; alternates that were not chosen are left
  /// out.
  List<Shot> shots();

  /// The selected take of a shot's slot, candidate 0.
  Optional<Take> take(ShotId shot, SlotRole role);

  /// The selected take of a slot of the project itself.
  Optional<Take> take(SlotRole role);

  /// How often an act emptied a shot's slot.
  int generation(ShotId shot, SlotRole role);

  int generation(SlotRole role);

  /// Whether the clip of a shot cannot be made in this run, and the film is to do without the shot.
  default boolean isLost(ShotId shot) {
    return false;
  }

  /// Whether narration of this project can be spoken here; false leaves the slot out.
  boolean canSpeak();
}
