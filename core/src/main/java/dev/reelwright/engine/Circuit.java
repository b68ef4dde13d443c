package dev.reelwright.engine;

import java.time.Duration;
import java.time.Instant;

/// Whether a lane's work comes out well. After a few failures in a row nothing new begins in the
/// lane for a while; then one step tries, and what becomes of it decides.
sealed interface Circuit {
  /// Failures in a row that open it.
  int TOLERATED = 5;

  Duration FIRST_REST = Duration.ofSeconds(15);
  Duration LONGEST_REST = Duration.ofMinutes(10);

  static Circuit whole() {
    return new Closed(0);
  }

  /// Work goes through.
  ///
  /// @param failures in a row so far
  record Closed(int failures) implements Circuit {}

  /// Nothing begins.
  ///
  /// @param until when one step may try
  /// @param times how often it opened without a success in between
  record Open(Instant until, int times) implements Circuit {}

  /// One step tries.
  record HalfOpen(StepId probe, int times) implements Circuit {}

  /// After one more failure.
  default Circuit failed(Instant now) {
    return switch (this) {
      case Closed(var failures) ->
          failures + 1 < TOLERATED ? new Closed(failures + 1) : new Open(now.plus(rest(1)), 1);
      case Open open -> open;
      case HalfOpen(_, var times) -> new Open(now.plus(rest(times + 1)), times + 1);
    };
  }

  /// After the server said, or showed, that it does nothing.
  default Circuit broken(Instant now) {
    return this instanceof Closed ? new Open(now.plus(rest(1)), 1) : failed(now);
  }

  default boolean isClosed() {
    return this instanceof Closed;
  }

  /// How often it opened without a success in between.
  default int times() {
    return switch (this) {
      case Closed _ -> 0;
      case Open open -> open.times;
      case HalfOpen halfOpen -> halfOpen.times;
    };
  }

  private static Duration rest(int times) {
    var doubled = FIRST_REST.multipliedBy(1L << Math.min(times - 1, 20));
    return doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
  }
}
