package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The LoRAs of one order, put in a row where a template has one loader whose `lora_name` is `{{
/// LORA }}`. Without any, the loader goes and its neighbours are joined.
record LoraChain(List<Lora> loras) {
  /// @param file as the server calls it
  /// @param strength usually 0..2; ComfyUI takes any
  record Lora(String file, double strength) {}

  private static final String FILE = "lora_name";
  private static final List<String> STRENGTHS = List.of("strength_model", "strength_clip");

  /// What the loader takes in, by the number of the output that hands it on.
  private static final List<String> HANDED_ON = List.of("model", "clip");

  LoraChain {
    loras = List.copyOf(loras);
  }

  static LoraChain of(Map<String, Object> values) {
    var loras = new ArrayList<Lora>();
    if (values.get(Slot.LORA) instanceof List<?> wanted) {
      for (var each : wanted) {
        if (each instanceof Lora lora) {
          loras.add(lora);
        }
      }
    }
    return new LoraChain(loras);
  }

  /// Changes the graph and returns it.
  ObjectNode in(ObjectNode graph) {
    var ids = new ArrayList<String>();
    graph.fieldNames().forEachRemaining(ids::add);
    for (var id : ids) {
      var mark = graph.path(id).path("inputs").path(FILE).asText("");
      if (mark.matches("\\{\\{\\s*" + Slot.LORA + "\\s*}}")) {
        lay(graph, id);
      }
    }
    return graph;
  }

  private void lay(ObjectNode graph, String loader) {
    var pattern = graph.path(loader).deepCopy();
    var inputs = pattern.path("inputs");
    if (loras.isEmpty()) {
      graph.remove(loader);
      for (int output = 0; output < HANDED_ON.size(); output++) {
        redirect(graph, loader, output, inputs.path(HANDED_ON.get(output)));
      }
      return;
    }
    var last = loader;
    for (int place = 0; place < loras.size(); place++) {
      var id = place == 0 ? loader : loader + "_lora" + (place + 1);
      var node = (ObjectNode) pattern.deepCopy();
      var own = (ObjectNode) node.path("inputs");
      own.put(FILE, loras.get(place).file());
      for (var strength : STRENGTHS) {
        if (own.has(strength)) {
          own.put(strength, loras.get(place).strength());
        }
      }
      if (place > 0) {
        for (int output = 0; output < HANDED_ON.size(); output++) {
          if (own.has(HANDED_ON.get(output))) {
            own.putArray(HANDED_ON.get(output)).add(last).add(output);
          }
        }
      }
      last = id;
      graph.set(id, node);
    }
    if (!last.equals(loader)) {
      behind(graph, loader, last);
    }
  }

  /// Whatever comes after the first loader comes after the last one now.
  private void behind(ObjectNode graph, String first, String last) {
    var second = first + "_lora2";
    for (var node : graph.properties()) {
      if (node.getKey().equals(second)) {
        continue;
      }
      for (var input : node.getValue().path("inputs").properties()) {
        if (isLinkTo(input.getValue(), first)) {
          ((ArrayNode) input.getValue()).set(0, TextNode.valueOf(last));
        }
      }
    }
  }

  private static void redirect(ObjectNode graph, String from, int output, JsonNode to) {
    for (var node : graph) {
      if (node.path("inputs") instanceof ObjectNode inputs) {
        for (var input : List.copyOf(inputs.properties())) {
          var link = input.getValue();
          if (isLinkTo(link, from) && link.path(1).asInt() == output && to.isArray()) {
            inputs.set(input.getKey(), to.deepCopy());
          }
        }
      }
    }
  }

  private static boolean isLinkTo(JsonNode value, String node) {
    return value.isArray() && value.size() == 2 && value.path(0).asText().equals(node);
  }
}
