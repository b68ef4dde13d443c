package dev.reelwright.engine;

import dev.reelwright.ledger.CanonicalJson;
import dev.reelwright.provider.Generator;
import dev.reelwright.take.InputDigest;
import java.io.IOException;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A call to make.
///
/// @param requestJson everything that is sent, as text; equal requests have equal text
/// @param seed the explicit seed, or null; only calls with one are found again by digest
/// @param delivery what to do with the result
/// @param once whether a failure of the provider that costs nothing is not tried again either
record Order<Q, T>(
    Generator<Q, T> generator,
    Q request,
    String requestJson,
    InputDigest digest,
    @Nullable Long seed,
    Delivery<T> delivery,
    boolean once) {

  static <Q, T> Order<Q, T> of(
      Generator<Q, T> generator, Q request, @Nullable Long seed, Delivery<T> delivery) {
    var capabilities = generator.capabilities();
    var json = CanonicalJson.of(request);
    var digest =
        InputDigest.of(
            Map.of(
                "provider", capabilities.provider(),
                "model", capabilities.model(),
                "kind", request.getClass().getSimpleName(),
                "request", json));
    return new Order<>(generator, request, json, digest, seed, delivery, false);
  }

  /// The same for a film that fails with its first failure.
  Order<Q, T> once(boolean isSo) {
    return new Order<>(generator, request, requestJson, digest, seed, delivery, isSo);
  }

  /// Brings a result home.
  interface Delivery<T> {
    /// Reads and stores files, outside of any transaction.
    ///
    /// @param digest of the call that made it
    Booking receive(T result, InputDigest digest) throws IOException, InterruptedException;
  }

  /// What remains to be written when the call is booked.
  interface Booking {
    /// @return id of the take, or null for work that makes none
    @Nullable String write(Handle handle);

    /// Whether the step is over with it; otherwise it goes on with another call.
    default boolean endsStep() {
      return true;
    }
  }
}
