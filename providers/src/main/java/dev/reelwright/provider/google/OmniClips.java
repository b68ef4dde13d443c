package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.VideoRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// Films with the Gemini video models over the interactions API, which follows Veo on the Gemini
/// API. They start on a given frame; a last frame cannot be given. A job is never cancelled: what
/// was done until then may be billed, and whoever resumes the film would pay for it again.
final class OmniClips extends GoogleClips {
  OmniClips(GoogleModel model, GoogleCalls calls, Fetcher fetcher) {
    super(model, calls, fetcher);
  }

  @Override
  URI ordering() {
    return calls().endpoint().interactions(model());
  }

  @Override
  ObjectNode order(VideoRequest request, int seconds, boolean sound, Call call) throws IOException {
    var body =
        json()
            .createObjectNode()
            .put("model", model().name())
            .put("background", true)
            .put("store", true);
    var content = body.putArray("input").addObject().put("type", "user_input").putArray("content");
    var first = request.firstFrame();
    if (first != null) {
      content
          .addObject()
          .put("type", "image")
          .put("mime_type", first.mediaType())
          .put("data", Media.base64(first.file()));
    }
    content
        .addObject()
        .put("type", "text")
        .put("text", ClipWords.prompt(request) + "\nAvoid: " + ClipWords.negative(request) + ".");
    var config =
        body.putObject("generation_config").put("seed", Numbers.positiveInt(request.seed()));
    config
        .putObject("video_config")
        .put("task", first == null ? "text_to_video" : "image_to_video");
    var format =
        body.putObject("response_format")
            .put("type", "video")
            .put("aspect_ratio", Shapes.nearest(request.format(), model().aspects()))
            .put("duration", seconds + "s");
    resolution(request, seconds).ifPresent(word -> format.put("resolution", word));
    // On Vertex an address needs a bucket of the user's.
    format.put("delivery", calls().endpoint().door() == Door.KEY ? "uri" : "inline");
    body.putObject("labels").put("attempt", call.attempt().value());
    return body;
  }

  @Override
  String nameOf(JsonNode accepted) {
    return accepted.path("id").asText("");
  }

  @Override
  Wire.Reply.Answered look(String name, Path scratch) throws IOException, InterruptedException {
    return calls().wire().ask(calls().endpoint().interaction(model(), name), scratch);
  }

  /// Words nobody knows yet are taken for work going on; the order's own time limit ends that.
  @Override
  Sight sight(JsonNode answer) {
    return switch (answer.path("status").asText("")) {
      case "completed" -> completed(answer);
      case "failed", "incomplete", "requires_action", "budget_exceeded" -> broken(answer);
      case "cancelled" -> new Sight.Broken("the clip was cancelled");
      default -> new Sight.Working(0);
    };
  }

  private static Sight completed(JsonNode answer) {
    for (var step : answer.path("steps")) {
      for (var content : step.path("content")) {
        if (content.path("type").asText().equals("video")) {
          if (content.has("data")) {
            return new Sight.Inline(Path.of(content.path("data").asText()));
          }
          var address = content.path("uri").asText("");
          if (!address.isEmpty()) {
            return new Sight.At(address);
          }
        }
      }
    }
    return answer.has("errors") ? broken(answer) : new Sight.Filtered("the answer holds no clip");
  }

  private static Sight broken(JsonNode answer) {
    var message = answer.path("errors").path(0).path("message").asText("");
    for (var step : answer.path("steps")) {
      if (message.isEmpty()) {
        message = step.path("error").path("message").asText("");
      }
    }
    var words = message.isEmpty() ? "ended as " + answer.path("status").asText() : message;
    return Refusals.isPolicy(words) ? new Sight.Filtered(words) : new Sight.Broken(words);
  }
}
