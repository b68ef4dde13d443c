package dev.reelwright.event;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after something on a thread of its own: as soon as somebody calls, and every so often
/// besides. A look that fails is logged and tried again. Thread-safe.
public final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration LAST_LOOK = Duration.ofSeconds(10);

  private final String name;
  private final Duration every;
  private final Look look;
  private final Semaphore calls = new Semaphore(0);
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final Thread thread;

  /// What is done on each round.
  @FunctionalInterface
  public interface Look {
    void look() throws InterruptedException;
  }

  /// @param name of the thread, and for the log
  /// @param every longest time between two looks
  public Rounds(String name, Duration every, Look look) {
    this.name = name;
    this.every = every;
    this.look = look;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Looks as soon as the present look is over; calls meanwhile are one.
  public void call() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  public boolean isClosed() {
    return isClosed.get();
  }

  /// Ends the present look early and waits for it. Nobody looks any more.
  @Override
  public void close() {
    isClosed.set(true);
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(LAST_LOOK);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosed()) {
      try {
        lookOnce();
        var _ = calls.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
        calls.drainPermits();
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void lookOnce() throws InterruptedException {
    try {
      look.look();
    } catch (RuntimeException e) {
      LOG.warn("{}: a look failed, next try soon", name, e);
    }
  }
}
