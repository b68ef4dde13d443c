package dev.reelwright.engine;

import dev.reelwright.finish.Finisher;
import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.store.StoreException;
import dev.reelwright.storyboard.ShotId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the finisher work ahead: as clips and narrations arrive, what the film will need of them is
/// made, so that little is left to do after the last one. One film at a time, on a thread of its
/// own. It owes nothing to anybody: what it fails at or never gets to do, the cut does.
/// Thread-safe.
final class Preparation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /// Reading a long film must not take the time that making it needs.
  private static final long REST_FACTOR = 19;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Materials materials;
  private final Finisher finisher;
  private final Path scratch;
  private final Map<ProjectId, Set<ShotId>> arrived = new LinkedHashMap<>();
  private final Thread thread;
  private boolean isClosed;

  Preparation(Materials materials, Finisher finisher, Path scratch) {
    this.materials = materials;
    this.finisher = finisher;
    this.scratch = scratch;
    this.thread = Thread.ofPlatform().daemon().name("preparation").unstarted(this::run);
  }

  void start() {
    if (finisher.canPrepare()) {
      thread.start();
    }
  }

  /// A step has put something into its slot.
  synchronized void arrived(Step step) {
    var shot = step.slot().shotId();
    boolean isPart = step.kind() == StepKind.CLIP || step.kind() == StepKind.NARRATION;
    if (shot != null && isPart && thread.isAlive()) {
      arrived.computeIfAbsent(step.slot().projectId(), _ -> new HashSet<>()).add(shot);
      notifyAll();
    }
  }

  /// Ends what is being made, and waits for it: no encoder outlives the process. The next one
  /// begins anew.
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    if (!thread.isAlive()) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isClosed() {
    return isClosed;
  }

  private record Batch(ProjectId project, Set<ShotId> shots) {}

  private synchronized Batch next() throws InterruptedException {
    while (arrived.isEmpty() && !isClosed) {
      wait();
    }
    if (isClosed) {
      throw new InterruptedException("closed");
    }
    var first = arrived.entrySet().iterator().next();
    arrived.remove(first.getKey());
    return new Batch(first.getKey(), first.getValue());
  }

  private synchronized void rest(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !isClosed; left = end - System.nanoTime()) {
      wait(1 + left / 1_000_000);
    }
  }

  private void run() {
    try {
      while (!isClosed()) {
        prepare(next());
      }
    } catch (InterruptedException _) {
      // Closed: what was not prepared is made with the cut.
      LOG.debug("no more films are prepared");
    }
  }

  private void prepare(Batch batch) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      var film = materials.film(batch.project());
      if (film.isEmpty() || isJoinedAsFilmed(film.get())) {
        return;
      }
      var shots = places(film.get(), batch.shots());
      var request =
          CutRequests.known(
              film.get(),
              materials.edits(batch.project()),
              materials.files(film.get()),
              withNeighbours(shots));
      long reading = System.nanoTime() - begun;
      if (request.isPresent()) {
        try (var own = Scratch.in(scratch)) {
          var work = Files.createDirectory(own.folder().resolve("work"));
          finisher.prepare(request.get(), shots, work, this::isClosed);
        }
      }
      rest(REST_FACTOR * reading);
    } catch (CancellationException _) {
      LOG.debug("preparing project {} ended early", batch.project());
    } catch (IOException | StoreException e) {
      LOG.info("project {} could not be prepared; its cut will be made whole", batch.project(), e);
    } catch (RuntimeException e) {
      // The edge of the loop: the next film may be well.
      LOG.warn("preparing project {} broke; its cut will be made whole", batch.project(), e);
    }
  }

  /// Nothing is encoded for such a film, unless its clips turn out to be of different makes.
  private static boolean isJoinedAsFilmed(Film film) {
    var settings = film.project().settings();
    return settings.clipsAsFilmed()
        && !settings.captions()
        && !settings.voice()
        && !settings.music()
        && settings.crossfade() == null;
  }

  private static Set<Integer> places(Film film, Set<ShotId> shots) {
    var places = new HashSet<Integer>();
    for (var shot : shots) {
      Optional.of(film.number(shot)).filter(number -> number > 0).ifPresent(n -> places.add(n - 1));
    }
    return places;
  }

  private static Set<Integer> withNeighbours(Set<Integer> places) {
    var all = new HashSet<Integer>();
    for (int place : places) {
      all.addAll(Set.of(place - 1, place, place + 1));
    }
    return all;
  }
}
