package dev.reelwright.engine;

import dev.reelwright.ledger.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of working on a step.
sealed interface Outcome {
  /// It is stored, booked and told already.
  record Done() implements Outcome {}

  /// A job is on its way; look again then.
  ///
  /// @param tries looks in vain in a row
  /// @param trouble what the run waits for meanwhile, or null when all goes as it should
  /// @param isWatched whether a glance together with many others is enough then
  record Asleep(Instant until, int tries, @Nullable Trouble trouble, boolean isWatched)
      implements Outcome {
    Asleep(Instant until, int tries) {
      this(until, tries, null, false);
    }
  }

  /// Why a run has to wait.
  record Trouble(BlockReason reason, RunError error) {}

  /// It did not work this time and may work later.
  ///
  /// @param notBefore how long to wait at least, or null when nobody said
  record TryAgain(RunError error, @Nullable Duration notBefore) implements Outcome {
    TryAgain(RunError error) {
      this(error, null);
    }
  }

  /// It will not work.
  record Failed(RunError error) implements Outcome {}

  /// The run has to wait for something; the step stands ready again.
  ///
  /// @param needs the amount there is no room for, when a budget is in the way
  record Blocked(BlockReason reason, RunError error, @Nullable Money needs) implements Outcome {
    Blocked(BlockReason reason, RunError error) {
      this(reason, error, null);
    }
  }

  /// Nobody knows whether it was paid; a person decides.
  record Undecided(BlockReason reason, RunError error) implements Outcome {}

  /// It was ended on request and nothing is on its way.
  record Cancelled() implements Outcome {}

  /// Somebody else has the step now.
  record Lost() implements Outcome {}
}
