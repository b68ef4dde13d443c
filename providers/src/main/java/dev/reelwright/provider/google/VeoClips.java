package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.VideoRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Films with Veo: an operation that is started, looked at, and holds or names the clip in the end.
final class VeoClips extends GoogleClips {
  VeoClips(GoogleModel model, GoogleCalls calls, Fetcher fetcher) {
    super(model, calls, fetcher);
  }

  @Override
  URI ordering() {
    return calls().endpoint().ofModel(model(), "predictLongRunning");
  }

  @Override
  ObjectNode order(VideoRequest request, int seconds, boolean sound, Call call) throws IOException {
    var body = json().createObjectNode();
    var instance = body.putArray("instances").addObject().put("prompt", ClipWords.prompt(request));
    add(instance, "image", request.firstFrame());
    add(instance, "lastFrame", request.lastFrame());
    var parameters =
        body.putObject("parameters")
            .put("sampleCount", 1)
            .put("durationSeconds", seconds)
            .put("aspectRatio", Shapes.nearest(request.format(), model().aspects()))
            .put("seed", request.seed())
            .put("negativePrompt", ClipWords.negative(request));
    resolution(request, seconds).ifPresent(word -> parameters.put("resolution", word));
    if (model().hasSound()) {
      parameters.put("generateAudio", sound);
    }
    if (model().rewriterCanBeOff()) {
      parameters.put("enhancePrompt", false);
    }
    return body;
  }

  private static void add(ObjectNode instance, String name, @Nullable InputFile frame)
      throws IOException {
    if (frame != null) {
      instance
          .putObject(name)
          .put("bytesBase64Encoded", Media.base64(frame.file()))
          .put("mimeType", frame.mediaType());
    }
  }

  @Override
  String nameOf(JsonNode accepted) {
    return accepted.path("name").asText("");
  }

  @Override
  Wire.Reply.Answered look(String name, Path scratch) throws IOException, InterruptedException {
    return switch (calls().endpoint().door()) {
      case KEY -> calls().wire().ask(calls().endpoint().operation(name), scratch);
      case VERTEX ->
          calls()
              .wire()
              .ask(
                  calls().endpoint().ofModel(model(), "fetchPredictOperation"),
                  json().createObjectNode().put("operationName", name),
                  scratch);
    };
  }

  @Override
  Sight sight(JsonNode answer) {
    if (!answer.path("done").asBoolean()) {
      return new Sight.Working(answer.path("metadata").path("progressPercent").asDouble(0) / 100);
    }
    if (answer.has("error")) {
      var message = answer.path("error").path("message").asText("no reason");
      return Refusals.isPolicy(message) ? new Sight.Filtered(message) : new Sight.Broken(message);
    }
    var response = answer.path("response");
    var made =
        response.has("generateVideoResponse") ? response.path("generateVideoResponse") : response;
    for (var video : made.path("videos")) {
      return clip(video);
    }
    for (var sample : made.path("generatedSamples")) {
      return clip(sample.path("video"));
    }
    var reasons = made.path("raiMediaFilteredReasons");
    return new Sight.Filtered(
        reasons.isEmpty() ? "nothing was delivered, without a reason" : reasons.path(0).asText());
  }

  private static Sight clip(JsonNode video) {
    for (var name : new String[] {"bytesBase64Encoded", "encodedVideo"}) {
      if (video.has(name)) {
        return new Sight.Inline(Path.of(video.path(name).asText()));
      }
    }
    var address = video.path("gcsUri").asText(video.path("uri").asText(""));
    return address.isEmpty()
        ? new Sight.Filtered("the clip has neither content nor address")
        : new Sight.At(address);
  }
}
