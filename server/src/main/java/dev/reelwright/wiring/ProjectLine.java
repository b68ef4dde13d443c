package dev.reelwright.wiring;

import dev.reelwright.engine.RunState;
import dev.reelwright.project.ProjectId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A project in a list.
///
/// @param state of its newest run, or null when it was never started
/// @param age since it was ordered
/// @param length of its film, or null when there is none yet
public record ProjectLine(
    ProjectId id,
    String title,
    @Nullable RunState state,
    Duration age,
    @Nullable Duration length) {}
