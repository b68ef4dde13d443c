package dev.reelwright.take;

import java.util.List;

/// What became of an act that empties slots.
///
/// @param slots the slots that were emptied, with their new generations
/// @param locked slots whose selected take is locked; they were left as they are
public record Emptied(List<Slot> slots, List<Slot> locked) {
  public Emptied {
    slots = List.copyOf(slots);
    locked = List.copyOf(locked);
  }
}
