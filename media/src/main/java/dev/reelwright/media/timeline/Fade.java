package dev.reelwright.media.timeline;

/// One clip becoming the next, around the cut between them. Both clips show frames beyond the cut
/// while it lasts.
///
/// @param cut frame of the film at which one clip ends and the next begins
/// @param before frames before the cut
/// @param after frames after it
public record Fade(long cut, Transition kind, long before, long after) {
  public Fade {
    if (before < 0 || after < 0 || before + after < 1 || before > cut) {
      throw new IllegalArgumentException(
          "no such fade: %d before and %d after frame %d".formatted(before, after, cut));
    }
  }

  public long start() {
    return cut - before;
  }

  public long frames() {
    return before + after;
  }
}
