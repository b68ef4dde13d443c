package dev.reelwright.line;

/// Hears what happens in a line, on the threads that work on it; must be quick and thread-safe.
public interface LineListener {
  /// A job was put in line, for the first time or again.
  default void queued() {}

  /// This process looks after a job that was taken.
  default void begun(LineJob job) {}

  /// A job is over.
  ///
  /// @param wasBegun whether it was ever taken
  default void ended(LineJob job, LineWork.Ending ending, boolean wasBegun) {}

  /// How many jobs are at work now.
  default void active(int jobs) {}
}
