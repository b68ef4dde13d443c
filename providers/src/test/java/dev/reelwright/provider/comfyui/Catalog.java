package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the simulated ComfyUI has installed: the nodes that `comfyui.md` saw on version 0.33.0, and
/// any file of a model unless it was taken away. Thread-safe.
final class Catalog {
  private final JsonNode schemas;
  private final Set<String> missing = new HashSet<>();

  Catalog() throws IOException {
    try (InputStream in = Catalog.class.getResourceAsStream("object-info.json")) {
      schemas = Exchange.JSON.readTree(in);
    }
  }

  /// Takes a node's class or a model's file away.
  synchronized void lacks(String name) {
    missing.add(name);
  }

  synchronized ObjectNode of(String name) {
    var answer = Exchange.JSON.createObjectNode();
    if (schemas.has(name) && !missing.contains(name)) {
      var schema = (ObjectNode) schemas.path(name).deepCopy();
      for (var group : schema.path("input")) {
        for (var input : group) {
          without(input);
        }
      }
      answer.set(name, schema);
    }
    return answer;
  }

  private void without(JsonNode input) {
    var options = input.path(0).isArray() ? input.path(0) : input.path(1).path("options");
    var left = options.elements();
    while (left.hasNext()) {
      if (missing.contains(left.next().asText())) {
        left.remove();
      }
    }
  }

  /// Why a graph is not queued.
  synchronized Optional<JsonNode> refusal(ObjectNode graph) throws IOException {
    for (var node : graph.properties()) {
      var kind = node.getValue().path("class_type").asText();
      if (!schemas.has(kind) || missing.contains(kind)) {
        return Optional.of(
            Exchange.JSON.readTree(
                """
                {"error": {"type": "missing_node_type", "message": "Node '%1$s' not found.", "details": "",
                           "extra_info": {"node_id": "%2$s", "class_type": "%1$s", "node_title": "%1$s"}},
                 "node_errors": {}}
                """
                    .formatted(kind, node.getKey())));
      }
      for (var required : schemas.path(kind).path("input").path("required").properties()) {
        var given = node.getValue().path("inputs").path(required.getKey());
        if (given.isMissingNode() || missing.contains(given.asText())) {
          return Optional.of(
              Exchange.JSON.readTree(
                  """
                  {"error": {"type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation",
                             "details": "", "extra_info": {}},
                   "node_errors": {"%s": {"errors": [{"type": "%s", "message": "%s", "details": "%s",
                      "extra_info": {"input_name": "%s", "received_value": "%s"}}],
                      "dependent_outputs": [], "class_type": "%s"}}}
                  """
                      .formatted(
                          node.getKey(),
                          given.isMissingNode() ? "required_input_missing" : "value_not_in_list",
                          given.isMissingNode() ? "Required input is missing" : "Value not in list",
                          required.getKey(),
                          required.getKey(),
                          given.asText(),
                          kind)));
        }
      }
    }
    return Optional.empty();
  }
}
