package dev.reelwright.engine;

import java.time.Instant;

/// What came of working on a step.
sealed interface Outcome {
  /// It is stored, booked and told already.
  record Done() implements Outcome {}

  /// A job is on its way; look again then.
  ///
  /// @param tries looks in vain in a row
  record Asleep(Instant until, int tries) implements Outcome {}

  /// It did not work this time and may work later.
  record TryAgain(RunError error) implements Outcome {}

  /// It will not work.
  record Failed(RunError error) implements Outcome {}

  /// The run has to wait for somebody; the step stands ready again.
  record Blocked(BlockReason reason, RunError error) implements Outcome {}

  /// Nobody knows whether it was paid; a person decides.
  record Undecided(BlockReason reason, RunError error) implements Outcome {}

  /// It was ended on request and nothing is on its way.
  record Cancelled() implements Outcome {}

  /// Somebody else has the step now.
  record Lost() implements Outcome {}
}
