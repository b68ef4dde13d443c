package dev.reelwright.engine;

import dev.reelwright.project.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One execution of the pipeline for one project. A snapshot.
///
/// @param requestedBy who asked, or null
/// @param recipe name of the recipe it follows
/// @param blockedOn why it waits; null unless `BLOCKED`
/// @param error what went wrong; null unless `FAILED` or `BLOCKED`
/// @param startedAt when its first step was ordered, or null
/// @param endedAt when it ended, or null while it is open
public record Run(
    RunId id,
    ProjectId projectId,
    @Nullable String requestedBy,
    RunGoal goal,
    String recipe,
    int recipeVersion,
    RunState state,
    @Nullable BlockReason blockedOn,
    @Nullable RunError error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {}
