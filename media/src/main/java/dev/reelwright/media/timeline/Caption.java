package dev.reelwright.media.timeline;

/// Words to be read.
///
/// @param text one or more lines
public record Caption(FrameRange range, String text) {}
