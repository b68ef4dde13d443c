package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Draws with Imagen or a Gemini image model. Imagen takes no reference picture, so what follows
/// from one is drawn by the Gemini model that its entry names, at the price of the model chosen.
final class GoogleImages implements ImageGenerator {
  private final ObjectMapper json = new ObjectMapper();
  private final GoogleModel model;
  private final GoogleModel conditioned;
  private final GoogleCalls calls;

  /// @param conditioned the model that draws after a reference picture; may be the same
  GoogleImages(GoogleModel model, GoogleModel conditioned, GoogleCalls calls) {
    this.model = model;
    this.conditioned = conditioned;
    this.calls = calls;
  }

  @Override
  public Capabilities capabilities() {
    return calls.capabilities(model);
  }

  @Override
  public Quote quote(ImageRequest request) {
    return calls.quote(model, 1, false);
  }

  @Override
  public SubmitResult<MediaResult> submit(ImageRequest request, Call call)
      throws InterruptedException {
    var drawer = request.reference() == null ? model : conditioned;
    ObjectNode body;
    try {
      body =
          drawer.speaks() == GoogleModel.Speaks.PREDICT
              ? imagen(request, drawer)
              : gemini(request, drawer);
    } catch (IOException e) {
      return new SubmitResult.Rejected<>(
          RejectionReason.UNAVAILABLE, "the reference picture cannot be read: " + e.getMessage());
    }
    call.progress().progressed(0, "drawing the picture");
    var verb = drawer.speaks() == GoogleModel.Speaks.PREDICT ? "predict" : "generateContent";
    return calls.order(
        drawer,
        calls.endpoint().ofModel(drawer, verb),
        body,
        true,
        call,
        answer -> read(answer, drawer, request, call));
  }

  @Override
  public PollResult<MediaResult> poll(ProviderJob job, Call call) {
    return new PollResult.Failed<>(
        RejectionReason.INVALID_REQUEST,
        "Google draws at once; there is no job " + job.value(),
        Money.zero(Money.USD));
  }

  private ObjectNode imagen(ImageRequest request, GoogleModel drawer) {
    var body = json.createObjectNode();
    body.putArray("instances").addObject().put("prompt", FrameWords.free(request));
    var parameters = body.putObject("parameters");
    parameters
        .put("sampleCount", 1)
        .put("aspectRatio", Shapes.nearest(request.format(), drawer.aspects()))
        .put("seed", Numbers.positiveInt(request.seed()))
        // A seed is refused together with the watermark.
        .put("addWatermark", false)
        .put("enhancePrompt", false)
        .put("includeRaiReason", true);
    parameters.putObject("outputOptions").put("mimeType", "image/png");
    return body;
  }

  private ObjectNode gemini(ImageRequest request, GoogleModel drawer) throws IOException {
    var body = json.createObjectNode();
    var parts = body.putArray("contents").addObject().put("role", "user").putArray("parts");
    var reference = request.reference();
    if (reference != null) {
      parts
          .addObject()
          .putObject("inlineData")
          .put("mimeType", reference.mediaType())
          .put("data", Media.base64(reference.file()));
    }
    parts
        .addObject()
        .put(
            "text", reference == null ? FrameWords.free(request) : FrameWords.conditioned(request));
    var config = body.putObject("generationConfig");
    config.putArray("responseModalities").add("IMAGE");
    config
        .putObject("imageConfig")
        .put("aspectRatio", Shapes.nearest(request.format(), drawer.aspects()));
    return body;
  }

  private SubmitResult<MediaResult> read(
      JsonNode answer, GoogleModel drawer, ImageRequest request, Call call) {
    return drawer.speaks() == GoogleModel.Speaks.PREDICT
        ? readImagen(answer, drawer, request, call)
        : readGemini(answer, drawer, request, call);
  }

  private SubmitResult<MediaResult> readImagen(
      JsonNode answer, GoogleModel drawer, ImageRequest request, Call call) {
    var prediction = answer.path("predictions").path(0);
    var picture = prediction.path("bytesBase64Encoded").asText("");
    if (!picture.isEmpty()) {
      return picture(Path.of(picture), drawer, request, call);
    }
    // Nothing at all is Imagen's way to refuse everything.
    var why = prediction.path("raiFilteredReason").asText("all pictures were filtered");
    return refused(why);
  }

  private SubmitResult<MediaResult> readGemini(
      JsonNode answer, GoogleModel drawer, ImageRequest request, Call call) {
    for (var part : answer.path("candidates").path(0).path("content").path("parts")) {
      var picture = part.path("inlineData").path("data").asText("");
      if (!picture.isEmpty() && !part.path("thought").asBoolean()) {
        return picture(Path.of(picture), drawer, request, call);
      }
    }
    return refused(Refusals.ofContent(answer).orElse("the answer holds no picture"));
  }

  private SubmitResult<MediaResult> picture(
      Path file, GoogleModel drawer, ImageRequest request, Call call) {
    try {
      Media.requirePicture(file);
      var shape = Shapes.nearest(request.format(), drawer.aspects());
      var fitting = Media.cropped(file, Shapes.ratio(shape), call.scratch());
      Map<String, Object> params = new HashMap<>();
      params.put("seed", request.seed());
      params.put("drawnBy", drawer.name());
      params.put("cropped", !fitting.equals(file));
      return new SubmitResult.Delivered<>(new MediaResult(fitting, params), charge());
    } catch (IOException e) {
      return new SubmitResult.Failed<>(
          RejectionReason.UNUSABLE_ANSWER,
          "%s delivered something that is no picture: %s".formatted(drawer.name(), e.getMessage()),
          charge());
    }
  }

  private SubmitResult<MediaResult> refused(String why) {
    return new SubmitResult.Rejected<>(
        RejectionReason.CONTENT_POLICY, calls.refusals().shortened(why));
  }

  private Money charge() {
    return calls.charge(model, 1, false);
  }
}
