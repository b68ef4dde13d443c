package dev.reelwright.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and a polite kill into a wish to stop. The process then ends when the command has
/// closed everything, or after a grace; its exit code is that of the signal (130, 143).
final class StopSwitch implements AutoCloseable {
  private static final long GRACE_SECONDS = 15;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "stop");

  StopSwitch() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait() {
    asked.countDown();
    try {
      if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        // Rows and takes are safe in the database; what was running is found at the next start.
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /// Waits until a stop is asked for, at most so long.
  ///
  /// @return whether it was
  boolean await(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    if (!isAsked()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
