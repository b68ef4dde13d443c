package dev.reelwright.upkeep;

import dev.reelwright.asset.BlobJanitor;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.event.EventStore;
import dev.reelwright.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clears away what nobody needs any more: bytes without a use, and the small print of old history.
/// One round an hour is plenty; any number of nodes may do it at once.
public final class Housekeeping {
  /// How long the small print of a project at rest is kept.
  public static final Duration HISTORY_KEPT = Duration.ofDays(90);

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  // A few at once, so that no other write waits long.
  private static final int BATCH = 1_000;

  private final Database database;
  private final EventStore events;
  private final BlobJanitor janitor;
  private final InstantSource clock;

  public Housekeeping(Database database, BlobStore blobs, InstantSource clock) {
    this.database = database;
    this.events = new EventStore(database);
    this.janitor = new BlobJanitor(database, blobs, clock);
    this.clock = clock;
  }

  /// One round. What fails is tried again in the next one.
  public void run() {
    try {
      var blobs = janitor.sweep();
      var entries = forget(clock.instant().minus(HISTORY_KEPT));
      if (blobs + entries > 0) {
        LOG.info("housekeeping deleted blobs={} events={}", blobs, entries);
      }
    } catch (RuntimeException e) {
      // A repeated task that throws would never be repeated again.
      LOG.warn("housekeeping failed, next try in the next round", e);
    }
  }

  private int forget(Instant before) {
    var all = 0;
    int some;
    do {
      some = database.write(handle -> events.forget(handle, before, BATCH));
      all += some;
    } while (some > 0);
    return all;
  }
}
