package dev.reelwright.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How much may begin now in a lane, and in which of its places: the lane itself or, for a fleet,
/// its members. One thread fills it.
final class Room {
  private static final class Place {
    private final Lane lane;
    private int used;
    private int free;

    Place(Lane lane, int used, int free) {
      this.lane = lane;
      this.used = used;
      this.free = free;
    }

    double load() {
      return (double) used / lane.capacity();
    }
  }

  /// @param used steps that run there
  /// @param free steps that may begin there
  record Share(Lane lane, int used, int free) {}

  private final List<Place> places;
  private int left;

  /// @param atMost how much may begin in all places together
  Room(List<Share> shares, int atMost) {
    this.places =
        shares.stream()
            .filter(share -> share.free() > 0)
            .map(share -> new Place(share.lane(), share.used(), share.free()))
            .toList();
    this.left = Math.min(atMost, places.stream().mapToInt(place -> place.free).sum());
  }

  int left() {
    return left;
  }

  /// Takes a place in the least loaded lane that can do the work.
  Optional<Lane> take(Set<String> needs) {
    if (left <= 0) {
      return Optional.empty();
    }
    Place best = null;
    for (var place : places) {
      if (place.free > 0
          && place.lane.canDo(needs)
          && (best == null || place.load() < best.load())) {
        best = place;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    best.used++;
    best.free--;
    left--;
    return Optional.of(best.lane);
  }
}
