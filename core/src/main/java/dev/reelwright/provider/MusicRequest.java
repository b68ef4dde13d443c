package dev.reelwright.provider;

/// Music to write.
///
/// @param mood free words such as `calm`, `tense`, `bright`
/// @param seed 0..2^32-1
public record MusicRequest(String mood, long lengthMillis, long seed) {}
