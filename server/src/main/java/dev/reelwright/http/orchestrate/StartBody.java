package dev.reelwright.http.orchestrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.http.FieldFault;
import dev.reelwright.http.Problem;
import dev.reelwright.http.WireJson;
import dev.reelwright.http.orchestrate.StartRequest.Prompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the body of a start: nothing is converted, all that is wrong is told at once, members
/// nobody knows are passed over.
final class StartBody {
  private static final JsonMapper JSON = WireJson.mapper();
  private static final Set<String> YES = Set.of("1", "true", "t", "yes", "y", "on");
  private static final Set<String> NO = Set.of("0", "false", "f", "no", "n", "off");
  private static final int LONGEST_INPUT = 200;

  private final List<FieldFault> faults = new ArrayList<>();

  private StartBody() {}

  /// @throws Problem 422 with everything that is wrong
  static StartRequest read(byte[] body) {
    return new StartBody().request(body);
  }

  private StartRequest request(byte[] body) {
    JsonNode json;
    try {
      json = body.length == 0 ? null : JSON.readTree(body);
    } catch (IOException e) {
      throw refused(new FieldFault(List.of("body", 0), "json_invalid", "JSON decode error", null));
    }
    if (json == null || json.isNull() || json.isMissingNode()) {
      throw refused(new FieldFault(List.of("body"), "missing", "Field required", null));
    }
    if (!(json instanceof ObjectNode object)) {
      throw refused(
          new FieldFault(
              List.of("body"),
              "model_attributes_type",
              "Input should be a valid dictionary or object to extract fields from",
              shortened(json)));
    }
    var script = required(object, "script");
    var caption = required(object, "caption");
    var runId = required(object, "run_id");
    var prompts = prompts(object);
    var language = optional(object, "language", List.of("body", "language"));
    var isDrawn = truth(object);
    var style = optional(object, "image_style", List.of("body", "image_style"));
    if (!faults.isEmpty()) {
      throw refused(faults.toArray(FieldFault[]::new));
    }
    return new StartRequest(script, caption, runId, prompts, language, isDrawn, style);
  }

  private String required(ObjectNode object, String name) {
    List<Object> place = List.of("body", name);
    if (!object.has(name)) {
      fault(place, "missing", "Field required", null);
      return "";
    }
    var text = text(object.get(name), place, false);
    return Objects.requireNonNullElse(text, "");
  }

  private @Nullable String optional(JsonNode object, String name, List<Object> place) {
    var value = object.get(name);
    return value == null || value.isNull() ? null : text(value, place, true);
  }

  private @Nullable String text(JsonNode value, List<Object> place, boolean mayBeNull) {
    if (!value.isTextual()) {
      if (!(mayBeNull && value.isNull())) {
        fault(place, "string_type", "Input should be a valid string", value);
      }
      return null;
    }
    var text = value.textValue();
    if (text.length() > OrchestrateSettings.LONGEST_TEXT) {
      fault(
          place,
          "string_too_long",
          "String should have at most %d characters".formatted(OrchestrateSettings.LONGEST_TEXT),
          value);
    }
    return text;
  }

  private List<Prompt> prompts(ObjectNode object) {
    List<Object> place = List.of("body", "prompts");
    var value = object.get("prompts");
    if (value == null) {
      fault(place, "missing", "Field required", null);
      return List.of();
    }
    if (!value.isArray()) {
      fault(place, "list_type", "Input should be a valid list", value);
      return List.of();
    }
    if (value.size() > OrchestrateSettings.MOST_PROMPTS) {
      fault(
          place,
          "too_long",
          "List should have at most %d items after validation, not %d"
              .formatted(OrchestrateSettings.MOST_PROMPTS, value.size()),
          null);
      return List.of();
    }
    var prompts = new ArrayList<Prompt>();
    for (var item : value) {
      int index = prompts.size();
      if (!item.isObject()) {
        fault(
            List.of("body", "prompts", index),
            "model_attributes_type",
            "Input should be a valid dictionary or object to extract fields from",
            item);
      }
      prompts.add(
          new Prompt(
              optional(item, "image_prompt", List.of("body", "prompts", index, "image_prompt")),
              optional(item, "video_prompt", List.of("body", "prompts", index, "video_prompt"))));
    }
    return prompts;
  }

  private @Nullable Boolean truth(ObjectNode object) {
    var value = object.get("enable_image_gen");
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    var word = value.isTextual() ? value.textValue().toLowerCase(Locale.ROOT) : value.asText();
    if (YES.contains(word)) {
      return true;
    }
    if (!NO.contains(word)) {
      fault(
          List.of("body", "enable_image_gen"),
          "bool_parsing",
          "Input should be a valid boolean, unable to interpret input",
          value);
    }
    return false;
  }

  private void fault(List<Object> place, String type, String message, @Nullable JsonNode input) {
    faults.add(new FieldFault(place, type, message, input == null ? null : shortened(input)));
  }

  private static Problem refused(FieldFault... faults) {
    return Problem.of(422, Problem.INVALID, "The body cannot be read.").because(List.of(faults));
  }

  private static Object shortened(JsonNode value) {
    var text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() > LONGEST_INPUT ? text.substring(0, LONGEST_INPUT) + "…" : text;
  }
}
