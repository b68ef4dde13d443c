package dev.reelwright.provider.builtin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.ledger.Money;
import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.project.Brief;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.StoryboardPlan;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.Storyboarder;
import dev.reelwright.provider.SubmitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Plans a film by rules alone: a sentence becomes a shot, reading time becomes length, and what
/// the words say about place, time and weather holds until they say otherwise. The same brief and
/// settings give the same storyboard.
public final class BuiltinStoryboarder implements Storyboarder {
  private static final Capabilities CAPABILITIES =
      new Capabilities("builtin", "animatic", "local-light", true, true);
  private static final int TITLE_LETTERS = 48;

  private final ObjectMapper json = new ObjectMapper();
  private final MotifLibrary motifs;
  private final SceneReader reader;

  public BuiltinStoryboarder(MotifLibrary motifs) {
    this.motifs = motifs;
    reader = new SceneReader(motifs);
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Quote quote(StoryboardRequest request) {
    return new Quote.Priced(Money.zero(Money.USD));
  }

  @Override
  public Optional<StoryboardPlan> foresee(StoryboardRequest request) {
    String text = text(request.brief());
    return text.isBlank() ? Optional.empty() : Optional.of(plan(request.brief(), text, request));
  }

  @Override
  public SubmitResult<StoryboardPlan> submit(StoryboardRequest request, Call call) {
    Brief brief = request.brief();
    String text = text(brief);
    if (text.isBlank()) {
      return new SubmitResult.Rejected<>(
          RejectionReason.INVALID_REQUEST,
          "planning needs a prompt or a script, and both are empty; say what the film is about");
    }
    call.progress().progressed(0, "planning the storyboard");
    StoryboardPlan plan = plan(brief, text, request);
    call.progress().progressed(1, "planned the storyboard");
    return new SubmitResult.Delivered<>(plan, Money.zero(Money.USD));
  }

  private static String text(Brief brief) {
    String script = brief.script();
    return script == null || script.isBlank() ? brief.prompt() : script;
  }

  private StoryboardPlan plan(Brief brief, String text, StoryboardRequest request) {
    ProjectSettings settings = request.settings();
    List<ScriptText.Sentence> sentences = ScriptText.sentences(text);
    String chosen = brief.language();
    String language = chosen == null || chosen.isBlank() ? LanguageGuess.of(text) : chosen;
    var director = new ShotDirector(reader, motifs, text, language, settings.seed());
    var scenes = new ArrayList<StoryboardPlan.PlannedScene>();
    var shots = new ArrayList<StoryboardPlan.PlannedShot>();
    int paragraph = -1;
    int shot = 0;
    // Rules plan a film as a whole; when a part of it exists, the rest is what comes after that.
    int existing = request.existing().size();
    String description = "";
    String name = "";
    for (Beats.Beat beat : Beats.plan(sentences, settings)) {
      if (beat.paragraph() != paragraph && !shots.isEmpty()) {
        scenes.add(new StoryboardPlan.PlannedScene(name, description, shots));
        shots.clear();
      }
      paragraph = beat.paragraph();
      StoryboardPlan.PlannedShot planned = director.shoot(beat);
      if (shot++ < existing) {
        continue;
      }
      if (shots.isEmpty()) {
        description = beat.shown();
        name = director.placeName();
      }
      shots.add(planned);
    }
    scenes.add(new StoryboardPlan.PlannedScene(name, description, shots));
    String title = title(brief.prompt().isBlank() ? text : brief.prompt());
    return new StoryboardPlan(title, language, scenes, raw(title, language, scenes));
  }

  private static String title(String text) {
    String first = ScriptText.sentences(text).getFirst().shown();
    int letters = first.codePointCount(0, first.length());
    if (letters <= TITLE_LETTERS) {
      return first.replaceAll("[.。]+$", "");
    }
    String cut = first.substring(0, first.offsetByCodePoints(0, TITLE_LETTERS));
    int space = cut.lastIndexOf(' ');
    return (space > TITLE_LETTERS / 2 ? cut.substring(0, space) : cut) + "…";
  }

  private String raw(String title, String language, List<StoryboardPlan.PlannedScene> scenes) {
    ObjectNode root = json.createObjectNode();
    root.put("title", title).put("language", language).put("planner", "builtin rules");
    ArrayNode sceneList = root.putArray("scenes");
    for (StoryboardPlan.PlannedScene scene : scenes) {
      ObjectNode sceneNode = sceneList.addObject();
      sceneNode.put("name", scene.name()).put("description", scene.description());
      ArrayNode shotList = sceneNode.putArray("shots");
      for (StoryboardPlan.PlannedShot shot : scene.shots()) {
        ObjectNode shotNode = shotList.addObject();
        shotNode.put("length_ms", shot.length().toMillis()).put("seed", shot.seed());
        shotNode.put("description", shot.texts().description());
        shotNode.put("narration", shot.texts().narration());
        shotNode.put("motion", shot.texts().motion());
        Map<String, Object> extra = new TreeMap<>(shot.extra());
        shotNode.set("extra", json.valueToTree(extra));
      }
    }
    try {
      return json.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a storyboard could not be written as JSON", e);
    }
  }

  @Override
  public PollResult<StoryboardPlan> poll(ProviderJob job, Call call) {
    return new PollResult.Failed<>(
        RejectionReason.INVALID_REQUEST,
        "built-in storyboards are delivered at once; there is no job " + job.value(),
        Money.zero(Money.USD));
  }
}
