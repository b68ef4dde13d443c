package dev.reelwright.desk;

import org.jdbi.v3.core.Handle;

/// Something that somebody wants done, prepared and not yet done. Carried out by `Acting`.
///
/// @param <T> what comes of it
public interface Act<T> {
  /// Does it as a part of a transaction.
  ///
  /// @throws Refusal when it cannot be done; the transaction must be undone
  T in(Handle handle);
}
