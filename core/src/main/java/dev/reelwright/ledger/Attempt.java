package dev.reelwright.ledger;

import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.take.InputDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try of one provider call, written down before it is made. A snapshot.
///
/// @param number 1 for the first try of its step
/// @param lane lane it goes through
/// @param request everything sent, as JSON; files by their hash
/// @param seed the explicit seed, or null for a call without one
/// @param job the provider's name for it, once accepted
/// @param polls how often the job was looked at
/// @param quote what it may cost at most, set aside until the charge is known
/// @param resendOf the attempt of unknown outcome that this one repeats by decision, or null
public record Attempt(
    AttemptId id,
    String stepId,
    String runId,
    ProjectId projectId,
    String owner,
    int number,
    String lane,
    String provider,
    String model,
    String request,
    InputDigest digest,
    @Nullable Long seed,
    AttemptState state,
    @Nullable ProviderJob job,
    int polls,
    Money quote,
    @Nullable AttemptId resendOf,
    Instant intendedAt) {}
