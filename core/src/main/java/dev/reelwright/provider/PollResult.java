package dev.reelwright.provider;

import dev.reelwright.ledger.Money;
import java.time.Duration;

/// How an accepted job stands.
///
/// @param <T> what a finished call yields
public sealed interface PollResult<T> {
  /// @param nextPoll how long to wait before asking again
  record Working<T>(double fraction, Duration nextPoll) implements PollResult<T> {}

  record Delivered<T>(T result, Money charge) implements PollResult<T> {}

  /// It ended without a result.
  ///
  /// @param charge what was billed all the same
  record Failed<T>(RejectionReason reason, String providerMessage, Money charge)
      implements PollResult<T> {}
}
