package dev.reelwright.desk;

import org.jdbi.v3.core.Handle;

/// Something that somebody wants done, prepared and not yet done. Carried out by `Acting`.
///
/// @param <T> what comes of it
public interface Act<T> {
  /// Stands for whatever version is there when an act is carried out.
  long ANY_VERSION = -1;

  /// Does it as a part of a transaction.
  ///
  /// @throws Refusal when it cannot be done; the transaction must be undone
  T in(Handle handle);
}
