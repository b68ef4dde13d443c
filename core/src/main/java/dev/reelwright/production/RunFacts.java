package dev.reelwright.production;

import dev.reelwright.engine.BlockReason;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A run as the surfaces see it.
///
/// @param blockedOn why it waits; only while `BLOCKED`
/// @param startedAt when its first step was ordered, or null
/// @param endedAt when it became final, or null
public record RunFacts(
    RunId id,
    RunGoal goal,
    RunState state,
    @Nullable BlockReason blockedOn,
    @Nullable Failure failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {}
