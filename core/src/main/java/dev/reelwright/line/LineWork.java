package dev.reelwright.line;

import dev.reelwright.engine.Run;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What goes with the jobs of a line besides making them. Called by the foreman's thread; each call
/// may come again after a crash and then finds what it did before.
public interface LineWork {
  /// Gets a job ready that was taken and has not been started.
  ///
  /// @throws Hopeless when the job cannot be made
  /// @throws IOException when it did not work this time
  void prepare(LineJob job) throws Hopeless, IOException, InterruptedException;

  /// More was made of it.
  void progressed(LineJob job) throws IOException;

  /// Hands the job over, as far as it came, and judges it. Nobody is told before this returns.
  ///
  /// @param run its run, which has ended
  /// @throws IOException when it did not work this time
  Ending conclude(LineJob job, Run run) throws IOException;

  /// How a job ended.
  ///
  /// @param reason stable word for a failure, or null: it is done
  /// @param error why, for people, or null
  record Ending(@Nullable String reason, @Nullable String error) {
    public static final Ending DONE = new Ending(null, null);
  }

  /// A job that cannot be made. The message is for people.
  final class Hopeless extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason stable word
    public Hopeless(String reason, String message) {
      super(message);
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }
  }
}
