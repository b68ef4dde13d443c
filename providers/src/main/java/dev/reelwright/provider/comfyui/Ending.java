package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.comfyui.Renderer.OutputFile;
import dev.reelwright.provider.comfyui.Renderer.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads how a job ended from ComfyUI's history. Its word for a failure and for an interruption is
/// the same; the last message tells them apart.
final class Ending {
  private static final List<String> ARRAYS = List.of("images", "videos", "gifs");

  private Ending() {}

  /// @param history the answer about one job, or a whole history
  /// @return empty while there is no end
  static Optional<Sight> of(JsonNode history, String id) {
    var entry = history.path(id);
    if (entry.isMissingNode()) {
      entry = history.path("history").path(id);
    }
    if (!entry.isObject()) {
      return Optional.empty();
    }
    var status = entry.path("status");
    if (status.path("status_str").asText().equals("error")) {
      return Optional.of(failure(entry));
    }
    if (status.has("completed") && !status.path("completed").asBoolean()) {
      return Optional.empty();
    }
    return Optional.of(new Sight.Done(files(entry.path("outputs"))));
  }

  private static Sight.Failed failure(JsonNode entry) {
    var messages = entry.path("status").path("messages");
    var interrupted = told(messages, "execution_interrupted");
    if (interrupted.isPresent()) {
      return new Sight.Failed(
          RejectionReason.PROVIDER_FAILURE, "somebody interrupted the job on the server");
    }
    var graph = entry.path("prompt").path(2);
    return told(messages, "execution_error")
        .map(error -> failure(error, graph))
        .orElseGet(
            () ->
                new Sight.Failed(
                    RejectionReason.UNUSABLE_ANSWER, "the workflow failed and did not say why"));
  }

  private static Sight.Failed failure(JsonNode error, JsonNode graph) {
    var node = error.path("node_id").asText("");
    var title = Template.titleOf(graph, node);
    if (title.isEmpty()) {
      title = error.path("node_type").asText("");
    }
    var where = node.isEmpty() ? title : node + " (" + title + ")";
    var kind = error.path("exception_type").asText("");
    var said = error.path("exception_message").asText("").strip();
    var why =
        "%s%s"
            .formatted(
                where.isEmpty() ? "" : "node " + where + ": ",
                Words.fit(said.isEmpty() ? kind : said));
    // Another server may have more memory, or this one a moment later.
    return new Sight.Failed(
        kind.endsWith("OutOfMemoryError")
            ? RejectionReason.PROVIDER_FAILURE
            : RejectionReason.UNUSABLE_ANSWER,
        why);
  }

  private static Optional<JsonNode> told(JsonNode messages, String kind) {
    return messages
        .valueStream()
        .filter(message -> message.path(0).asText().equals(kind))
        .map(message -> message.path(1))
        .findFirst();
  }

  private static List<OutputFile> files(JsonNode outputs) {
    var files = new ArrayList<OutputFile>();
    for (var node : outputs.properties()) {
      for (var array : ARRAYS) {
        for (var file : node.getValue().path(array)) {
          var name = file.path("filename").asText("");
          if (!name.isEmpty()) {
            files.add(
                new OutputFile(
                    node.getKey(),
                    name,
                    file.path("subfolder").asText(""),
                    file.path("type").asText("output"),
                    null));
          }
        }
      }
    }
    return files;
  }
}
