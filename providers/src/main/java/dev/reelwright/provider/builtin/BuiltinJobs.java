package dev.reelwright.provider.builtin;

import dev.reelwright.ledger.Money;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.RejectionReason;

/// What built-in generators that deliver at once know of jobs: nothing.
final class BuiltinJobs {
  private BuiltinJobs() {}

  static PollResult<MediaResult> unknown(ProviderJob job) {
    return new PollResult.Failed<>(
        RejectionReason.INVALID_REQUEST,
        "the built-in studio delivers at once and knows no job " + job.value(),
        Money.zero(Money.USD));
  }
}
