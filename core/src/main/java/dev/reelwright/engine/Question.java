package dev.reelwright.engine;

import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call that waits for a person's verdict.
///
/// @param stage what was to be made, for people
/// @param job the provider's name for it, when it is known
/// @param quote what it may have cost; it stays set aside
/// @param why what is known about it
/// @param isRunOver whether nobody works on its run any more, so that it cannot be sent again
public record Question(
    AttemptId attempt,
    ProjectId project,
    RunId run,
    StepId step,
    String stage,
    String provider,
    String model,
    @Nullable String job,
    Money quote,
    Instant intendedAt,
    String why,
    boolean isRunOver) {}
