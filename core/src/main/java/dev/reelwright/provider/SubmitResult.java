package dev.reelwright.provider;

import dev.reelwright.ledger.Money;

/// What came of handing a request to a provider.
///
/// @param <T> what a finished call yields
public sealed interface SubmitResult<T> {
  /// The provider works on it; poll the job.
  record Accepted<T>(ProviderJob job) implements SubmitResult<T> {}

  /// The answer already holds the result.
  record Delivered<T>(T result, Money charge) implements SubmitResult<T> {}

  /// The provider said no; nothing was charged.
  record Rejected<T>(RejectionReason reason, String providerMessage) implements SubmitResult<T> {}

  /// We sent it and do not know whether the provider took it. Never sent again from here; reconcile
  /// first.
  record Unknown<T>(Throwable cause) implements SubmitResult<T> {}
}
