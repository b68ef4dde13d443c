package dev.reelwright.provider.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An order that was accepted. A snapshot.
///
/// @param reference the caller's own name for it; kept for the counter even where it cannot be
///   looked up
/// @param micros price in millionths of a dollar
/// @param doneAt when the work is done, or null when it never is
/// @param isRefused whether it ends without a result, unbilled
/// @param end how it was cancelled, or null
record Job(
    String id,
    String reference,
    String model,
    Order order,
    long micros,
    Instant acceptedAt,
    @Nullable Instant doneAt,
    boolean isRefused,
    @Nullable Cancellation end) {
  enum Cancellation {
    UNBILLED,
    BILLED
  }

  enum State {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /// What was ordered.
  record Order(boolean isVideo, int widthPixels, int heightPixels, int seconds, int colour) {}

  State state(Instant now) {
    if (end != null) {
      return State.CANCELLED;
    }
    if (doneAt == null || doneAt.isAfter(now)) {
      return State.RUNNING;
    }
    return isRefused ? State.FAILED : State.SUCCEEDED;
  }

  /// What is billed for it so far.
  long billedMicros(Instant now) {
    return switch (state(now)) {
      case SUCCEEDED -> micros;
      case CANCELLED -> end == Cancellation.BILLED ? micros : 0;
      case RUNNING, FAILED -> 0;
    };
  }

  Job cancelled(Cancellation how) {
    return new Job(id, reference, model, order, micros, acceptedAt, doneAt, isRefused, how);
  }
}
