package dev.reelwright.media.finish;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// A few pieces of work at a time; the first failure stops the others and is the one that is told.
final class ParallelWork {
  private final int atOnce;
  private final BooleanSupplier cancelled;
  private final AtomicBoolean stopped = new AtomicBoolean();

  ParallelWork(int atOnce, BooleanSupplier cancelled) {
    this.atOnce = atOnce;
    this.cancelled = cancelled;
  }

  /// The signal that the pieces obey.
  boolean isStopped() {
    return stopped.get() || isCancelled();
  }

  /// The caller's own signal.
  boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  /// Starts the pieces in the given order and returns when none runs any more.
  void run(List<Callable<Void>> pieces) throws IOException, InterruptedException {
    try (var threads =
        Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().name("finish-", 0).factory())) {
      var completions = new ExecutorCompletionService<Void>(threads);
      var started = pieces.stream().map(completions::submit).toList();
      boolean done = false;
      try {
        for (int i = 0; i < started.size(); i++) {
          completions.take().get();
        }
        done = true;
      } catch (ExecutionException e) {
        throwCause(e);
      } finally {
        if (!done) {
          stopped.set(true);
          started.forEach(piece -> piece.cancel(false));
        }
      }
    }
  }

  private static void throwCause(ExecutionException e) throws IOException, InterruptedException {
    switch (e.getCause()) {
      case IOException cause -> throw cause;
      case InterruptedException cause -> throw cause;
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case null, default -> throw new IllegalStateException(e);
    }
  }
}
