package dev.reelwright.engine;

import dev.reelwright.engine.RunStore.Waiting;
import dev.reelwright.ledger.Purse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets runs go on once what they waited for is gone: there is room in the budgets again, room on
/// the disk, or the provider has had time to recover. A run that waits for a decision waits for it.
final class Relief {
  private static final Logger LOG = LoggerFactory.getLogger(Relief.class);
  private static final long ENOUGH_BYTES = 64L * 1024 * 1024;
  private static final Duration DISK_PAUSE = Duration.ofSeconds(10);
  private static final Duration PROVIDER_PAUSE = Duration.ofMinutes(1);

  private final Stores stores;
  private final RunMoves runs;
  private final Wakes wakes;
  private final Path scratch;
  private final InstantSource clock;

  Relief(Stores stores, RunMoves runs, Wakes wakes, Path scratch, InstantSource clock) {
    this.stores = stores;
    this.runs = runs;
    this.wakes = wakes;
    this.scratch = scratch;
    this.clock = clock;
  }

  void run() {
    for (var waiting : stores.database().read(stores.runs()::waiting)) {
      var reason = waiting.run().blockedOn();
      if (reason != null && mayBeOver(waiting, reason)) {
        stores
            .database()
            .update(
                handle -> {
                  if (isOver(handle, waiting, reason)) {
                    goOn(handle, waiting.run(), reason);
                  }
                });
      }
    }
  }

  /// What needs no transaction to be known.
  private boolean mayBeOver(Waiting waiting, BlockReason reason) {
    var waited = Duration.between(waiting.since(), clock.instant());
    return switch (reason) {
      case BUDGET -> true;
      case DISK -> waited.compareTo(DISK_PAUSE) >= 0 && hasRoom();
      case PROVIDER -> waited.compareTo(PROVIDER_PAUSE) >= 0;
      case DECISION -> false;
    };
  }

  private boolean isOver(Handle handle, Waiting waiting, BlockReason reason) {
    var needs = waiting.needs();
    if (reason != BlockReason.BUDGET || needs == null) {
      return true;
    }
    var run = waiting.run();
    return stores
        .budgets()
        .hasRoom(
            handle,
            Purse.of(
                waiting.owner(),
                run.projectId(),
                run.id().value(),
                needs.currency(),
                clock.instant()),
            needs);
  }

  private boolean hasRoom() {
    try {
      return Files.getFileStore(scratch).getUsableSpace() >= ENOUGH_BYTES;
    } catch (IOException e) {
      LOG.warn("nobody knows how much room {} has", scratch, e);
      return false;
    }
  }

  private void goOn(Handle handle, Run run, BlockReason reason) {
    if (runs.unblock(handle, run, reason)) {
      for (var step : stores.steps().open(handle, run.id())) {
        wakes.lane(handle, step.lane());
      }
      wakes.project(handle, run.projectId());
    }
  }
}
