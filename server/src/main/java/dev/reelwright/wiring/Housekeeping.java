package dev.reelwright.wiring;

import dev.reelwright.asset.BlobJanitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server tidies up as time goes by: once an hour, bytes that nothing needs any more. The
/// first round comes an hour after the start, when whoever starts it has other things to do.
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration ROUND = Duration.ofHours(1);
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final BlobJanitor janitor;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());
  private Instant due;

  Housekeeping(BlobJanitor janitor, InstantSource clock) {
    this.janitor = janitor;
    this.clock = clock;
    this.due = clock.instant().plus(ROUND);
  }

  void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Does a round if one is due.
  void look() {
    var now = clock.instant();
    if (now.isBefore(due)) {
      return;
    }
    due = now.plus(ROUND);
    try {
      int deleted = janitor.sweep();
      if (deleted > 0) {
        LOG.info("housekeeping deleted={} blobs that nothing needed", deleted);
      }
    } catch (RuntimeException e) {
      // A repeated task that throws would never be repeated again.
      LOG.warn("housekeeping failed, next try in an hour", e);
    }
  }

  /// Waits for a round that runs: the database outlives it.
  @Override
  public void close() {
    timer.close();
  }
}
