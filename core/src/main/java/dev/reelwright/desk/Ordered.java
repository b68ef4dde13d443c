package dev.reelwright.desk;

import dev.reelwright.engine.RunId;
import dev.reelwright.project.Project;
import org.jspecify.annotations.Nullable;

/// A project as an order made it.
///
/// @param run that works on it, or null while nothing was started
public record Ordered(Project project, @Nullable RunId run) {}
