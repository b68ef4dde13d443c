package dev.reelwright.store;

/// Hears of the commits of a database, on the thread that commits. Whatever it throws goes to the
/// writer, as if the power had been cut there. Thread-safe.
public interface CommitWatch {
  CommitWatch NOBODY = new CommitWatch() {};

  /// Somebody is about to read or write.
  default void entered() {}

  /// All is written and nothing committed; what is thrown undoes it.
  default void committing() {}

  /// It is committed, and the writer does not know yet.
  default void committed() {}
}
