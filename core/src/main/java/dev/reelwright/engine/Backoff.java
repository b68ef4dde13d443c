package dev.reelwright.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How long to wait before the next try: doubling, capped, with jitter so that steps which failed
/// together do not come back together.
final class Backoff {
  static final int MAX_TRIES = 7;
  static final int MAX_FAILED_POLLS = 200;

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  // About a minute of looks in vain, before people hear of it.
  private static final int QUIET_TRIES = 8;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /// What the run should say meanwhile; null while it is too early to worry anybody.
  Outcome.@Nullable Trouble trouble(int tries, RunError error) {
    return tries < QUIET_TRIES ? null : new Outcome.Trouble(BlockReason.PROVIDER, error);
  }

  /// @param tries tries in vain so far, at least 1
  Duration after(int tries) {
    var doubled = FIRST.multipliedBy(1L << Math.min(tries - 1, 20));
    var capped = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return Duration.ofMillis((long) (capped.toMillis() * random.nextDouble(0.5, 1.0)));
  }
}
