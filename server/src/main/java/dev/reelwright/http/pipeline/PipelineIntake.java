package dev.reelwright.http.pipeline;

import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns requests of this surface into projects, and projects back into what was asked for.
final class PipelineIntake {
  static final String SURFACE = "pipeline";
  static final String RECIPE = "prompt-film";

  /// The models this surface names are Google's.
  private static final String PROVIDER = "google";

  private static final int TITLE_LENGTH = 80;

  private PipelineIntake() {}

  static Project project(
      GenerateRequest asked, ProjectId id, String owner, long seed, Instant now) {
    return project(asked, id, owner, seed, null, now);
  }

  /// The forked project, without its shots and takes: which of those are inherited is the domain's
  /// decision.
  static Project fork(ForkRequest asked, Project source, ProjectId id, long seed, Instant now) {
    return project(asked.over(askedFor(source)), id, source.owner(), seed, source.id(), now);
  }

  private static Project project(
      GenerateRequest asked,
      ProjectId id,
      String owner,
      long seed,
      @Nullable ProjectId forkedFrom,
      Instant now) {
    return new Project(
        id,
        owner,
        SURFACE,
        RECIPE,
        title(asked.prompt()),
        new Brief(asked.prompt(), null, null, asked.style(), Map.of()),
        settings(asked, seed),
        null,
        forkedFrom,
        null,
        null,
        null,
        0,
        0,
        0,
        Map.of(),
        now,
        now);
  }

  static GenerateRequest askedFor(Project project) {
    var settings = project.settings();
    return new GenerateRequest(
        project.brief().prompt(),
        project.brief().style(),
        aspectRatio(settings.format()),
        seconds(settings.shotLength()),
        seconds(settings.length()),
        model(settings.storyboarder()),
        model(settings.models().get(SlotRole.START_FRAME)),
        model(settings.models().get(SlotRole.CLIP)),
        settings.clipSound());
  }

  private static ProjectSettings settings(GenerateRequest asked, long seed) {
    var images = new ModelChoice(PROVIDER, asked.imageModel());
    return new ProjectSettings(
        Format.ofAspect(asked.aspectRatio()),
        Duration.ofSeconds(asked.totalDuration()),
        Duration.ofSeconds(asked.clipDuration()),
        asked.sceneCount(),
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
            new ModelChoice(PROVIDER, asked.videoModel())),
        new ModelChoice(PROVIDER, asked.textModel()),
        null);
  }

  private static String aspectRatio(Format format) {
    return format.widthPixels() > format.heightPixels() ? "16:9" : "9:16";
  }

  /// Projects of other surfaces may leave a length or a model to the server; here that is 0 and ''.
  private static int seconds(@Nullable Duration length) {
    return length == null ? 0 : Math.toIntExact(length.toSeconds());
  }

  private static String model(@Nullable ModelChoice choice) {
    return choice == null ? "" : choice.model();
  }

  private static String title(String prompt) {
    var line = prompt.strip().lines().findFirst().orElse("");
    return line.length() <= TITLE_LENGTH ? line : line.substring(0, TITLE_LENGTH);
  }
}
