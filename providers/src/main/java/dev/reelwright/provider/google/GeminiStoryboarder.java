package dev.reelwright.provider.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.StoryboardPlan;
import dev.reelwright.provider.StoryboardPlan.PlannedScene;
import dev.reelwright.provider.StoryboardPlan.PlannedShot;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.storyboard.ShotTexts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Plans with a Gemini text model, whose answer must have a given shape. Style guide and characters
/// go with every shot, so that each picture can be told of them.
final class GeminiStoryboarder implements Storyboarder {
  static final String STYLE_GUIDE = "style_guide";
  static final String CHARACTERS = "characters";

  /// Less freedom after each answer that had not the shape asked for.
  private static final double[] TEMPERATURES = {0.70, 0.55, 0.40};

  private static final Duration USUAL_SHOT = Duration.ofSeconds(6);

  private final ObjectMapper json = new ObjectMapper();
  private final StoryboardWords words = new StoryboardWords();
  private final GoogleModel model;
  private final GoogleCalls calls;

  GeminiStoryboarder(GoogleModel model, GoogleCalls calls) {
    this.model = model;
    this.calls = calls;
  }

  @Override
  public Capabilities capabilities() {
    return calls.capabilities(model);
  }

  @Override
  public Quote quote(StoryboardRequest request) {
    return calls.quote(model, 1, false);
  }

  @Override
  public SubmitResult<StoryboardPlan> submit(StoryboardRequest request, Call call)
      throws InterruptedException {
    if (StoryboardWords.story(request).isBlank()) {
      return new SubmitResult.Rejected<>(
          RejectionReason.INVALID_REQUEST,
          "planning needs a prompt or a script, and both are empty; say what the film is about");
    }
    call.progress().progressed(0, "planning the storyboard");
    return calls.order(
        model,
        calls.endpoint().ofModel(model, "generateContent"),
        body(request),
        true,
        call,
        answer -> read(request, answer));
  }

  @Override
  public PollResult<StoryboardPlan> poll(ProviderJob job, Call call) {
    return new PollResult.Failed<>(
        RejectionReason.INVALID_REQUEST,
        "Gemini answers at once; there is no job " + job.value(),
        Money.zero(Money.USD));
  }

  private ObjectNode body(StoryboardRequest request) {
    var body = json.createObjectNode();
    body.putArray("contents")
        .addObject()
        .put("role", "user")
        .putArray("parts")
        .addObject()
        .put("text", StoryboardWords.story(request));
    body.putObject("systemInstruction")
        .putArray("parts")
        .addObject()
        .put("text", StoryboardWords.instructions(request));
    var config = body.putObject("generationConfig");
    config.put("responseMimeType", "application/json");
    config.set("responseSchema", words.schema(request));
    if (model.takesTemperature()) {
      config.put("temperature", TEMPERATURES[Math.min(request.tries(), TEMPERATURES.length - 1)]);
    }
    return body;
  }

  private SubmitResult<StoryboardPlan> read(StoryboardRequest request, JsonNode answer) {
    var refused = Refusals.ofContent(answer);
    if (refused.isPresent()) {
      return new SubmitResult.Failed<>(
          RejectionReason.CONTENT_POLICY, calls.refusals().shortened(refused.get()), charge());
    }
    var text = new StringBuilder();
    for (var part : answer.path("candidates").path(0).path("content").path("parts")) {
      if (!part.path("thought").asBoolean()) {
        text.append(part.path("text").asText(""));
      }
    }
    return plan(request, text.toString())
        .<SubmitResult<StoryboardPlan>>map(plan -> new SubmitResult.Delivered<>(plan, charge()))
        .orElseGet(
            () ->
                new SubmitResult.Failed<>(
                    RejectionReason.UNUSABLE_ANSWER,
                    "%s answered with something that is no storyboard (finish reason %s)"
                        .formatted(
                            model.name(),
                            answer.path("candidates").path(0).path("finishReason").asText("none")),
                    charge()));
  }

  private Money charge() {
    return calls.charge(model, 1, false);
  }

  /// Empty when the text has not the shape that was asked for.
  private Optional<StoryboardPlan> plan(StoryboardRequest request, String text) {
    try {
      var root = json.readTree(text);
      if (request.existing().isEmpty() && !root.path(STYLE_GUIDE).isObject()) {
        return Optional.empty();
      }
      var scenes = new ArrayList<PlannedScene>();
      int most = request.missing() == 0 ? Integer.MAX_VALUE : request.missing();
      for (var scene : root.path("scenes")) {
        if (scenes.size() < most) {
          scenes.add(scene(request, root, scene, scenes.size()));
        }
      }
      return scenes.isEmpty()
          ? Optional.empty()
          : Optional.of(new StoryboardPlan(title(request), language(request, root), scenes, text));
    } catch (JsonProcessingException | Misshapen _) {
      // Told to the caller as an answer that cannot be used; the text may hold what users wrote.
      return Optional.empty();
    }
  }

  private PlannedScene scene(StoryboardRequest request, JsonNode root, JsonNode scene, int index)
      throws Misshapen {
    var description = text(scene, "scene_description");
    var texts =
        new ShotTexts(
            description,
            "",
            text(scene, "start_frame_prompt"),
            text(scene, "end_frame_prompt"),
            text(scene, "video_motion_prompt"),
            "",
            StoryboardWords.isNarrated(request) ? text(scene, "narration") : "",
            text(scene, "transition_notes"));
    var extra = new HashMap<String, Object>();
    look(request, root).forEach(extra::put);
    if (scene.path("key_details").isArray()) {
      extra.put("key_details", json.convertValue(scene.path("key_details"), List.class));
    }
    var length = Objects.requireNonNullElse(request.settings().shotLength(), USUAL_SHOT);
    var number = request.existing().size() + index + 1;
    return new PlannedScene(
        "Scene " + number,
        description,
        List.of(new PlannedShot(length, texts, request.settings().seed(), extra)));
  }

  private Map<String, Object> look(StoryboardRequest request, JsonNode root) {
    if (!request.existing().isEmpty()) {
      var known = new HashMap<>(request.existing().getFirst().extra());
      known.keySet().retainAll(List.of(STYLE_GUIDE, CHARACTERS));
      return known;
    }
    var look = new HashMap<String, Object>();
    for (var name : List.of(STYLE_GUIDE, CHARACTERS)) {
      if (root.path(name).isContainerNode()) {
        look.put(name, json.convertValue(root.path(name), Object.class));
      }
    }
    return look;
  }

  private static String language(StoryboardRequest request, JsonNode root) {
    var told = root.path("language").asText("");
    return Objects.requireNonNullElse(
        request.brief().language(), told.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]+)*") ? told : "en");
  }

  private static String title(StoryboardRequest request) {
    var line = StoryboardWords.story(request).strip().lines().findFirst().orElse("");
    int letters = Math.min(line.codePointCount(0, line.length()), 48);
    return line.substring(0, line.offsetByCodePoints(0, letters));
  }

  private static String text(JsonNode scene, String name) throws Misshapen {
    var value = scene.path(name);
    if (!value.isTextual()) {
      throw new Misshapen();
    }
    return value.asText();
  }

  /// A member is missing.
  private static final class Misshapen extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
