package dev.reelwright.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A recorded exchange of one surface, in a JSON file beside the test. Reading is strict: a member
/// that a wire record does not know fails the test instead of getting lost.
public final class Recorded {
  private static final JsonMapper JSON = WireJson.mapper();
  private static final JsonMapper STRICT =
      JSON.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final JsonNode root;

  private Recorded(JsonNode root) {
    this.root = root;
  }

  public static Recorded of(Class<?> test) {
    try (var file = test.getResourceAsStream("recorded.json")) {
      return new Recorded(JSON.readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the recording of " + test, e);
    }
  }

  public JsonNode json(String name) {
    var found = root.get(name);
    if (found == null) {
      throw new IllegalArgumentException("nothing recorded as " + name);
    }
    return found;
  }

  public <T> T read(String name, Class<T> type) {
    return read(json(name), type);
  }

  public static <T> T read(JsonNode json, Class<T> type) {
    try {
      return STRICT.treeToValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a client would read: written as text and parsed again.
  public static JsonNode written(Object wire) {
    return through(wire, JsonNode.class);
  }

  /// A value as it comes back from a JSON column.
  @SuppressWarnings("unchecked")
  public static <T> T stored(T value) {
    return (T) through(value, value.getClass());
  }

  static <T> T through(Object value, Class<T> type) {
    try {
      return STRICT.readValue(JSON.writeValueAsString(value), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
