package dev.reelwright.media.timeline;

import java.util.List;

/// Sounds of one kind, which may overlap.
///
/// @param clips in order of their start
public record Stem(Kind kind, List<Clip> clips) {
  public enum Kind {
    NARRATION,
    MUSIC
  }

  public Stem {
    clips = List.copyOf(clips);
    for (var clip : clips) {
      if (clip.source().channels() == 0) {
        throw new IllegalArgumentException("no sound in " + clip.source().id());
      }
    }
  }
}
