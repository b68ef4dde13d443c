package dev.reelwright.wiring;

import dev.reelwright.desk.Acting;
import dev.reelwright.engine.Engine;
import dev.reelwright.event.HistoryReader;
import dev.reelwright.http.operations.Vital;
import dev.reelwright.http.orchestrate.JobQueue;
import dev.reelwright.http.orchestrate.OrchestrateJobs;
import dev.reelwright.http.orchestrate.OrchestrateSettings;
import dev.reelwright.http.orchestrate.OrchestrateViews;
import dev.reelwright.http.orchestrate.OrchestrateWork;
import dev.reelwright.http.orchestrate.RedisBridge;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineDesk;
import dev.reelwright.line.LineHand;
import dev.reelwright.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

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

  /// Empty unless the settings name a Redis.
  @Produces
  @Singleton
  Bridge bridge(
      OrchestrateSetup setup,
      Settings settings,
      Database database,
      OrchestrateJobs jobs,
      OrchestrateViews views,
      LineDesk desk,
      Acting acting,
      MeterRegistry meters,
      InstantSource clock,
      RandomGenerator random) {
    var address = setup.redis();
    if (address == null) {
      return new Bridge(null);
    }
    return new Bridge(
        new RedisBridge(
            RedisClient.create(address),
            new RedisBridge.Part(
                // The same after a restart, another one for another installation.
                "reelwright-" + Integer.toHexString(settings.data().toString().hashCode()),
                operation -> meters.counter("redis.errors", "operation", operation).increment()),
            new RedisBridge.Means(
                jobs,
                views,
                setup.surface(),
                desk,
                acting,
                new HistoryReader(database, "redis"),
                clock,
                random)));
  }

  record Bridge(@Nullable RedisBridge redis) {}

  @Produces
  @Singleton
  JobQueue jobQueue(Bridge bridge) {
    var redis = bridge.redis();
    return redis == null ? JobQueue.NONE : redis;
  }

  @Produces
  @Singleton
  LineHand lineHand(Database database, Bridge bridge) {
    var redis = bridge.redis();
    return redis == null ? Foreman.inOrder(database, LINE) : redis;
  }

  @Produces
  @Singleton
  Vital queue(Bridge bridge) {
    var redis = bridge.redis();
    return new Vital("queue", () -> redis == null || redis.isReachable());
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

  void start(@Observes @Priority(LATE) StartupEvent started, Foreman foreman, Bridge bridge) {
    var redis = bridge.redis();
    if (redis != null) {
      redis.recover();
      redis.start();
    }
    foreman.start();
  }

  void stop(@Observes @Priority(EARLY) ShutdownEvent stopping, Foreman foreman, Bridge bridge) {
    foreman.close();
    var redis = bridge.redis();
    if (redis != null) {
      redis.close();
    }
  }
}
