package dev.reelwright.engine;

import dev.reelwright.event.EventStore;
import dev.reelwright.event.NewEvent;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what the engine does, in the transaction that does it. Once that is committed, one
/// line in the log says the same, and who listens hears of it.
final class History {
  private static final Logger LOG = LoggerFactory.getLogger(History.class);

  private final EventStore events;
  private final Audience audience;
  private final InstantSource clock;

  History(EventStore events, InstantSource clock) {
    this(events, new Audience(), clock);
  }

  History(EventStore events, Audience audience, InstantSource clock) {
    this.events = events;
    this.audience = audience;
    this.clock = clock;
  }

  void ofRun(
      Handle handle, Run run, @Nullable String owner, String kind, Map<String, Object> data) {
    append(
        handle,
        new NewEvent(clock.instant(), kind, owner, run.projectId(), run.id().value(), null, data));
  }

  void ofLane(Handle handle, String kind, Map<String, Object> data) {
    append(handle, new NewEvent(clock.instant(), kind, null, null, null, null, data));
  }

  /// @param data what there is to know beside role, kind of work and shot number
  void ofStep(Handle handle, Step step, String kind, Map<String, Object> data) {
    var all = new HashMap<>(data);
    all.put("role", step.slot().role().name());
    all.put("work", step.kind().name());
    if (step.shotNumber() > 0) {
      all.put("shot", step.shotNumber());
    }
    append(
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

  private void append(Handle handle, NewEvent event) {
    events.append(handle, event);
    events.afterCommit(
        handle,
        () -> {
          LOG.info("{}", line(event));
          audience.happened(event);
        });
  }

  /// Ids, words and numbers only: what events hold never comes from a prompt.
  private static String line(NewEvent event) {
    var line = new StringBuilder("event=").append(event.kind());
    if (event.projectId() != null) {
      line.append(" project=").append(event.projectId());
    }
    if (event.runId() != null) {
      line.append(" run=").append(event.runId());
    }
    if (event.stepId() != null) {
      line.append(" step=").append(event.stepId());
    }
    new TreeMap<>(event.data())
        .forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.toString();
  }
}
