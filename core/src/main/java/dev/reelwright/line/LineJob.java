package dev.reelwright.line;

import dev.reelwright.engine.RunId;
import dev.reelwright.project.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job of a line. A snapshot.
///
/// @param name of two jobs with one name, the second has to wait until the first is over
/// @param place rises in the order of arrival
/// @param run that makes it since it was taken, or null
/// @param reason why it is `DEAD`, as a stable word, or null
/// @param error why, for people, or null
/// @param takenAt when it was last taken, or null
/// @param endedAt when it last ended, or null
public record LineJob(
    ProjectId project,
    String line,
    String name,
    long place,
    LineState state,
    @Nullable RunId run,
    @Nullable String reason,
    @Nullable String error,
    Instant queuedAt,
    @Nullable Instant takenAt,
    @Nullable Instant endedAt) {}
