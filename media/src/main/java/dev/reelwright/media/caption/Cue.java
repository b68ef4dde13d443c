package dev.reelwright.media.caption;

import java.util.List;

/// One caption with its time range.
///
/// @param startMillis inclusive, not negative
/// @param endMillis exclusive, after the start
/// @param lines one or two, none of them blank, no line breaks inside
public record Cue(long startMillis, long endMillis, List<String> lines) {
  public Cue {
    lines = List.copyOf(lines);
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "a cue needs time on screen: %d..%d ms".formatted(startMillis, endMillis));
    }
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.isBlank() || line.contains("\n"))) {
      throw new IllegalArgumentException("a cue needs one or two lines of text");
    }
  }

  public long lengthMillis() {
    return endMillis - startMillis;
  }

  /// The same cue later by `millis`, which may be negative as long as no time becomes so.
  public Cue later(long millis) {
    return new Cue(startMillis + millis, endMillis + millis, lines);
  }
}
