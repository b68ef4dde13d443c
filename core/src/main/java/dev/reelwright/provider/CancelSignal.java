package dev.reelwright.provider;

/// Says whether work should end early. Thread-safe.
@FunctionalInterface
public interface CancelSignal {
  CancelSignal NEVER = () -> false;

  boolean isCancelled();

  /// @throws java.util.concurrent.CancellationException when the work should end
  default void check() {
    if (isCancelled()) {
      throw new java.util.concurrent.CancellationException("cancelled");
    }
  }
}
