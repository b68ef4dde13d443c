package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.http.FieldFault;
import dev.reelwright.http.Problem;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members of a body as the older service read them: numbers may be written as text and truth
/// values as words, what cannot be read is a finding, and all findings are told at once. Used by
/// one thread.
final class BodyFields {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final Set<String> YES = Set.of("1", "true", "t", "yes", "y", "on");
  private static final Set<String> NO = Set.of("0", "false", "f", "no", "n", "off");
  private static final int LONGEST_INPUT = 200;

  // More digits than any number that counts seconds or scenes.
  private static final int MOST_DIGITS = 400;

  private final ObjectNode object;
  private final List<Object> place;
  private final List<FieldFault> faults;

  private BodyFields(ObjectNode object, List<Object> place, List<FieldFault> faults) {
    this.object = object;
    this.place = List.copyOf(place);
    this.faults = faults;
  }

  /// @throws Problem 422 when the body is no JSON object
  static BodyFields of(RoutingContext context) {
    var bytes = bytes(context);
    if (bytes.length == 0) {
      throw unreadable("missing", "Field required", null);
    }
    return of(context, bytes);
  }

  /// The same where a request without a body is as good as one with an empty object.
  static BodyFields ofOptional(RoutingContext context) {
    var bytes = bytes(context);
    return bytes.length == 0
        ? new BodyFields(JSON.createObjectNode(), List.of("body"), new ArrayList<>())
        : of(context, bytes);
  }

  private static byte[] bytes(RoutingContext context) {
    var buffer = context.body() == null ? null : context.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  private static BodyFields of(RoutingContext context, byte[] bytes) {
    if (!isJson(context.request().getHeader("Content-Type"))) {
      throw noObject(null);
    }
    JsonNode json;
    try {
      json = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      var offset = where == null ? 0L : Math.max(0, where.getByteOffset());
      throw Problem.malformed(
          new FieldFault(List.of("body", offset), "json_invalid", "JSON decode error", null));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
    if (json.isNull() || json.isMissingNode()) {
      throw unreadable("missing", "Field required", null);
    }
    if (!(json instanceof ObjectNode object)) {
      throw noObject(json);
    }
    return new BodyFields(object, List.of("body"), new ArrayList<>());
  }

  /// @throws Problem 422 with everything that could not be read
  void done() {
    if (!faults.isEmpty()) {
      throw Problem.of(422, Problem.INVALID, "The body cannot be read.").because(faults);
    }
  }

  boolean isAbsent(String name) {
    return !object.has(name);
  }

  /// Empty when it is missing, which is a finding.
  String requiredText(String name) {
    if (isAbsent(name)) {
      fault(name, "missing", "Field required", null);
      return "";
    }
    return Objects.requireNonNullElse(text(name), "");
  }

  @Nullable String text(String name) {
    var value = object.get(name);
    if (value == null) {
      return null;
    }
    if (value.isTextual()) {
      return plain(value.textValue());
    }
    fault(name, "string_type", "Input should be a valid string", value);
    return null;
  }

  @Nullable Integer integer(String name) {
    var value = object.get(name);
    return value == null ? null : integer(name, value);
  }

  /// A number with at most three decimals; further ones are cut.
  @Nullable BigDecimal number(String name) {
    var value = object.get(name);
    if (value == null) {
      return null;
    }
    var digits = value.isTextual() ? value.textValue().strip() : value.asText();
    if (!(value.isTextual() || value.isNumber())
        || digits.length() > MOST_DIGITS
        || !digits.matches("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d{1,2})?")) {
      fault(
          name,
          "float_parsing",
          "Input should be a valid number, unable to parse string as a number",
          value);
      return null;
    }
    return new BigDecimal(digits).setScale(3, RoundingMode.DOWN);
  }

  @Nullable Boolean truth(String name) {
    var value = object.get(name);
    if (value == null) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber() || value.isTextual()) {
      var word = word(value);
      if (YES.contains(word)) {
        return true;
      }
      if (NO.contains(word)) {
        return false;
      }
      fault(
          name,
          "bool_parsing",
          "Input should be a valid boolean, unable to interpret input",
          value);
      return null;
    }
    fault(name, "bool_type", "Input should be a valid boolean", value);
    return null;
  }

  /// The same members where null says as much as nothing.
  BodyFields withoutNulls() {
    var rest = JSON.createObjectNode();
    object.properties().stream()
        .filter(member -> !member.getValue().isNull())
        .forEach(member -> rest.set(member.getKey(), member.getValue()));
    return new BodyFields(rest, place, faults);
  }

  /// An object inside; empty when it is absent or something else, which is a finding.
  BodyFields object(String name) {
    var value = object.get(name);
    if (value != null && !value.isObject()) {
      fault(name, "dict_type", "Input should be a valid dictionary", value);
    }
    var inner = new ArrayList<>(place);
    inner.add(name);
    return new BodyFields(
        value instanceof ObjectNode found ? found : JSON.createObjectNode(), inner, faults);
  }

  List<String> names() {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  /// The key of a member as a number; null when it is none, which is a finding.
  @Nullable Integer numberOfKey(String name) {
    try {
      return Integer.valueOf(name.strip());
    } catch (NumberFormatException _) {
      var loc = new ArrayList<>(place);
      loc.add(name);
      loc.add("[key]");
      faults.add(
          new FieldFault(
              loc,
              "int_parsing",
              "Input should be a valid integer, unable to parse string as an integer",
              shortened(name)));
      return null;
    }
  }

  /// Numbers in a list; empty when it is absent.
  List<Integer> integers(String name) {
    var value = object.get(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      fault(name, "list_type", "Input should be a valid list", value);
      return List.of();
    }
    var numbers = new ArrayList<Integer>();
    var inner = new ArrayList<>(place);
    inner.add(name);
    for (int index = 0; index < value.size(); index++) {
      var number =
          new BodyFields(JSON.createObjectNode(), inner, faults).integer(index, value.get(index));
      if (number != null) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private @Nullable Integer integer(Object name, JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? 1 : 0;
    }
    if (!value.isNumber() && !value.isTextual()) {
      fault(name, "int_type", "Input should be a valid integer", value);
      return null;
    }
    var digits = value.isTextual() ? value.textValue().strip() : value.asText();
    if (value.isTextual() && !digits.matches("[+-]?\\d+(\\.0+)?")) {
      fault(
          name,
          "int_parsing",
          "Input should be a valid integer, unable to parse string as an integer",
          value);
      return null;
    }
    if (digits.length() > MOST_DIGITS) {
      return tooLong(name, value);
    }
    var number = new BigDecimal(digits);
    if (number.stripTrailingZeros().scale() > 0) {
      fault(
          name,
          "int_from_float",
          "Input should be a valid integer, got a number with a fractional part",
          value);
      return null;
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException _) {
      return tooLong(name, value);
    }
  }

  private @Nullable Integer tooLong(Object name, JsonNode value) {
    fault(
        name,
        "int_parsing_size",
        "Unable to parse input string as an integer, exceeded maximum size",
        value);
    return null;
  }

  private void fault(Object name, String type, String message, @Nullable JsonNode input) {
    var loc = new ArrayList<>(place);
    loc.add(name);
    faults.add(new FieldFault(loc, type, message, input == null ? null : shortened(input)));
  }

  private static String word(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue().toLowerCase(Locale.ROOT);
    }
    var number = value.decimalValue();
    return number.compareTo(BigDecimal.ONE) == 0 ? "1" : number.signum() == 0 ? "0" : "";
  }

  private static Problem noObject(@Nullable JsonNode input) {
    return unreadable(
        "model_attributes_type",
        "Input should be a valid dictionary or object to extract fields from",
        input);
  }

  private static Problem unreadable(String type, String message, @Nullable JsonNode input) {
    var fault =
        new FieldFault(List.of("body"), type, message, input == null ? null : shortened(input));
    return Problem.of(422, Problem.INVALID, message).because(List.of(fault));
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    var word = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return word.equals("application/json") || word.endsWith("+json");
  }

  private static Object shortened(JsonNode value) {
    return value.isTextual()
        ? shortened(value.textValue())
        : value.isContainerNode() || value.isNumber()
            ? shortened(value.toString())
            : value.asText();
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_INPUT ? text.substring(0, LONGEST_INPUT) + "…" : text;
  }

  /// No text of a film holds it, and PostgreSQL takes no text that does.
  private static String plain(String text) {
    return text.replace("\0", "");
  }
}
