package dev.reelwright.recipe;

import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.END_FRAME;
import static dev.reelwright.take.SlotRole.MUSIC;
import static dev.reelwright.take.SlotRole.NARRATION;
import static dev.reelwright.take.SlotRole.START_FRAME;

import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeOrigin;
import java.util.ArrayList;
import java.util.List;

/// Follows a touch along the chain: first frame, last frame, first frame of the next shot; a clip
/// hangs on its two frames, the cut on everything. One pass over the shots.
final class ChainOfFrames {
  private final ProjectView project;

  ChainOfFrames(ProjectView project) {
    this.project = project;
  }

  List<Slot> touchedBy(Touch touch) {
    var slots = new ArrayList<Slot>();
    var previousEndIsNew = false;
    for (var shot : project.shots()) {
      var id = shot.id();
      var start = (touch.empties(id, START_FRAME) || previousEndIsNew) && isFree(id, START_FRAME);
      var startIsNew = start || touch.replaces(id, START_FRAME);
      var end = (touch.empties(id, END_FRAME) || startIsNew) && isFree(id, END_FRAME);
      var endIsNew = end || touch.replaces(id, END_FRAME);
      var clip = (touch.empties(id, CLIP) || startIsNew || endIsNew) && isFree(id, CLIP);
      addIf(start, slots, id, START_FRAME);
      addIf(end, slots, id, END_FRAME);
      addIf(touch.empties(id, NARRATION) && isFree(id, NARRATION), slots, id, NARRATION);
      addIf(clip, slots, id, CLIP);
      previousEndIsNew = endIsNew;
    }
    if (touch.empties(MUSIC) && project.project().settings().music() && isFree(MUSIC)) {
      slots.add(ofProject(MUSIC));
    }
    if ((touch.empties(CUT) || !slots.isEmpty()) && isFree(CUT)) {
      slots.add(ofProject(CUT));
    }
    return slots;
  }

  private void addIf(boolean isTouched, List<Slot> slots, ShotId shot, SlotRole role) {
    if (isTouched) {
      slots.add(Slot.ofShot(project.project().id(), shot, role, project.generation(shot, role)));
    }
  }

  private Slot ofProject(SlotRole role) {
    return Slot.ofProject(project.project().id(), role, project.generation(role));
  }

  /// What somebody locked or brought does not come from a text of ours.
  private boolean isFree(ShotId shot, SlotRole role) {
    return project.take(shot, role).map(ChainOfFrames::isOurs).orElse(true);
  }

  private boolean isFree(SlotRole role) {
    return project.take(role).map(ChainOfFrames::isOurs).orElse(true);
  }

  private static boolean isOurs(Take take) {
    return !take.locked() && take.origin() != TakeOrigin.UPLOADED;
  }
}
