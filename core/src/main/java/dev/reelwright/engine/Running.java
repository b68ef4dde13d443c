package dev.reelwright.engine;

import dev.reelwright.store.Database;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The steps that this process is working on, and whether they should end. What another node wants
/// ended comes through the database, at each beat. Thread-safe.
final class Running {
  /// @param token the fencing token under which it runs
  private record Hand(long token, boolean isCancelled) {}

  private final Database database;
  private final StepStore steps;
  private final String node;
  private final ConcurrentHashMap<StepId, Hand> hands = new ConcurrentHashMap<>();
  private volatile boolean isClosing;

  Running(Database database, StepStore steps, String node) {
    this.database = database;
    this.steps = steps;
    this.node = node;
  }

  void begin(Step step) {
    hands.put(step.id(), new Hand(step.token(), false));
  }

  void end(Step step) {
    hands.computeIfPresent(step.id(), (_, hand) -> hand.token() == step.token() ? null : hand);
  }

  boolean isCancelled(Step step) {
    var hand = hands.get(step.id());
    return isClosing || hand == null || hand.token() != step.token() || hand.isCancelled();
  }

  /// Ends everything: the process wants to go. The steps stay for the next one.
  void close() {
    isClosing = true;
  }

  boolean isClosing() {
    return isClosing;
  }

  /// Hears from the database which steps were cancelled, or given to somebody else.
  void beat() {
    var held = Set.copyOf(hands.keySet());
    if (held.isEmpty()) {
      return;
    }
    // A step that began after our read is not in it; its turn comes at the next beat.
    for (var row : database.read(handle -> steps.standing(handle, held))) {
      var isOurs = node.equals(row.worker());
      hands.computeIfPresent(
          row.id(),
          (_, hand) ->
              row.cancelAsked() || !isOurs || row.token() > hand.token()
                  ? new Hand(hand.token(), true)
                  : hand);
    }
  }
}
