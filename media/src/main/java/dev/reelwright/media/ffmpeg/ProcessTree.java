package dev.reelwright.media.ffmpeg;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Ends a process together with everything that it started.
final class ProcessTree {
  private static final long GRACE_SECONDS = 5;

  private ProcessTree() {}

  /// Returns when all are gone, or after a few seconds when the system keeps one of them (a process
  /// stuck in the kernel cannot be ended by anybody). Keeps the interrupt flag.
  static void end(ProcessHandle root) {
    // A partial result is worthless, so nobody is asked politely to finish it.
    var all = Stream.concat(Stream.of(root), root.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    boolean interrupted = Thread.interrupted();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    for (var process : all) {
      try {
        process.onExit().get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (TimeoutException | ExecutionException e) {
        System.getLogger(ProcessTree.class.getName())
            .log(System.Logger.Level.WARNING, "process " + process.pid() + " does not end", e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
