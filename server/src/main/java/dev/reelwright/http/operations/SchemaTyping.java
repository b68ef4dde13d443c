package dev.reelwright.http.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.http.OneOf;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Completes the schemas of a document from the records they stand for: members that are always
/// there are `required`, members that may be null say so, and words are enumerated. Types for
/// clients can then be generated from it.
final class SchemaTyping {
  private static final String REFERENCE = "#/components/schemas/";

  private final ObjectNode document;
  private final ObjectNode schemas;

  SchemaTyping(ObjectNode document) {
    this.document = document;
    this.schemas = document.withObject("/components/schemas");
  }

  void complete(List<Class<?>> records) {
    var asked = new HashSet<String>();
    document.path("paths").findValues("requestBody").forEach(body -> gather(body, asked));
    for (var record : records) {
      var name = nameOf(record);
      if (schemas.get(name) instanceof ObjectNode schema) {
        complete(schema, record, asked.contains(name));
      }
    }
  }

  /// Leaves out the schemas that nothing in the document speaks of.
  void dropUnused() {
    var used = new HashSet<String>();
    gather(document.path("paths"), used);
    gather(document.path("components").path("responses"), used);
    schemas.properties().removeIf(schema -> !used.contains(schema.getKey()));
  }

  private static String nameOf(Class<?> record) {
    var annotation = record.getAnnotation(Schema.class);
    return annotation == null || annotation.name().isEmpty()
        ? record.getSimpleName()
        : annotation.name();
  }

  private static void complete(ObjectNode schema, Class<?> record, boolean isAsked) {
    var required = new TreeSet<String>();
    var properties = schema.withObject("/properties");
    for (var component : record.getRecordComponents()) {
      var name = component.getName();
      if (!(properties.get(name) instanceof ObjectNode property)) {
        continue;
      }
      var words = component.getAnnotation(OneOf.class);
      if (words != null) {
        enumerate(property, words);
      }
      boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      boolean mayBeAbsent = mayBeNull && (isAsked || isLeftOut(record, component));
      if (mayBeNull && (isAsked || !mayBeAbsent)) {
        properties.set(name, orNull(property));
      }
      if (!mayBeAbsent) {
        required.add(name);
      }
    }
    if (!required.isEmpty()) {
      var names = schema.putArray("required");
      required.forEach(names::add);
    }
  }

  private static boolean isLeftOut(Class<?> record, RecordComponent component) {
    return Stream.of(
            record.getAnnotation(JsonInclude.class),
            component.getAccessor().getAnnotation(JsonInclude.class))
        .anyMatch(rule -> rule != null && rule.value() == JsonInclude.Include.NON_NULL);
  }

  private static void enumerate(ObjectNode property, OneOf words) {
    var all = property.putArray("enum");
    for (var type : words.value()) {
      for (var constant : type.getEnumConstants()) {
        all.add(constant.name().toLowerCase(Locale.ROOT));
      }
    }
    Arrays.stream(words.words()).forEach(all::add);
  }

  private static ObjectNode orNull(ObjectNode property) {
    if (property.path("type").isTextual()) {
      var type = property.path("type").asText();
      property.putArray("type").add(type).add("null");
      if (property.get("enum") instanceof com.fasterxml.jackson.databind.node.ArrayNode words) {
        words.addNull();
      }
      return property;
    }
    var either = JsonNodeFactory.instance.objectNode();
    either.putArray("anyOf").add(property).add(either.objectNode().put("type", "null"));
    return either;
  }

  /// The schemas that a part of the document speaks of, directly or through others.
  private void gather(JsonNode part, Set<String> into) {
    for (var reference : part.findValuesAsText("$ref")) {
      if (reference.startsWith(REFERENCE)) {
        var name = reference.substring(REFERENCE.length());
        if (into.add(name)) {
          gather(schemas.path(name), into);
        }
      }
    }
  }
}
