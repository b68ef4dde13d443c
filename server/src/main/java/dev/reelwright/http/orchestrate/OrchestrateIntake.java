package dev.reelwright.http.orchestrate;

import dev.reelwright.http.orchestrate.StartRequest.Prompt;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Narrated;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.recipe.NarratedFilmRecipe;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns a start request into a narrated film, and the film back into what was asked for.
final class OrchestrateIntake {
  static final String SURFACE = "orchestrate";
  static final String RECIPE = NarratedFilmRecipe.NAME;

  private static final String RUN_ID = "run_id";
  private static final String COMFYUI = "comfyui";
  private static final String CLIPS = "image-to-video";

  private static final String CAPTION = "caption";
  private static final String LANGUAGE = "language";
  private static final String IMAGE_GENERATION = "enable_image_gen";
  private static final String DEFAULT_STYLE = "default";

  /// What the customary workflows make; the cut takes the size and rate of its first clip anyway.
  private static final Format FORMAT = new Format(480, 640, 24, 1);

  private static final Duration PLANNED_LENGTH = Duration.ofSeconds(5);

  private OrchestrateIntake() {}

  /// A film as it is stored when a job starts: the job id is the project's, the run id its title.
  record Draft(Project project, Scene scene, List<Shot> shots) {}

  static Draft draft(
      StartRequest asked,
      ProjectId job,
      String owner,
      long seed,
      OrchestrateSettings rules,
      Instant now) {
    var runId = asked.runId().strip();
    var wishes = new HashMap<String, Object>();
    wishes.put(CAPTION, plain(asked.caption()));
    wishes.put(LANGUAGE, Objects.requireNonNullElse(asked.language(), SubtitleLanguage.DEFAULT));
    if (asked.enableImageGen() != null) {
      wishes.put(IMAGE_GENERATION, asked.enableImageGen());
    }
    var project =
        new Project(
            job,
            owner,
            SURFACE,
            RECIPE,
            runId,
            new Brief(
                "",
                plain(asked.script()),
                SubtitleLanguage.tag(asked.language()).orElse(null),
                Objects.requireNonNullElse(asked.imageStyle(), DEFAULT_STYLE),
                wishes),
            new ProjectSettings(
                FORMAT,
                null,
                null,
                asked.prompts().isEmpty() ? null : asked.prompts().size(),
                seed,
                rules.speaks(),
                true,
                false,
                false,
                models(asked.imageStyle(), rules),
                null,
                null,
                false,
                rules.clipsAtOnce(),
                null,
                false,
                null,
                new Narrated(
                    Objects.requireNonNullElse(asked.enableImageGen(), rules.makesPictures()),
                    rules.captions())),
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            Map.of(RUN_ID, runId),
            now,
            now);
    var sceneId = SceneId.fresh();
    var scene = new Scene(sceneId, job, 0, "", "", sceneId, 0, 0, Map.of());
    var shots =
        IntStream.range(0, asked.prompts().size())
            .mapToObj(position -> shot(asked.prompts().get(position), position, scene, seed))
            .toList();
    return new Draft(project, scene, shots);
  }

  static StartRequest askedFor(Project project, List<Shot> shots, String runId) {
    var brief = project.brief();
    return new StartRequest(
        Objects.requireNonNullElse(brief.script(), ""),
        text(brief, CAPTION),
        runId,
        shots.stream().map(OrchestrateIntake::prompt).toList(),
        text(brief, LANGUAGE),
        (Boolean) brief.wishes().get(IMAGE_GENERATION),
        brief.style());
  }

  /// The style's workflow where ComfyUI is set up.
  private static Map<SlotRole, ModelChoice> models(
      @Nullable String style, OrchestrateSettings rules) {
    var models = new HashMap<SlotRole, ModelChoice>();
    if (rules.usesComfy()) {
      models.put(
          SlotRole.IMAGE,
          new ModelChoice(COMFYUI, Objects.requireNonNullElse(style, DEFAULT_STYLE)));
      models.put(SlotRole.CLIP, new ModelChoice(COMFYUI, CLIPS));
    }
    var voice = rules.voice();
    if (voice != null) {
      models.put(SlotRole.NARRATION, new ModelChoice(voice, voice));
    }
    return models;
  }

  /// What the caller named the run.
  static String runId(Project project) {
    return project.extra().get(RUN_ID) instanceof String name ? name : project.title();
  }

  private static Shot shot(Prompt prompt, int position, Scene scene, long seed) {
    var id = ShotId.fresh();
    var texts =
        new ShotTexts(
            "", orEmpty(prompt.imagePrompt()), "", "", orEmpty(prompt.videoPrompt()), "", "", "");
    return new Shot(
        id,
        scene.projectId(),
        scene.id(),
        position,
        Duration.ZERO,
        PLANNED_LENGTH,
        texts,
        null,
        (seed + position) & ProjectSettings.MAX_SEED,
        id,
        0,
        0,
        Map.of());
  }

  private static Prompt prompt(Shot shot) {
    return new Prompt(orNull(shot.texts().image()), orNull(shot.texts().motion()));
  }

  private static String text(Brief brief, String wish) {
    return Objects.toString(brief.wishes().get(wish), "");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null || text.isBlank() ? "" : plain(text);
  }

  /// PostgreSQL takes no text that holds it, and nobody can say it.
  private static String plain(String text) {
    return text.replace("\0", "");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
