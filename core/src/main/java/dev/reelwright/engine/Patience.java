package dev.reelwright.engine;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Waits for runs. News of this process wakes it at once; those of other nodes are seen at the next
/// look.
final class Patience implements EngineListener {
  private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();

  private final Stores stores;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long changes;

  Patience(Stores stores) {
    this.stores = stores;
  }

  @Override
  public void runChanged(Run run) {
    lock.lock();
    try {
      changes++;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Run await(RunId id, Duration atMost) throws InterruptedException {
    var deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      var seen = changes();
      var run =
          stores
              .database()
              .read(handle -> stores.runs().find(handle, id))
              .orElseThrow(() -> new IllegalArgumentException("there is no run " + id));
      var left = deadline - System.nanoTime();
      if (isAtRest(run.state()) || left <= 0) {
        return run;
      }
      waitForNews(seen, Math.min(left, LOOK_NANOS));
    }
  }

  private static boolean isAtRest(RunState state) {
    return state.isFinal() || state == RunState.BLOCKED || state == RunState.WAITING_FOR_APPROVAL;
  }

  private long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  private void waitForNews(long seen, long nanos) throws InterruptedException {
    lock.lock();
    try {
      var left = nanos;
      while (changes == seen && left > 0) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
