package dev.reelwright.provider;

/// Writes a music bed into one WAV or FLAC file of exactly the requested length.
public interface MusicGenerator extends Generator<MusicRequest, MediaResult> {}
