package dev.reelwright.media.voice;

import dev.reelwright.media.sound.Sound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Speaks one sentence at its own level and rate.
@FunctionalInterface
interface SentenceEngine {
  /// @param scratch a file name the engine may use and must not leave behind
  Utterance speak(String sentence, Path scratch) throws IOException, InterruptedException;

  /// @param words times of each word in the sound, empty when the engine does not know them
  record Utterance(Sound sound, List<Spoken.Word> words) {
    public Utterance {
      words = List.copyOf(words);
    }
  }
}
