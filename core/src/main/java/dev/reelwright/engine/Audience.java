package dev.reelwright.engine;

import dev.reelwright.event.NewEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everybody who listens to this process's engine.
final class Audience {
  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

  private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();

  void add(EngineListener listener) {
    listeners.add(listener);
  }

  void remove(EngineListener listener) {
    listeners.remove(listener);
  }

  void progressed(Step step, double fraction, String doing) {
    var progress =
        new StepProgress(
            step.slot().projectId(),
            step.runId(),
            step.id(),
            step.kind(),
            step.slot().role(),
            step.shotNumber(),
            fraction,
            doing);
    tell(listener -> listener.stepProgressed(progress));
  }

  void runChanged(Run run) {
    tell(listener -> listener.runChanged(run));
  }

  void happened(NewEvent event) {
    tell(listener -> listener.happened(event));
  }

  private void tell(Consumer<EngineListener> news) {
    for (var listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        // A display that breaks must not break the film.
        LOG.warn("a listener of the engine failed", e);
      }
    }
  }
}
