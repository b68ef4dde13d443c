package dev.reelwright.recipe;

import static dev.reelwright.take.SlotRole.CLIP;
import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.END_FRAME;
import static dev.reelwright.take.SlotRole.MUSIC;
import static dev.reelwright.take.SlotRole.NARRATION;
import static dev.reelwright.take.SlotRole.START_FRAME;

import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What acts empty in a prompt film. Frames are a chain: a shot's last frame is drawn after its
/// first, and the next shot begins on it.
public final class PromptFilmActs implements Acts {
  @Override
  public List<Slot> ofChange(ProjectView before, ProjectView after) {
    if (before.shots().isEmpty() || after.shots().isEmpty()) {
      return List.of();
    }
    return new ChainOfFrames(after).touchedBy(directly(before, after));
  }

  @Override
  public List<Slot> ofReplacement(ProjectView project, Slot slot) {
    var replaced = new Touch();
    var shot = slot.shotId();
    if (slot.candidate() != 0) {
      return List.of();
    }
    if (shot == null) {
      if (slot.role() == MUSIC) {
        replaced.cut();
      }
    } else {
      replaced.replace(shot, slot.role());
      replaced.cut();
      if (slot.role() == NARRATION && lengthsFollowNarration(project)) {
        replaced.add(shot, CLIP);
        replaced.music();
      }
    }
    return new ChainOfFrames(project)
        .touchedBy(replaced).stream().filter(each -> !each.key().equals(slot.key())).toList();
  }

  @Override
  public List<StepSpec> needed(ProjectView project) {
    if (project.shots().isEmpty()) {
      return List.of(PromptFilmRecipe.plan(project));
    }
    var needed = new ArrayList<StepSpec>();
    if (PromptFilmRecipe.isPlannedShort(project)) {
      needed.add(PromptFilmRecipe.plan(project));
    }
    var settings = project.project().settings();
    var isFirst = true;
    for (var shot : project.shots()) {
      add(needed, project, isFirst ? StepKind.FRAME : StepKind.INHERIT_FRAME, shot, START_FRAME);
      add(needed, project, StepKind.FRAME, shot, END_FRAME);
      if (settings.voice() && !shot.texts().narration().isBlank() && project.canSpeak()) {
        add(needed, project, StepKind.NARRATION, shot, NARRATION);
      }
      add(needed, project, StepKind.CLIP, shot, CLIP);
      isFirst = false;
    }
    if (settings.music()) {
      add(needed, project, StepKind.MUSIC, MUSIC);
    }
    add(needed, project, StepKind.CUT, CUT);
    return needed;
  }

  private static void add(
      List<StepSpec> needed, ProjectView project, StepKind kind, Shot shot, SlotRole role) {
    var slot =
        Slot.ofShot(project.project().id(), shot.id(), role, project.generation(shot.id(), role));
    needed.add(new StepSpec(kind, slot, List.of(), needed.size()));
  }

  private static void add(
      List<StepSpec> needed, ProjectView project, StepKind kind, SlotRole role) {
    var slot = Slot.ofProject(project.project().id(), role, project.generation(role));
    needed.add(new StepSpec(kind, slot, List.of(), needed.size()));
  }

  private static Touch directly(ProjectView before, ProjectView after) {
    var touch = new Touch();
    var changes = new FilmChanges(before, after);
    var old = new HashMap<ShotId, Shot>();
    var oldPredecessors = predecessors(before);
    before.shots().forEach(shot -> old.put(shot.id(), shot));
    for (var predecessor : predecessors(after).entrySet()) {
      var shot = predecessor.getKey();
      if (old.containsKey(shot) && !predecessor.getValue().equals(oldPredecessors.get(shot))) {
        // It began on the picture that another shot ended on.
        touch.add(shot, START_FRAME);
      }
    }
    for (var shot : after.shots()) {
      var was = old.get(shot.id());
      if (was != null) {
        new ShotChanges(changes, was, shot).touch(touch);
      }
    }
    var shotsBefore = before.shots().stream().map(Shot::id).toList();
    var shotsAfter = after.shots().stream().map(Shot::id).toList();
    if (changes.isMusicTouched() || !Set.copyOf(shotsBefore).equals(Set.copyOf(shotsAfter))) {
      touch.music();
    }
    if (changes.isCutTouched() || !shotsBefore.equals(shotsAfter)) {
      touch.cut();
    }
    return touch;
  }

  /// The text of the shot before, by shot; empty for the first.
  private static Map<ShotId, String> predecessors(ProjectView project) {
    var predecessors = new HashMap<ShotId, String>();
    var previous = "";
    for (var shot : project.shots()) {
      predecessors.put(shot.id(), previous);
      previous = shot.id().value();
    }
    return predecessors;
  }

  static boolean lengthsFollowNarration(ProjectView project) {
    var settings = project.project().settings();
    return settings.voice() && settings.length() == null && settings.shotLength() == null;
  }
}
