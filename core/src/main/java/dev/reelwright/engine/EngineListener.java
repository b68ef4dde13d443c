package dev.reelwright.engine;

import dev.reelwright.event.NewEvent;

/// Hears what this process's engine does, on the working threads; must be quick and thread-safe.
/// What it throws is logged. The history of events is the durable form.
public interface EngineListener {
  /// A step began (fraction 0), is on its way, or is done (fraction 1).
  default void stepProgressed(StepProgress progress) {}

  /// A run moved to another state, by this process.
  default void runChanged(Run run) {}

  /// Something was added to the history by this process's engine, and is committed.
  default void happened(NewEvent event) {}
}
