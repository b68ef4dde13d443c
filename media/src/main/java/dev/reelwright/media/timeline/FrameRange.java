package dev.reelwright.media.timeline;

/// A span of a timeline in its frames. Half-open: `end` is the first frame after it.
public record FrameRange(long start, long end) {
  public FrameRange {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("empty or negative range: " + start + ".." + end);
    }
  }

  public long length() {
    return end - start;
  }

  public boolean contains(long frame) {
    return frame >= start && frame < end;
  }

  /// The same span, later by `frames` or earlier when negative.
  public FrameRange movedBy(long frames) {
    return new FrameRange(Math.addExact(start, frames), Math.addExact(end, frames));
  }
}
