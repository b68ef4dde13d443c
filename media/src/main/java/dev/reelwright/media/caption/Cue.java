package dev.reelwright.media.caption;

import java.util.List;

/// One caption with its time range.
///
/// @param startMillis inclusive, not negative
/// @param endMillis exclusive, after the start
/// @param lines one or two, none of them blank, no line breaks inside
/// @param words when each of them is spoken, in the order of the lines; empty when nobody knows
public record Cue(long startMillis, long endMillis, List<String> lines, List<Word> words) {
  /// A cue of which nobody knows when each word is spoken.
  public Cue(long startMillis, long endMillis, List<String> lines) {
    this(startMillis, endMillis, lines, List.of());
  }

  public Cue {
    lines = List.copyOf(lines);
    words = List.copyOf(words);
    if (startMillis < 0 || endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "a cue needs time on screen: %d..%d ms".formatted(startMillis, endMillis));
    }
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.isBlank() || line.contains("\n"))) {
      throw new IllegalArgumentException("a cue needs one or two lines of text");
    }
  }

  /// A word with its punctuation, as it stands in a line.
  public record Word(String text, long startMillis, long endMillis) {}

  public long lengthMillis() {
    return endMillis - startMillis;
  }

  /// The same cue later by `millis`, which may be negative as long as no time becomes so.
  public Cue later(long millis) {
    return new Cue(
        startMillis + millis,
        endMillis + millis,
        lines,
        words.stream()
            .map(w -> new Word(w.text(), w.startMillis() + millis, w.endMillis() + millis))
            .toList());
  }
}
