package dev.reelwright.wiring;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.engine.PullLanes;
import dev.reelwright.finish.Finisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.provider.Studio;
import dev.reelwright.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;

/// The engine of the server, and its end.
@ApplicationScoped
public class EngineWiring {
  @Produces
  @Singleton
  BlobStore blobs(Store store, InstantSource clock) throws IOException {
    return new FolderBlobStore(store.folder().blobs(), clock);
  }

  @Produces
  @Singleton
  EngineSettings engineSettings() {
    return EngineSettings.ofOneMachine(Runtime.getRuntime().availableProcessors());
  }

  @Produces
  @Singleton
  Engine engine(
      Database database,
      Store store,
      Studio studio,
      BlobStore blobs,
      Prober prober,
      Finisher finisher,
      EngineSettings settings,
      InstantSource clock) {
    return new Engine(
        database,
        new EnginePorts(studio, blobs, prober, finisher, store.folder().scratch()),
        settings,
        clock);
  }

  @Produces
  @Singleton
  PullLanes pullLanes(Database database, BlobStore blobs, Engine engine) {
    return new PullLanes(database, blobs, engine);
  }

  void start(
      @Observes StartupEvent started,
      Engine engine,
      Database database,
      MoneySettings money,
      InstantSource clock) {
    database.update(
        handle -> new BudgetCaps().ensureDaily(handle, money.dailyBudget(), clock.instant()));
    engine.start();
  }

  /// Before anything is disposed of: running steps go to sleep as rows and need the database for
  /// it.
  void stop(@Observes ShutdownEvent stopping, Engine engine) {
    engine.close();
  }
}
