package dev.reelwright.engine;

import org.jspecify.annotations.Nullable;

/// A stream of capacity, as stored.
///
/// @param node the node whose own it is, or null for a provider's
/// @param capacity steps at a time
/// @param ratePerMinute calls begun within any minute, or null for no limit
/// @param free whether an intent without a known outcome may be sent again
record Lane(
    String id,
    Kind kind,
    @Nullable String node,
    int capacity,
    @Nullable Integer ratePerMinute,
    boolean isOpen,
    boolean free) {
  enum Kind {
    CALL,
    FLEET,
    LOCAL,
    PULL
  }
}
