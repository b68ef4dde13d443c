package dev.reelwright.media.timeline;

import java.util.Map;

/// A part of a source at its place in the film.
///
/// @param name for people
/// @param from first frame of the source that is used, in frames of the timeline
/// @param range where it is in the film
/// @param levelDecibels how loud its sound is, 0 as recorded; `SILENT` for not at all
/// @param notes what is worth knowing about it, such as `prompt` and `model`
public record Clip(
    String name,
    Source source,
    long from,
    FrameRange range,
    double levelDecibels,
    Map<String, String> notes) {
  public static final double SILENT = Double.NEGATIVE_INFINITY;

  public Clip {
    if (from < 0 || Math.addExact(from, range.length()) > source.frames()) {
      throw new IllegalArgumentException(
          "frames %d..%d are not in source %s with its %d"
              .formatted(from, from + range.length(), source.id(), source.frames()));
    }
    notes = Map.copyOf(notes);
  }

  /// The frame of the source after the last one that is used.
  public long to() {
    return from + range.length();
  }

  public boolean isHeard() {
    return source.channels() > 0 && levelDecibels > SILENT;
  }
}
