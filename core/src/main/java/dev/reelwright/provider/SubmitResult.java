package dev.reelwright.provider;

import dev.reelwright.ledger.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of handing a request to a provider.
///
/// @param <T> what a finished call yields
public sealed interface SubmitResult<T> {
  /// The provider works on it; poll the job.
  record Accepted<T>(ProviderJob job) implements SubmitResult<T> {}

  /// The answer already holds the result.
  record Delivered<T>(T result, Money charge) implements SubmitResult<T> {}

  /// The provider said no; nothing was charged.
  ///
  /// @param retryAfter how long the provider asks to be left alone, or null when it did not say
  record Rejected<T>(RejectionReason reason, String providerMessage, @Nullable Duration retryAfter)
      implements SubmitResult<T> {
    public Rejected(RejectionReason reason, String providerMessage) {
      this(reason, providerMessage, null);
    }
  }

  /// It was carried out and nothing usable came of it.
  ///
  /// @param charge what was billed all the same
  record Failed<T>(RejectionReason reason, String providerMessage, Money charge)
      implements SubmitResult<T> {}

  /// We sent it and do not know whether the provider took it. Never sent again from here; reconcile
  /// first.
  record Unknown<T>(Throwable cause) implements SubmitResult<T> {}
}
