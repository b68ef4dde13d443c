package dev.reelwright.desk;

import dev.reelwright.take.Emptied;

/// Something after an edit, and what the edit emptied.
public record Edited<T>(T now, Emptied emptied) {}
