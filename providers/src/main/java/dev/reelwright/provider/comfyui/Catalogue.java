package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What a server can run, class by class, as it says under `/object_info`. Thread-safe.
final class Catalogue {
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);

  /// Somebody may be installing what is missing.
  private static final Duration BAD_FOR = Duration.ofSeconds(15);

  private static final String EVERYWHERE = "SaveImage";

  private static final Set<String> GROWING =
      Set.of("COMFY_DYNAMICCOMBO_V3", "COMFY_AUTOGROW_V3", "COMFY_DYNAMICSLOT_V3");

  private record Checked(Template workflow, List<String> lacking, Instant at) {}

  private final Map<String, Checked> checked = new ConcurrentHashMap<>();
  private final Wire wire;
  private final InstantSource clock;

  Catalogue(Wire wire, InstantSource clock) {
    this.wire = wire;
    this.clock = clock;
  }

  /// Nodes that are not there, inputs that they must have, files of models that are not installed.
  ///
  /// @throws IOException when the server could not be asked
  List<String> lacks(Template workflow) throws IOException, InterruptedException {
    var known = checked.get(workflow.name());
    if (known != null
        && known.workflow().equals(workflow)
        && clock
            .instant()
            .isBefore(known.at().plus(known.lacking().isEmpty() ? GOOD_FOR : BAD_FOR))) {
      return known.lacking();
    }
    var lacking = check(workflow);
    checked.put(workflow.name(), new Checked(workflow, lacking, clock.instant()));
    return lacking;
  }

  private List<String> check(Template workflow) throws IOException, InterruptedException {
    var classes = new TreeSet<String>();
    workflow.graph().forEach(node -> classes.add(node.path("class_type").asText()));
    var schemas = new java.util.HashMap<String, JsonNode>();
    for (var each : classes) {
      var schema = schema(each);
      if (schema.isPresent()) {
        schemas.put(each, schema.get());
      }
    }
    // Not even a node that every ComfyUI has: whoever answers knows no catalogue.
    if (schemas.isEmpty() && schema(EVERYWHERE).isEmpty()) {
      return List.of();
    }
    var lacking = new ArrayList<String>();
    for (var each : classes) {
      if (!schemas.containsKey(each)) {
        lacking.add("the node %s is not installed".formatted(each));
      }
    }
    for (var node : workflow.graph().properties()) {
      var schema = schemas.get(node.getValue().path("class_type").asText());
      if (schema != null) {
        compare(workflow, node.getKey(), schema, lacking);
      }
    }
    return List.copyOf(lacking);
  }

  private Optional<JsonNode> schema(String name) throws IOException, InterruptedException {
    var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    var answer = wire.get(Endpoint.OBJECT_INFO, "/object_info/" + encoded);
    return answer.isWell() && answer.body().path(name).isObject()
        ? Optional.of(answer.body().path(name))
        : Optional.empty();
  }

  private static void compare(
      Template workflow, String node, JsonNode schema, List<String> lacking) {
    var inputs = workflow.graph().path(node).path("inputs");
    var where = "node %s (%s)".formatted(node, Template.titleOf(workflow.graph(), node));
    for (var required : schema.path("input").path("required").properties()) {
      var name = required.getKey();
      if (!inputs.has(name) && !GROWING.contains(required.getValue().path(0).asText())) {
        lacking.add("%s has no input %s".formatted(where, name));
      }
    }
    for (var group : schema.path("input")) {
      for (var declared : group.properties()) {
        var input = inputs.path(declared.getKey());
        var value = workflow.known(input.asText());
        var allowed = allowed(declared.getValue());
        if (input.isTextual()
            && allowed.isPresent()
            && !allowed.get().contains(value)
            && !value.contains("{{")) {
          lacking.add("%s: %s is not installed as %s".formatted(where, value, declared.getKey()));
        }
      }
    }
  }

  /// The words of a list in its old form or its new one; empty when the input is no list, or one
  /// that is filled from elsewhere.
  private static Optional<Set<String>> allowed(JsonNode declared) {
    var type = declared.path(0);
    var options = type.isArray() ? type : declared.path(1).path("options");
    boolean isList = type.isArray() || (type.asText().equals("COMBO") && options.isArray());
    if (!isList) {
      return Optional.empty();
    }
    var words = new HashSet<String>();
    options.forEach(option -> words.add(option.asText()));
    return Optional.of(words);
  }
}
