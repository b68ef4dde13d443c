package dev.reelwright.http.pipeline;

import dev.reelwright.desk.FilmFork;
import dev.reelwright.desk.NewProject;
import dev.reelwright.desk.ShotPatch;
import dev.reelwright.production.FilmDigest;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.recipe.ForkBoundaries;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns requests of this surface into orders, and films back into what was asked for.
final class PipelineIntake {
  static final String SURFACE = "pipeline";

  /// The models this surface names are Google's.
  private static final String PROVIDER = "google";

  /// The wished length of the whole; what is made is a whole number of clips.
  private static final String TOTAL_SECONDS = "totalSeconds";

  private static final int TITLE_LENGTH = 80;

  private PipelineIntake() {}

  static NewProject order(GenerateRequest asked, String owner, long seed, PipelineSettings how) {
    return new NewProject(
        owner,
        SURFACE,
        title(asked.prompt()),
        brief(asked),
        settings(asked, asked.sceneCount(), seed, how.clipsAtOnce(), how.crossfade()),
        List.of(),
        NewProject.Start.FILM,
        0,
        extra(asked.totalDuration()));
  }

  /// @param merged what the fork asks for, with the source filling the gaps
  /// @param scenes that the new film shall have
  /// @param crossfade of the source
  static FilmFork fork(
      ForkRequest asked,
      GenerateRequest merged,
      int scenes,
      long seed,
      int clipsAtOnce,
      @Nullable Duration crossfade) {
    var frames = new HashSet<>(asked.cleared());
    var motions = new HashSet<Integer>();
    var shots = new HashMap<Integer, ShotPatch>();
    asked
        .edits()
        .forEach(
            (scene, texts) -> {
              if (texts.containsKey("start_frame_prompt")
                  || texts.containsKey("end_frame_prompt")) {
                frames.add(scene);
              }
              if (texts.containsKey("video_motion_prompt")) {
                motions.add(scene);
              }
              shots.put(scene, patch(texts));
            });
    var change =
        new ForkBoundaries.Change(
            asked.prompt() != null || asked.style() != null || asked.textModel() != null,
            asked.imageModel() != null || asked.aspectRatio() != null,
            asked.videoModel() != null
                || asked.audioEnabled() != null
                || asked.clipDuration() != null,
            scenes,
            frames,
            motions,
            Set.copyOf(asked.deleted()));
    return new FilmFork(
        change,
        title(merged.prompt()),
        brief(merged),
        settings(merged, scenes, seed, clipsAtOnce, crossfade),
        shots,
        extra(merged.totalDuration()));
  }

  static GenerateRequest askedFor(FilmDigest film) {
    return askedFor(film.brief(), film.settings(), film.extra());
  }

  static GenerateRequest askedFor(
      Brief brief, ProjectSettings settings, Map<String, Object> extra) {
    return new GenerateRequest(
        brief.prompt(),
        brief.style(),
        aspectRatio(settings.format()),
        seconds(settings.shotLength()),
        extra.get(TOTAL_SECONDS) instanceof Number total
            ? total.intValue()
            : seconds(settings.length()),
        model(settings.storyboarder()),
        model(settings.models().get(SlotRole.START_FRAME)),
        model(settings.models().get(SlotRole.CLIP)),
        settings.clipSound());
  }

  private static ShotPatch patch(Map<String, String> texts) {
    return new ShotPatch(
        texts.get("scene_description"),
        null,
        texts.get("start_frame_prompt"),
        texts.get("end_frame_prompt"),
        texts.get("video_motion_prompt"),
        null,
        null,
        texts.get("transition_notes"),
        null,
        null,
        null,
        null);
  }

  private static Brief brief(GenerateRequest asked) {
    return new Brief(asked.prompt(), null, null, asked.style(), Map.of());
  }

  private static Map<String, Object> extra(int totalDuration) {
    return Map.of(TOTAL_SECONDS, totalDuration);
  }

  private static ProjectSettings settings(
      GenerateRequest asked, int scenes, long seed, int clipsAtOnce, @Nullable Duration crossfade) {
    var images = choice(asked.imageModel());
    var clip = Duration.ofSeconds(asked.clipDuration());
    return new ProjectSettings(
        Format.ofAspect(asked.aspectRatio()),
        clip.multipliedBy(scenes),
        clip,
        scenes,
        seed,
        false,
        false,
        false,
        asked.enableAudio(),
        Map.of(
            SlotRole.START_FRAME,
            images,
            SlotRole.END_FRAME,
            images,
            SlotRole.CLIP,
            choice(asked.videoModel())),
        choice(asked.textModel()),
        null,
        true,
        clipsAtOnce,
        crossfade,
        true);
  }

  /// Where Google is not set up, the built-in studio works under the names of Google's models.
  private static ModelChoice choice(String model) {
    return new ModelChoice(PROVIDER, model, true);
  }

  private static String aspectRatio(Format format) {
    return format.widthPixels() > format.heightPixels() ? "16:9" : "9:16";
  }

  /// A project that was changed elsewhere may leave a length or a model to the server; here that is
  /// 0 and ''.
  private static int seconds(@Nullable Duration length) {
    return length == null ? 0 : Math.toIntExact(length.toSeconds());
  }

  private static String model(@Nullable ModelChoice choice) {
    return choice == null ? "" : choice.model();
  }

  private static String title(String prompt) {
    var line = prompt.strip().lines().findFirst().orElse("");
    if (line.length() <= TITLE_LENGTH) {
      return line;
    }
    var end = Character.isHighSurrogate(line.charAt(TITLE_LENGTH - 1)) ? 1 : 0;
    return line.substring(0, TITLE_LENGTH - end);
  }
}
