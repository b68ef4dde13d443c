package dev.reelwright.engine;

import dev.reelwright.engine.WatchStore.Glanced;
import dev.reelwright.engine.WatchStore.Sleeper;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.Glancing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the many steps that only wait for a provider: it claims those that are due by the
/// hundred, glances at their jobs side by side, and puts what is still being worked on back to
/// sleep in one transaction. Whatever else there is to say about a job is left to the worker, who
/// takes the step over as ever. Any number of nodes watch side by side: a claim is one guarded
/// statement, and one that a dead node leaves behind is over in a few seconds.
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /// How soon steps are looked at again whose node died while it glanced at them.
  static final Duration CLAIM = Duration.ofSeconds(8);

  private static final int BATCH = 500;
  private static final int MOST_UNDER_WAY = 2_000;
  private static final int GLANCES_AT_A_TIME = 64;

  private final WatchStore rows = new WatchStore();
  private final Stores stores;
  private final Casting casting;
  private final Wakes wakes;
  private final Audience audience;
  private final RandomGenerator random;
  private final Duration longestJob;
  private final InstantSource clock;
  private final Semaphore glances = new Semaphore(GLANCES_AT_A_TIME);
  private final Set<StepId> underWay = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Glanced> seen = new ConcurrentLinkedQueue<>();
  private boolean isClosing;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("watch-", 0).factory());

  Watch(
      Stores stores,
      Casting casting,
      Wakes wakes,
      Audience audience,
      RandomGenerator random,
      Duration longestJob,
      InstantSource clock) {
    this.stores = stores;
    this.casting = casting;
    this.wakes = wakes;
    this.audience = audience;
    this.random = random;
    this.longestJob = longestJob;
    this.clock = clock;
  }

  /// One look, called by one thread at a time: writes down what was seen since the last one, and
  /// sets out for what is due now.
  synchronized void run() {
    if (isClosing) {
      return;
    }
    writeDown();
    while (underWay.size() < MOST_UNDER_WAY) {
      var due = claim();
      setOut(due);
      if (due.size() < BATCH) {
        break;
      }
    }
    writeDown();
  }

  /// What was set out for and not written down is looked at again by whoever comes next.
  @Override
  public synchronized void close() {
    isClosing = true;
    threads.shutdownNow();
  }

  private List<Sleeper> claim() {
    var now = clock.instant();
    // Most looks find nothing, and a look that writes nothing disturbs nobody.
    if (!stores.database().read(handle -> rows.isAnyDue(handle, now))) {
      return List.of();
    }
    var claimed =
        stores.database().write(handle -> rows.claim(handle, now, now.plus(CLAIM), BATCH));
    return claimed.isEmpty()
        ? List.of()
        : stores.database().read(handle -> rows.sleepers(handle, claimed));
  }

  private void setOut(List<Sleeper> due) {
    var projects = new HashMap<ProjectId, Optional<Project>>();
    for (var sleeper : due) {
      if (!underWay.add(sleeper.step().id())) {
        continue;
      }
      var project =
          projects.computeIfAbsent(
              sleeper.step().slot().projectId(),
              id -> stores.database().read(handle -> stores.projects().find(handle, id)));
      var generator = project.map(each -> generator(each, sleeper)).orElse(null);
      if (generator == null) {
        seen(sleeper, null);
        continue;
      }
      try {
        threads.execute(() -> seen(sleeper, glance(generator, sleeper)));
      } catch (RejectedExecutionException _) {
        // The engine closes.
        underWay.remove(sleeper.step().id());
      }
    }
  }

  /// Whoever has the job, if a glance is possible and nothing else is to be decided about it.
  private @Nullable Glancing generator(Project project, Sleeper sleeper) {
    var job = sleeper.job();
    if (job == null || clock.instant().isAfter(sleeper.intendedAt().plus(longestJob))) {
      return null;
    }
    try {
      var step = sleeper.step();
      return casting
          .generator(project, step.kind(), step.slot().role())
          .filter(
              each ->
                  each.capabilities().provider().equals(sleeper.provider())
                      && each.capabilities().model().equals(sleeper.model()))
          .filter(Glancing.class::isInstance)
          .map(Glancing.class::cast)
          .orElse(null);
    } catch (Casting.NotHere _) {
      // The worker says so.
      return null;
    }
  }

  private Glancing.@Nullable Glance glance(Glancing generator, Sleeper sleeper) {
    var job = sleeper.job();
    if (job == null) {
      return null;
    }
    try {
      glances.acquire();
      try {
        return generator.glance(job, sleeper.step().place());
      } finally {
        glances.release();
      }
    } catch (IOException e) {
      LOG.debug("step={} could not be glanced at; the worker asks", sleeper.step().id(), e);
      return null;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    } catch (RuntimeException e) {
      // A mistake of an adapter; the worker meets it too, and knows what to do about it.
      LOG.warn("step={} a glance at its job broke", sleeper.step().id(), e);
      return null;
    }
  }

  private void seen(Sleeper sleeper, Glancing.@Nullable Glance glance) {
    Instant again = null;
    if (glance instanceof Glancing.Glance.Working(var fraction, var nextPoll)) {
      audience.progressed(sleeper.step(), fraction, "waiting for " + sleeper.provider());
      // Those that were asked for together should not come back together for ever.
      var millis = ProviderCalls.clamped(nextPoll).toMillis() * random.nextDouble(0.9, 1.1);
      again = clock.instant().plusMillis((long) millis);
    }
    seen.add(new Glanced(sleeper, again));
  }

  private void writeDown() {
    for (var batch = next(); !batch.isEmpty(); batch = next()) {
      var glanced = batch;
      try {
        stores
            .database()
            .update(
                handle -> {
                  for (var each : rows.settle(handle, glanced, clock.instant())) {
                    wakes.step(handle, each.id(), each.lane());
                  }
                });
      } finally {
        glanced.forEach(each -> underWay.remove(each.sleeper().step().id()));
      }
    }
  }

  private List<Glanced> next() {
    var batch = new ArrayList<Glanced>(BATCH);
    while (batch.size() < BATCH) {
      var each = seen.poll();
      if (each == null) {
        break;
      }
      batch.add(each);
    }
    return batch;
  }
}
