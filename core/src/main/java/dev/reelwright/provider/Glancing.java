package dev.reelwright.provider;

import java.io.IOException;
import java.time.Duration;

/// A generator that can tell cheaply whether a job is still being worked on, and fetches nothing to
/// find out. Thousands of jobs that wait are asked for in this way; only what may be over is
/// polled.
public interface Glancing {
  /// How a job stands at a glance.
  sealed interface Glance {
    /// @param fraction done so far, 0..1
    /// @param nextPoll how long to wait before asking again
    record Working(double fraction, Duration nextPoll) implements Glance {}

    /// It has a result, has failed, or is unknown: `poll` tells which.
    record MaybeOver() implements Glance {}
  }

  /// @param lane the lane that carries it out; tells the servers of a fleet apart
  /// @throws IOException when the provider could not be asked; the job goes on
  Glance glance(ProviderJob job, String lane) throws IOException, InterruptedException;
}
