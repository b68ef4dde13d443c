package dev.reelwright.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Durable writes that nobody stands waiting for: what comes in while the disk is busy is written
/// together, with one wait for the disk. Thread-safe.
final class CommonWrites {
  /// So that readers and other writers are not kept waiting for long.
  private static final int MOST_AT_ONCE = 64;

  private static final long SIBLINGS_NANOS = 300_000;

  /// One of them. Its outcome is completed by whoever carries it out.
  static final class Job<T extends @Nullable Object> {
    private final HandleFunction<T> work;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    Job(HandleFunction<T> work) {
      this.work = work;
    }

    HandleFunction<T> work() {
      return work;
    }

    CompletableFuture<T> outcome() {
      return outcome;
    }
  }

  private final Queue<Job<?>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isCarriedOut = new AtomicBoolean();
  private final Consumer<List<Job<?>>> writer;
  private volatile @Nullable Gathering gathering;

  /// The writer, waiting a moment for so many to be there.
  private record Gathering(Thread writer, int count) {}

  /// @param writer carries jobs out, in order, and completes every one of them; throws nothing
  CommonWrites(Consumer<List<Job<?>>> writer) {
    this.writer = writer;
  }

  /// Returns at once.
  void submit(Job<?> job) {
    waiting.add(job);
    var current = gathering;
    if (current != null && waiting.size() >= current.count()) {
      LockSupport.unpark(current.writer());
    }
    if (isCarriedOut.compareAndSet(false, true)) {
      Thread.ofVirtual().name("common-writes").start(this::carryOut);
    }
  }

  private void carryOut() {
    do {
      try {
        for (var group = next(); !group.isEmpty(); group = next()) {
          writer.accept(group);
          awaitOthers(group.size());
        }
      } finally {
        isCarriedOut.set(false);
      }
      // Somebody may have come in between the last look and the line above.
    } while (!waiting.isEmpty() && isCarriedOut.compareAndSet(false, true));
  }

  /// Those who have just been told come again at once, if they come in numbers. Without a moment
  /// for them, they and those who came in meanwhile would take turns in two groups for ever.
  private void awaitOthers(int before) {
    int all = Math.min(MOST_AT_ONCE, before + waiting.size());
    if (before > 1) {
      gathering = new Gathering(Thread.currentThread(), all);
      if (waiting.size() < all) {
        LockSupport.parkNanos(SIBLINGS_NANOS);
      }
      gathering = null;
    }
  }

  private List<Job<?>> next() {
    var group = new ArrayList<Job<?>>();
    while (group.size() < MOST_AT_ONCE) {
      var job = waiting.poll();
      if (job == null) {
        break;
      }
      group.add(job);
    }
    return group;
  }
}
