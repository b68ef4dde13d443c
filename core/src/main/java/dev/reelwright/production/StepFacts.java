package dev.reelwright.production;

import dev.reelwright.engine.RunId;
import dev.reelwright.engine.StepId;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.Slot;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step as the surfaces see it.
///
/// @param priority lower goes first
/// @param tries how often it was tried in vain
/// @param spec what was asked for, as JSON values
public record StepFacts(
    StepId id,
    RunId run,
    StepKind kind,
    Slot slot,
    StepStatus status,
    String lane,
    int priority,
    int tries,
    Map<String, Object> spec,
    @Nullable Failure failure,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt) {
  public StepFacts {
    spec = Map.copyOf(spec);
  }

  /// Whether somebody works on it, or a provider has it.
  public boolean isInFlight() {
    return switch (status) {
      case LEASED, SUBMITTED, NEEDS_DECISION -> true;
      case READY, DONE, FAILED, CANCELLED -> false;
    };
  }
}
