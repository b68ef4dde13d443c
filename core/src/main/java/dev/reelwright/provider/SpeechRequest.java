package dev.reelwright.provider;

/// A text to speak.
///
/// @param language BCP 47 tag
/// @param fitMillis length to stay within by speaking faster, or 0 for the natural pace
public record SpeechRequest(String text, String language, long fitMillis) {}
