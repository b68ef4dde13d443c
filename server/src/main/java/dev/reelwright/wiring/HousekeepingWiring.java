package dev.reelwright.wiring;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.store.Database;
import dev.reelwright.upkeep.Housekeeping;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Has the server clear away once an hour what nobody needs any more.
@ApplicationScoped
public class HousekeepingWiring {
  // Not right away: at the start there is more urgent work.
  private static final long FIRST_MINUTES = 5;
  private static final long EACH_MINUTES = 60;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());

  @Produces
  @Singleton
  Housekeeping housekeeping(Database database, BlobStore blobs, InstantSource clock) {
    return new Housekeeping(database, blobs, clock);
  }

  void start(@Observes StartupEvent started, Housekeeping housekeeping) {
    var _ =
        timer.scheduleWithFixedDelay(
            housekeeping::run, FIRST_MINUTES, EACH_MINUTES, TimeUnit.MINUTES);
  }

  /// A round that runs is not waited for: whatever it has not done the next one does.
  void stop(@Observes ShutdownEvent stopping) {
    timer.shutdownNow();
  }
}
