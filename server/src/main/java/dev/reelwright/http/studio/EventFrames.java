package dev.reelwright.http.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.event.Event;
import dev.reelwright.http.WireJson;
import dev.reelwright.project.ProjectId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest events, written as they are sent, once for all streams. Thread-safe; bounded.
final class EventFrames {
  private static final int KEPT = 2_000;

  private static final JsonMapper JSON = WireJson.mapper();

  /// An event as it is sent.
  record Frame(long seq, @Nullable String owner, @Nullable ProjectId project, String text) {}

  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private long floor;

  synchronized void restart(long position) {
    frames.clear();
    floor = position;
  }

  synchronized void add(List<Event> events) {
    for (var event : events) {
      frames.add(frame(event));
      if (frames.size() > KEPT) {
        floor = frames.remove().seq();
      }
    }
  }

  /// All events after this number are kept here.
  synchronized long floor() {
    return floor;
  }

  /// What follows a number; empty when that is too long ago to be kept here.
  synchronized Optional<List<Frame>> after(long seq) {
    if (seq < floor) {
      return Optional.empty();
    }
    var later = new ArrayList<Frame>();
    var newestFirst = frames.descendingIterator();
    while (newestFirst.hasNext()) {
      var frame = newestFirst.next();
      if (frame.seq() <= seq) {
        break;
      }
      later.add(frame);
    }
    return Optional.of(later.reversed());
  }

  static Frame frame(Event event) {
    var what = event.what();
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("seq", event.seq());
    data.put("at", what.at());
    data.put("kind", what.kind());
    data.put("project", what.projectId() == null ? null : what.projectId().value());
    data.put("run", what.runId());
    data.put("step", what.stepId());
    data.put("data", what.data());
    return new Frame(
        event.seq(),
        what.owner(),
        what.projectId(),
        "id: %d\nevent: %s\ndata: %s\n\n".formatted(event.seq(), what.kind(), json(data)));
  }

  /// JSON has no line breaks of its own, so one `data` line holds it.
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event must be plain JSON", e);
    }
  }
}
