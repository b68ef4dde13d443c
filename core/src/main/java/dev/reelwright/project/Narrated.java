package dev.reelwright.project;

/// How a narrated film is made: one script over all its clips, each as long as it came.
///
/// @param pictures whether pictures, and so clips, are made at all
/// @param captions how the captions look
public record Narrated(boolean pictures, AssStyle captions) {}
