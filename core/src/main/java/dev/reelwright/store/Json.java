package dev.reelwright.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;

/// Turns records into the JSON of text columns and back. Strict: a member that is unknown, twice
/// there, or missing where a primitive needs it is an error, but for members that are `Newer` than
/// the text. Times and durations are ISO 8601 text, a record of a single `value` is that value, and
/// a member of a sealed interface says which one it is in `type`. Thread-safe.
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .annotationIntrospector(new RecordShapes())
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /// @throws IllegalArgumentException when the value has no JSON form
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "no JSON for a " + value.getClass().getName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /// @throws IllegalArgumentException when the text is no JSON of this type; it is not quoted,
  ///   since it may hold what users wrote
  public static <T> T read(String json, Class<T> type) {
    try {
      return require(MAPPER.readValue(json, type), type.getName());
    } catch (JsonProcessingException e) {
      throw unreadable(type.getName(), e);
    }
  }

  /// A JSON object with values of any kind: text, numbers, truth values, lists, maps.
  public static Map<String, Object> readMap(String json) {
    try {
      return require(MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {}), "map");
    } catch (JsonProcessingException e) {
      throw unreadable("map", e);
    }
  }

  public static <T> List<T> readList(String json, Class<T> elements) {
    var type = MAPPER.getTypeFactory().constructCollectionType(List.class, elements);
    try {
      List<T> list = MAPPER.readValue(json, type);
      return require(list, "list of " + elements.getName());
    } catch (JsonProcessingException e) {
      throw unreadable("list of " + elements.getName(), e);
    }
  }

  private static <T> T require(T value, String type) {
    if (value == null) {
      throw new IllegalArgumentException("null is no JSON of a " + type);
    }
    return value;
  }

  private static IllegalArgumentException unreadable(String type, JsonProcessingException cause) {
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return new IllegalArgumentException(
          "the JSON of a %s has a member \"%s\" that this version does not know; a newer version wrote it, use that one"
              .formatted(type, unknown.getPropertyName()),
          cause);
    }
    return new IllegalArgumentException(
        "not the JSON of a " + type + ": " + cause.getOriginalMessage(), cause);
  }
}
