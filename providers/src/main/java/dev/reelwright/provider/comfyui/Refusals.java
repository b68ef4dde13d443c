package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Puts into words why ComfyUI does not take a workflow. `error.details` is often empty, so the
/// errors of the nodes are what counts.
final class Refusals {
  private static final int MOST = 5;

  private Refusals() {}

  static String of(JsonNode answer, ObjectNode graph) {
    var errors = ofNodes(answer.path("node_errors"), graph);
    if (!errors.isEmpty()) {
      return String.join("; ", errors);
    }
    var error = answer.path("error");
    var type = error.path("type").asText("");
    if (type.equals("missing_node_type")) {
      return "the server has no node %s; install what brings it, or use another workflow"
          .formatted(error.path("extra_info").path("class_type").asText("of that class"));
    }
    var said =
        error.isTextual()
            ? error.asText()
            : (error.path("message").asText("") + " " + error.path("details").asText("")).strip();
    return Words.fit(said.isEmpty() ? "the server refused the workflow" : said);
  }

  /// A 200 may hide that a part of the workflow was left out.
  static List<String> ofNodes(JsonNode nodeErrors, ObjectNode graph) {
    var told = new ArrayList<String>();
    for (var node : nodeErrors.properties()) {
      for (var error : node.getValue().path("errors")) {
        if (told.size() < MOST) {
          told.add(one(node.getKey(), node.getValue(), error, graph));
        }
      }
    }
    return told;
  }

  private static String one(String node, JsonNode about, JsonNode error, ObjectNode graph) {
    var title = Template.titleOf(graph, node);
    var where =
        "node %s (%s)".formatted(node, title.isEmpty() ? about.path("class_type").asText() : title);
    var input = error.path("extra_info").path("input_name").asText("");
    if (error.path("type").asText().equals("value_not_in_list")) {
      return "%s: %s is not installed or not known there as %s"
          .formatted(
              where, Words.fit(error.path("extra_info").path("received_value").asText("?")), input);
    }
    var said =
        Words.fit(
            (error.path("message").asText("") + " " + error.path("details").asText("")).strip());
    return where + ": " + said;
  }
}
