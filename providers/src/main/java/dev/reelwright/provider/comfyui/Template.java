package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.provider.Craft;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A workflow in API format with marks where something is to be filled in: `{{ POSITIVE_PROMPT }}`,
/// by itself or within a longer text. The tree is filled, not the text, so nothing that is filled
/// in can break it or be taken for a mark. Immutable.
///
/// @param name the model it is called by
/// @param graph nodes by id; not to be changed
/// @param craft what it makes
/// @param traits what it is good for, as far as it says
/// @param defaults what goes into slots that a request says nothing about
record Template(
    String name, ObjectNode graph, Craft craft, Traits traits, Map<String, Object> defaults) {
  /// Something about a template or what was asked of it is wrong. The message is for people.
  static final class Unfilled extends Exception {
    private static final long serialVersionUID = 1L;

    Unfilled(String message) {
      super(message);
    }
  }

  /// What sizes and lengths a workflow makes.
  ///
  /// @param pixels of one picture, about; what is asked for is scaled to it
  /// @param multiple width and height must be divisible by it
  /// @param fps frames a second
  /// @param frameStep numbers of frames are a multiple of it and one more
  /// @param mostFrames the longest clip
  record Traits(int pixels, int multiple, int fps, int frameStep, int mostFrames) {
    static final Traits USUAL = new Traits(1024 * 1024, 16, 16, 4, 161);
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MARK = Pattern.compile("\\{\\{\\s*([A-Z][A-Z0-9_]*)\\s*}}");
  private static final Set<String> FILMING =
      Set.of("SaveVideo", "SaveWEBM", "SaveAnimatedWEBP", "SaveAnimatedPNG", "VHS_VideoCombine");
  private static final String PREFIX = "filename_prefix";

  Template {
    defaults = Map.copyOf(defaults);
  }

  /// Reads the graph itself, or the graph under `prompt` with what it says of itself under
  /// `reelwright`.
  ///
  /// @throws Unfilled when it is no workflow in API format
  static Template read(String name, String json) throws Unfilled {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new Unfilled("the workflow %s is no JSON: %s".formatted(name, e.getOriginalMessage()));
    }
    var graph = root.path("prompt").isObject() ? root.path("prompt") : root;
    if (!(graph instanceof ObjectNode nodes) || nodes.isEmpty() || root.has("nodes")) {
      throw new Unfilled(notInApiFormat(name));
    }
    for (var node : nodes) {
      if (!node.path("class_type").isTextual() || !node.path("inputs").isObject()) {
        throw new Unfilled(notInApiFormat(name));
      }
    }
    var told = root.path("reelwright");
    return new Template(name, nodes, craft(nodes, told), traits(told), defaults(told));
  }

  private static String notInApiFormat(String name) {
    return ("the workflow %s is not in API format, where every node has a class_type and inputs;"
            + " in ComfyUI choose Workflow, Export (API)")
        .formatted(name);
  }

  private static Craft craft(ObjectNode nodes, JsonNode told) {
    var said = told.path("makes").asText();
    if (!said.isEmpty()) {
      return said.equals("video") ? Craft.VIDEO : Craft.IMAGE;
    }
    for (var node : nodes) {
      if (FILMING.contains(node.path("class_type").asText())) {
        return Craft.VIDEO;
      }
    }
    return marks(nodes).contains(Slot.VIDEO_PROMPT) ? Craft.VIDEO : Craft.IMAGE;
  }

  private static Traits traits(JsonNode told) {
    var usual = Traits.USUAL;
    return new Traits(
        told.path("pixels").asInt(usual.pixels()),
        Math.max(1, told.path("multiple").asInt(usual.multiple())),
        Math.max(1, told.path("fps").asInt(usual.fps())),
        Math.max(1, told.path("frameStep").asInt(usual.frameStep())),
        Math.max(1, told.path("mostFrames").asInt(usual.mostFrames())));
  }

  private static Map<String, Object> defaults(JsonNode told) {
    var defaults = new HashMap<String, Object>();
    told.path("slots")
        .properties()
        .forEach(
            slot -> {
              var value = slot.getValue();
              if (value.isNumber()) {
                defaults.put(slot.getKey(), value.numberValue());
              } else if (value.isValueNode() && !value.isNull()) {
                defaults.put(slot.getKey(), value.asText());
              }
            });
    return defaults;
  }

  /// The names of its slots.
  Set<String> slots() {
    return marks(graph);
  }

  /// What a request holds and no slot takes. What somebody wrote must not be dropped in silence.
  ///
  /// @param isPicture whether the request brings a picture to begin with
  Optional<String> drops(boolean isPicture) {
    var slots = slots();
    var words =
        craft == Craft.VIDEO
            ? List.of(Slot.VIDEO_PROMPT, Slot.POSITIVE_PROMPT, Slot.SCENE_PROMPT)
            : List.of(Slot.POSITIVE_PROMPT, Slot.SCENE_PROMPT);
    boolean hasPicture = slots.contains(Slot.INPUT_IMAGE);
    if (Collections.disjoint(slots, words) && !hasPicture) {
      return Optional.of(
          "the workflow %s has no place for the prompt; put {{ %s }} where it belongs"
              .formatted(name, words.getFirst()));
    }
    return craft == Craft.VIDEO && isPicture && !hasPicture
        ? Optional.of(
            "the workflow %s has no place for the picture that the clip begins with; put {{ %s }} into a LoadImage node"
                .formatted(name, Slot.INPUT_IMAGE))
        : Optional.empty();
  }

  /// Slots that it fills itself and that no request does by itself: files of models, mostly.
  Set<String> models() {
    var models = new TreeSet<>(defaults.keySet());
    models.remove(Slot.NEGATIVE_PROMPT);
    return models;
  }

  /// What a text is once the template's own values are in; the text itself where it has other
  /// marks.
  String known(String text) {
    var mark = MARK.matcher(text);
    return mark.matches() && defaults.get(mark.group(1)) instanceof String own ? own : text;
  }

  private static Set<String> marks(JsonNode node) {
    var found = new TreeSet<String>();
    collect(node, found);
    return found;
  }

  private static void collect(JsonNode node, Set<String> into) {
    if (node.isTextual()) {
      MARK.matcher(node.textValue()).results().forEach(mark -> into.add(mark.group(1)));
    }
    for (var child : node) {
      collect(child, into);
    }
  }

  /// The graph with every slot filled. Files are saved under a name of this work's own: a server
  /// that has made the same before would otherwise name a file that may be gone.
  ///
  /// @param work a UUID
  /// @param values texts and numbers by slot, and under `LORA` a list of `Lora`
  /// @param pictures names of pictures on the server, by slot
  /// @throws Unfilled when a slot has nothing to go into it
  ObjectNode filled(String work, Map<String, Object> values, Map<String, String> pictures)
      throws Unfilled {
    var all = new HashMap<>(defaults);
    all.putAll(values);
    all.putAll(pictures);
    var chained = LoraChain.of(values).in(graph.deepCopy());
    var filled = (ObjectNode) fill(chained, all);
    for (var node : filled) {
      if (node.path("inputs") instanceof ObjectNode inputs && inputs.path(PREFIX).isTextual()) {
        inputs.put(PREFIX, inputs.path(PREFIX).asText() + "_" + work.substring(24));
      }
    }
    return filled;
  }

  private JsonNode fill(JsonNode node, Map<String, Object> values) throws Unfilled {
    if (node.isTextual()) {
      return fill(node.textValue(), values);
    }
    if (node.isArray()) {
      var filled = JSON.createArrayNode();
      for (var child : node) {
        filled.add(fill(child, values));
      }
      return filled;
    }
    if (node.isObject()) {
      var filled = JSON.createObjectNode();
      for (var member : node.properties()) {
        filled.set(member.getKey(), fill(member.getValue(), values));
      }
      return filled;
    }
    return node;
  }

  private JsonNode fill(String text, Map<String, Object> values) throws Unfilled {
    var nodes = JsonNodeFactory.instance;
    var marks = MARK.matcher(text);
    if (marks.matches()) {
      var value = value(marks.group(1), values);
      return switch (value) {
        case Integer number -> nodes.numberNode(number);
        case Long number -> nodes.numberNode(number);
        case Double number -> nodes.numberNode(number);
        default -> nodes.textNode(String.valueOf(value));
      };
    }
    var filled = new StringBuilder();
    marks.reset();
    while (marks.find()) {
      marks.appendReplacement(
          filled, Matcher.quoteReplacement(String.valueOf(value(marks.group(1), values))));
    }
    return nodes.textNode(marks.appendTail(filled).toString());
  }

  private Object value(String slot, Map<String, Object> values) throws Unfilled {
    var value = values.get(slot);
    if (value == null) {
      throw new Unfilled(
          switch (slot) {
            case Slot.INPUT_IMAGE ->
                "the workflow %s begins with a picture, and there is none here".formatted(name);
            case Slot.LAST_IMAGE ->
                "the workflow %s ends on a picture, and there is none here".formatted(name);
            default ->
                "nothing fills {{ %s }} in the workflow %s; give it a value under reelwright.slots there"
                    .formatted(slot, name);
          });
    }
    return value;
  }

  /// What a node is called by people: its title if it has one, its class otherwise.
  static String titleOf(JsonNode graph, String node) {
    var title = graph.path(node).path("_meta").path("title").asText("");
    var kind = graph.path(node).path("class_type").asText("");
    return title.isEmpty() || title.equals(kind) ? kind : title + ", " + kind;
  }
}
