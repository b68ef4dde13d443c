package dev.reelwright.recipe;

import static dev.reelwright.take.SlotRole.CUT;
import static dev.reelwright.take.SlotRole.MUSIC;

import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.SlotRole;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What an act touches at first hand, before it spreads along the chain. Used by one thread.
final class Touch {
  private final Map<ShotId, Set<SlotRole>> emptied = new HashMap<>();
  private final Map<ShotId, Set<SlotRole>> replaced = new HashMap<>();
  private final Set<SlotRole> ofProject = EnumSet.noneOf(SlotRole.class);

  void add(ShotId shot, SlotRole role) {
    emptied.computeIfAbsent(shot, _ -> EnumSet.noneOf(SlotRole.class)).add(role);
  }

  /// The slot shows something else now and stays filled.
  void replace(ShotId shot, SlotRole role) {
    replaced.computeIfAbsent(shot, _ -> EnumSet.noneOf(SlotRole.class)).add(role);
  }

  void music() {
    ofProject.add(MUSIC);
  }

  void cut() {
    ofProject.add(CUT);
  }

  boolean empties(ShotId shot, SlotRole role) {
    return emptied.getOrDefault(shot, Set.of()).contains(role);
  }

  boolean replaces(ShotId shot, SlotRole role) {
    return replaced.getOrDefault(shot, Set.of()).contains(role);
  }

  boolean empties(SlotRole role) {
    return ofProject.contains(role);
  }
}
