package dev.reelwright.production;

import dev.reelwright.engine.StepId;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.Money;
import dev.reelwright.provider.ProviderJob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try of a provider call as the surfaces see it: a row of the ledger.
///
/// @param job the provider's name for it, or null while there is none
/// @param polls how often the provider was asked
/// @param charge what was billed, or null while it is open
/// @param acceptedAt when the provider took it, or null: never, or not known
public record CallFacts(
    AttemptId id,
    StepId step,
    String provider,
    String model,
    @Nullable ProviderJob job,
    int polls,
    Money quote,
    @Nullable Money charge,
    Instant intendedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant endedAt) {}
