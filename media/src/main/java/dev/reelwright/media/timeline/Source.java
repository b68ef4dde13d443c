package dev.reelwright.media.timeline;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A file that a timeline shows or plays.
///
/// @param id unique within a timeline; letters, digits and `-`
/// @param name for people
/// @param location where editor programs find it: absolute, or relative to the exported file
/// @param frames how long it is, in whole frames of the timeline
/// @param picture what it shows, or null for sound alone
/// @param channels of its sound, 0 for none
public record Source(
    String id, String name, URI location, long frames, @Nullable Picture picture, int channels) {
  /// @param rate of its own frames
  public record Picture(int widthPixels, int heightPixels, FrameRate rate) {
    public Picture {
      if (widthPixels < 1 || heightPixels < 1) {
        throw new IllegalArgumentException("no picture: " + widthPixels + "x" + heightPixels);
      }
    }
  }

  public Source {
    if (!id.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("not an id: " + id);
    }
    if (frames < 1 || channels < 0 || (picture == null && channels == 0)) {
      throw new IllegalArgumentException("a source needs something to show or play: " + id);
    }
  }
}
