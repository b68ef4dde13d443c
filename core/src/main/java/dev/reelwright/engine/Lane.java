package dev.reelwright.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A stream of capacity, as stored.
///
/// @param node the node whose own it is, or null for a provider's
/// @param fleet the lane whose work it shares with others, or null
/// @param offers what it can do (names of models); empty for everything
/// @param capacity steps at a time; of a fleet, of all its members together
/// @param ratePerMinute calls begun within any minute, or null for no limit
/// @param isOpen whether anything new may begin
/// @param free whether an intent without a known outcome may be sent again
record Lane(
    String id,
    Kind kind,
    @Nullable String node,
    @Nullable String fleet,
    Set<String> offers,
    int capacity,
    @Nullable Integer ratePerMinute,
    boolean isOpen,
    boolean free,
    Circuit circuit) {
  enum Kind {
    /// Calls to a provider, or to one server of a fleet.
    CALL,
    /// Work that several lanes share.
    FLEET,
    /// The processor of one node.
    LOCAL,
    /// Work that others come and ask for.
    PULL
  }

  Lane {
    offers = Set.copyOf(offers);
  }

  /// A lane of its own that is well and can do everything.
  Lane(
      String id,
      Kind kind,
      @Nullable String node,
      int capacity,
      @Nullable Integer ratePerMinute,
      boolean isOpen,
      boolean free) {
    this(id, kind, node, null, Set.of(), capacity, ratePerMinute, isOpen, free, Circuit.whole());
  }

  boolean canDo(Set<String> needs) {
    return offers.isEmpty() || offers.containsAll(needs);
  }
}
