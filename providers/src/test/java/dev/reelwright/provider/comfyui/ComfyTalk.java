package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// What is said to the simulated ComfyUI and what it answers, after `comfyui.md`.
final class ComfyTalk {
  private static final Pattern CANCEL = Pattern.compile("/api/jobs/([^/]+)/cancel");
  private static final Pattern UPLOADED = Pattern.compile("name=\"image\"; filename=\"([^\"]*)\"");
  private final SimulatedComfy comfy;

  ComfyTalk(SimulatedComfy comfy) {
    this.comfy = comfy;
  }

  void answer(Exchange talk, Socket connection) throws IOException {
    if (talk.headers.containsKey("origin") && comfy.strikes(Fault.ORIGIN_REFUSED)) {
      talk.empty(403);
      return;
    }
    var cancel = CANCEL.matcher(talk.path);
    if (cancel.matches()) {
      cancel(talk, cancel.group(1));
    } else if (talk.path.startsWith("/history/")) {
      history(talk, talk.path.substring("/history/".length()));
    } else if (talk.path.startsWith("/object_info/")) {
      talk.json(200, comfy.catalog.of(talk.path.substring("/object_info/".length())));
    } else {
      switch (talk.method + " " + talk.path) {
        case "POST /prompt" -> prompt(talk);
        case "GET /queue" -> queue(talk);
        case "POST /queue" -> {
          talk.json().path("delete").forEach(id -> comfy.delete(id.asText()));
          talk.empty(200);
        }
        case "POST /interrupt" -> {
          comfy.interrupt(talk.json().path("prompt_id").asText());
          talk.empty(200);
        }
        case "GET /view" -> view(talk);
        case "POST /upload/image" -> upload(talk);
        case "GET /system_stats" ->
            talk.json(
                200,
                Exchange.JSON.readTree(
                    "{\"system\":{\"comfyui_version\":\"0.33.0\"},\"devices\":[{\"name\":\"cpu\"}]}"));
        case "GET /ws" -> Ear.serve(comfy, talk, connection);
        default -> talk.empty(404);
      }
    }
  }

  private void prompt(Exchange talk) throws IOException {
    if (comfy.strikes(Fault.PROMPT_500_LOST)) {
      talk.answer(500, "text/plain", text("500 Internal Server Error"));
      return;
    }
    if (comfy.strikes(Fault.PROMPT_CUT_LOST)) {
      return;
    }
    var asked = talk.json();
    var graph = (ObjectNode) asked.path("prompt");
    var refusal = comfy.catalog.refusal(graph);
    if (refusal.isPresent()) {
      talk.json(400, refusal.get());
      return;
    }
    var wished = asked.path("prompt_id").asText();
    if (!wished.isEmpty() && !wished.equals(UUID.fromString(wished).toString())) {
      talk.json(400, Exchange.JSON.readTree("{\"error\":{\"type\":\"invalid_prompt_id\"}}"));
      return;
    }
    var id =
        wished.isEmpty() || comfy.strikes(Fault.PROMPT_RENAMED)
            ? UUID.randomUUID().toString()
            : wished;
    var extra = Exchange.JSON.createObjectNode();
    extra.set("client_id", asked.path("client_id"));
    long number = comfy.queue(id, graph, extra, outputs(graph));
    if (comfy.strikes(Fault.PROMPT_500_QUEUED)) {
      talk.answer(500, "text/plain", text("500 Internal Server Error"));
    } else if (comfy.strikes(Fault.PROMPT_GARBAGE)) {
      talk.answer(200, "text/html", text("<html>Please wait</html>"));
    } else if (!comfy.strikes(Fault.PROMPT_CUT_QUEUED)) {
      var answer = Exchange.JSON.createObjectNode().put("prompt_id", id).put("number", number);
      answer.set("node_errors", nodeErrors(graph));
      talk.json(200, answer);
    }
  }

  private JsonNode nodeErrors(ObjectNode graph) throws IOException {
    if (!comfy.strikes(Fault.PROMPT_HALF_REFUSED)) {
      return Exchange.JSON.createObjectNode();
    }
    var node = outputs(graph).getFirst();
    return Exchange.JSON.readTree(
        """
        {"%s": {"errors": [{"type": "value_not_in_list", "message": "Value not in list",
                            "details": "unet_name: 'x' not in []",
                            "extra_info": {"input_name": "unet_name", "received_value": "x.safetensors"}}],
                "dependent_outputs": ["%s"], "class_type": "UNETLoader"}}
        """
            .formatted(node, node));
  }

  private static List<String> outputs(ObjectNode graph) {
    var outputs = new ArrayList<String>();
    for (var node : graph.properties()) {
      if (node.getValue().path("class_type").asText().matches("Save.*|PreviewImage")) {
        outputs.add(node.getKey());
      }
    }
    return outputs;
  }

  private void queue(Exchange talk) throws IOException {
    if (comfy.strikes(Fault.QUEUE_500)) {
      talk.answer(500, "text/plain", text("500"));
      return;
    }
    talk.json(200, comfy.queueView());
  }

  private void history(Exchange talk, String id) throws IOException {
    if (comfy.strikes(Fault.HISTORY_500)) {
      talk.answer(500, "text/plain", text("500"));
    } else if (comfy.strikes(Fault.HISTORY_GARBAGE)) {
      talk.answer(200, "application/json", text("{\"own_000"));
    } else {
      talk.json(200, comfy.historyOf(id));
    }
  }

  private void cancel(Exchange talk, String id) throws IOException {
    if (comfy.isOld()) {
      talk.empty(405);
      return;
    }
    boolean isCancelled = comfy.delete(id) || comfy.interrupt(id);
    talk.json(200, Exchange.JSON.createObjectNode().put("cancelled", isCancelled));
  }

  private void view(Exchange talk) throws IOException {
    var name = talk.query.get("filename");
    var file =
        comfy.files.find(
            talk.query.getOrDefault("type", "output"),
            talk.query.getOrDefault("subfolder", ""),
            name);
    var type = name.endsWith(".mp4") ? "video/mp4" : "image/png";
    if (file.isEmpty() || comfy.strikes(Fault.VIEW_GONE)) {
      talk.empty(404);
    } else if (comfy.strikes(Fault.VIEW_500)) {
      talk.empty(500);
    } else if (comfy.strikes(Fault.VIEW_HALF)) {
      talk.half(type, file.get());
    } else if (comfy.strikes(Fault.VIEW_TORN)) {
      talk.answer(200, type, java.util.Arrays.copyOf(file.get(), file.get().length - 30));
    } else if (comfy.strikes(Fault.VIEW_HTML)) {
      talk.answer(200, "text/html", text("<html>Please sign in first</html>"));
    } else {
      talk.answer(200, type, file.get());
    }
  }

  private void upload(Exchange talk) throws IOException {
    if (comfy.strikes(Fault.UPLOAD_500)) {
      talk.empty(500);
      return;
    }
    if (comfy.strikes(Fault.UPLOAD_CUT)) {
      return;
    }
    var form = new String(talk.body, StandardCharsets.ISO_8859_1);
    var found = UPLOADED.matcher(form);
    if (!found.find()) {
      talk.empty(400);
      return;
    }
    int begin = form.indexOf("\r\n\r\n", found.end()) + 4;
    int end = form.lastIndexOf("\r\n--");
    var name =
        comfy.files.bring(found.group(1), java.util.Arrays.copyOfRange(talk.body, begin, end));
    talk.json(
        200,
        Exchange.JSON
            .createObjectNode()
            .put("name", name)
            .put("subfolder", "")
            .put("type", "input"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
