package dev.reelwright.media.timeline;

/// A remark about a place in the film.
///
/// @param frame of the film
/// @param name one line
/// @param comment may be empty
public record Marker(long frame, String name, String comment) {
  public Marker {
    if (frame < 0) {
      throw new IllegalArgumentException("a marker before the film: " + frame);
    }
  }
}
