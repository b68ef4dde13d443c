package dev.reelwright.media.voice;

import java.util.List;

/// What was spoken, and when.
///
/// @param lengthMillis of the sound file
/// @param words in the order of the text, as written there, without punctuation. Their times are
///   exact to a few hundredths of a second where the voice reports them, else spread over the
///   measured sentence.
public record Spoken(long lengthMillis, List<Word> words) {
  public Spoken {
    words = List.copyOf(words);
  }

  /// @param startMillis from the start of the file, inclusive
  /// @param endMillis exclusive, not before the start
  public record Word(String text, long startMillis, long endMillis) {
    public Word {
      if (startMillis < 0 || endMillis < startMillis) {
        throw new IllegalArgumentException(
            "impossible times of a word: %d..%d".formatted(startMillis, endMillis));
      }
    }
  }
}
