package dev.reelwright.engine;

import dev.reelwright.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what exists nowhere else, such as the name of a job that was just paid: when the
/// database cannot take it, it is tried again instead of forgotten. Thread-safe.
final class Persistence {
  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final int MAX_TRIES = 120;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Running running;

  Persistence(Running running) {
    this.running = running;
  }

  /// @throws StoreException when the database did not take it for a minute, or the process goes
  void untilWritten(Assignment assignment, Runnable write) throws InterruptedException {
    for (var tries = 1; ; tries++) {
      try {
        write.run();
        return;
      } catch (StoreException e) {
        if (tries == MAX_TRIES || running.isClosing()) {
          throw e;
        }
        LOG.warn(
            "step={} a job was accepted and cannot be written down, try={}",
            assignment.step().id(),
            tries,
            e);
        // Nobody counts it down: a wait with an end, and an interrupt ends it sooner.
        var _ = new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }
}
