package dev.reelwright.event;

/// One entry of the history.
///
/// @param seq its place; later entries have greater ones, with gaps
public record Event(long seq, NewEvent what) {}
