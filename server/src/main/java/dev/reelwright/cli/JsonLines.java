package dev.reelwright.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes one JSON object per line. Each has a member `event` that names it; absent members are
/// left out.
final class JsonLines {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintStream out;

  JsonLines(PrintStream out) {
    this.out = out;
  }

  /// @param members name and value in turn
  void write(String event, Object... members) {
    var object = new LinkedHashMap<String, Object>();
    object.put("event", event);
    for (int i = 0; i < members.length; i += 2) {
      object.put(String.valueOf(members[i]), members[i + 1]);
    }
    write(object);
  }

  void write(Map<String, ? extends @Nullable Object> object) {
    try {
      out.println(mapper.writeValueAsString(object));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing an event as JSON: " + object.get("event"), e);
    }
  }
}
