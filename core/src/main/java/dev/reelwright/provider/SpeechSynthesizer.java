package dev.reelwright.provider;

/// Speaks a text into one WAV or FLAC file. Where word times are known they come back in the params
/// as `words`: a list of `{text, startMillis, endMillis}`.
public interface SpeechSynthesizer extends Generator<SpeechRequest, MediaResult> {
  /// Whether there is a voice for the language (BCP 47).
  boolean speaks(String language);
}
