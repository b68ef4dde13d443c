package dev.reelwright.take;

/// Names a slot whatever its generation.
///
/// @param subjectId id of the shot, or of the project for a role that belongs to it
/// @param candidate 0-based
public record SlotKey(String subjectId, SlotRole role, int candidate) {}
