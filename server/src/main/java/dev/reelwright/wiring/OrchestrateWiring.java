package dev.reelwright.wiring;

import dev.reelwright.engine.Engine;
import dev.reelwright.http.operations.Vital;
import dev.reelwright.http.orchestrate.JobQueue;
import dev.reelwright.http.orchestrate.OrchestrateSettings;
import dev.reelwright.http.orchestrate.OrchestrateWork;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineDesk;
import dev.reelwright.line.LineHand;
import dev.reelwright.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.time.InstantSource;

/// The orchestrate surface: its settings, its line of jobs, and their end.
@ApplicationScoped
public class OrchestrateWiring {
  private static final String LINE = "orchestrate";

  // Behind the engine when the server starts, before it when it ends.
  private static final int LATE = 5000;
  private static final int EARLY = 500;

  @Produces
  @Singleton
  OrchestrateSetup setup(Settings settings) throws Settings.UnreadableFile, Settings.WrongSetting {
    return OrchestrateSetup.bind(settings, System.getenv());
  }

  @Produces
  @Singleton
  OrchestrateSettings settings(OrchestrateSetup setup) {
    return setup.surface();
  }

  @Produces
  @Singleton
  LineDesk lineDesk(Database database, InstantSource clock) {
    return new LineDesk(database, clock);
  }

  @Produces
  @Singleton
  JobQueue jobQueue() {
    return JobQueue.NONE;
  }

  @Produces
  @Singleton
  LineHand lineHand(Database database) {
    return Foreman.inOrder(database, LINE);
  }

  @Produces
  @Singleton
  Foreman foreman(
      Database database,
      Engine engine,
      OrchestrateWork work,
      LineHand hand,
      OrchestrateSettings settings,
      InstantSource clock) {
    return new Foreman(
        database,
        engine,
        work,
        hand,
        new Foreman.Rules(LINE, settings.workers(), settings.patience()),
        clock);
  }

  /// The folder may be made with the first job; what cannot be made is told here.
  @Produces
  @Singleton
  Vital sharedFolder(OrchestrateSettings settings) {
    return new Vital(
        "shared folder",
        () -> {
          var folder = settings.base();
          while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
          }
          return Files.isDirectory(folder) && Files.isWritable(folder);
        });
  }

  void start(@Observes @Priority(LATE) StartupEvent started, Foreman foreman) {
    foreman.start();
  }

  void stop(@Observes @Priority(EARLY) ShutdownEvent stopping, Foreman foreman) {
    foreman.close();
  }
}
