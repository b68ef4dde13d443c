package dev.reelwright.provider;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Makes something that may cost money and take long. Implementations are thread-safe and may
/// block; they send each paid submit at most once and never retry it themselves.
///
/// @param <Q> the request
/// @param <T> what a finished call yields
public interface Generator<Q, T> {
  /// What this generator is and can do. Constant and cheap.
  Capabilities capabilities();

  /// What the request would cost, before anything is sent.
  Quote quote(Q request);

  /// Starts a generation. The same attempt must never start two paid jobs where the provider can
  /// prevent it; where it cannot, `capabilities().idempotentSubmit()` is false.
  SubmitResult<T> submit(Q request, Call call) throws InterruptedException;

  /// Looks at an accepted job. A job that is unknown to the provider is a failure, not an
  /// exception.
  ///
  /// @throws IOException when the provider could not be asked; the job goes on
  PollResult<T> poll(ProviderJob job, Call call) throws IOException, InterruptedException;

  /// Finds the job of an attempt whose outcome nobody saw, by key, or by request and time window.
  ///
  /// @throws IOException when the provider could not be asked
  default Optional<ProviderJob> find(Q request, Call call)
      throws IOException, InterruptedException {
    return Optional.empty();
  }

  /// How long after a submit was sent `find` is sure to know its job, where it is ever sure. What
  /// it does not know after that was never taken. Empty: what `find` does not know stays unknown.
  default Optional<Duration> findIsSureAfter() {
    return Optional.empty();
  }

  /// Best effort. True when the provider confirmed that nothing more will be charged.
  default boolean cancel(ProviderJob job) throws InterruptedException {
    return false;
  }
}
