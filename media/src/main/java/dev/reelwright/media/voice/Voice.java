package dev.reelwright.media.voice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/// Speaks texts of one language. Thread-safe.
public interface Voice {
  /// Who speaks, for people: `espeak-ng (en-us)`.
  String name();

  /// Writes the spoken text as a mono WAV of 48 kHz, without silence at its ends and at an even
  /// level. What cannot be spoken (emoji, letters foreign to the voice) is passed over; a text of
  /// nothing else becomes a tenth of a second of silence.
  ///
  /// @param fitMillis length to stay within by speaking up to 1.6 times as fast, 0 for the natural
  ///   pace. A text that is still too long is spoken whole; the result says how long it is.
  /// @param cancelled asked between sentences
  /// @throws java.util.concurrent.CancellationException when the work was cancelled
  /// @throws IOException when the voice fails or the file cannot be written
  Spoken speak(String text, long fitMillis, Path wav, BooleanSupplier cancelled)
      throws IOException, InterruptedException;
}
