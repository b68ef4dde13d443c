package dev.reelwright.engine;

import java.io.IOException;

/// The work of one kind of step.
interface StepWork {
  /// Does the work, or looks how far it is.
  ///
  /// @throws IOException when it did not work this time
  /// @throws java.util.concurrent.CancellationException when it was told to end
  Outcome carryOut(Assignment assignment) throws IOException, InterruptedException;
}
