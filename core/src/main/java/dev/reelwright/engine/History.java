package dev.reelwright.engine;

import dev.reelwright.event.EventStore;
import dev.reelwright.event.NewEvent;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes down what the engine does, in the transaction that does it.
final class History {
  private final EventStore events;
  private final InstantSource clock;

  History(EventStore events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  void ofRun(
      Handle handle, Run run, @Nullable String owner, String kind, Map<String, Object> data) {
    events.append(
        handle,
        new NewEvent(clock.instant(), kind, owner, run.projectId(), run.id().value(), null, data));
  }

  void ofLane(Handle handle, String kind, Map<String, Object> data) {
    events.append(handle, new NewEvent(clock.instant(), kind, null, null, null, null, data));
  }

  /// @param data what there is to know beside role, kind of work and shot number
  void ofStep(Handle handle, Step step, String kind, Map<String, Object> data) {
    var all = new HashMap<>(data);
    all.put("role", step.slot().role().name());
    all.put("work", step.kind().name());
    if (step.shotNumber() > 0) {
      all.put("shot", step.shotNumber());
    }
    events.append(
        handle,
        new NewEvent(
            clock.instant(),
            kind,
            step.owner(),
            step.slot().projectId(),
            step.runId().value(),
            step.id().value(),
            all));
  }
}
