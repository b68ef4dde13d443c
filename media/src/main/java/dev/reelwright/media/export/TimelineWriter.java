package dev.reelwright.media.export;

import dev.reelwright.media.timeline.Timeline;
import java.io.IOException;

/// Writes a timeline in one format. Thread-safe.
public interface TimelineWriter {
  /// Writes as it reads, so that the memory needed does not grow with the film.
  void write(Timeline timeline, Appendable out) throws IOException;
}
