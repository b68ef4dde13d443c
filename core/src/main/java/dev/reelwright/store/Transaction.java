package dev.reelwright.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open transaction and what hangs on its end. Used by the thread that opened it.
final class Transaction {
  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  private final Handle handle;
  private final Deque<Runnable> beforeCommit = new ArrayDeque<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(Handle handle) {
    this.handle = handle;
  }

  boolean owns(Handle other) {
    return handle.equals(other);
  }

  void beforeCommit(Runnable action) {
    beforeCommit.add(action);
  }

  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  void runBeforeCommit() {
    while (!beforeCommit.isEmpty()) {
      beforeCommit.remove().run();
    }
  }

  /// The change is made and stays made, so a failing listener must not look like a failed write.
  void runAfterCommit() {
    for (var action : afterCommit) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.error("a listener failed after its transaction was committed", e);
      }
    }
  }
}
