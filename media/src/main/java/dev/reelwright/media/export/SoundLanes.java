package dev.reelwright.media.export;

import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.Stem;
import dev.reelwright.media.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts the sounds of a film on tracks, so that no two on one track overlap; each kind has tracks
/// of its own.
final class SoundLanes {
  /// @param lane from 1
  record Placed(Stem.Kind kind, int lane, Clip clip) {}

  private SoundLanes() {}

  /// In order of their start.
  static List<Placed> of(Timeline timeline) {
    var placed = new ArrayList<Placed>();
    int before = 0;
    for (var kind : Stem.Kind.values()) {
      var ends = new ArrayList<Long>();
      for (var clip : clips(timeline, kind)) {
        int lane = 0;
        while (lane < ends.size() && ends.get(lane) > clip.range().start()) {
          lane++;
        }
        if (lane == ends.size()) {
          ends.add(0L);
        }
        ends.set(lane, clip.range().end());
        placed.add(new Placed(kind, before + lane + 1, clip));
      }
      before += ends.size();
    }
    placed.sort(Comparator.comparingLong(sound -> sound.clip().range().start()));
    return placed;
  }

  private static List<Clip> clips(Timeline timeline, Stem.Kind kind) {
    return timeline.stems().stream()
        .filter(stem -> stem.kind() == kind)
        .flatMap(stem -> stem.clips().stream())
        .sorted(Comparator.comparingLong(clip -> clip.range().start()))
        .toList();
  }
}
