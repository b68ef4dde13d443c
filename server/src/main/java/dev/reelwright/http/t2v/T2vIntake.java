package dev.reelwright.http.t2v;

import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns requests of this surface into template films, and films back into what was asked for.
final class T2vIntake {
  static final String SURFACE = "t2v";
  static final String RECIPE = "template-film";

  /// What the plan was made from; kept with the project for the view.
  static final String TEMPLATE_ID = "template_id";

  static final String TARGETED_FIELDS = "targeted_fields";

  private static final String HASH = "user_input_hash";
  private static final String FLAGS = "pii_flags";
  private static final int FPS = 24;
  private static final int TITLE_LENGTH = 80;

  private T2vIntake() {}

  /// The project of a new job. The raw prompt of the request is not used: only its redacted form is
  /// ever stored.
  static Project project(
      GenerationRequest asked,
      RedactedPrompt redacted,
      ProjectId job,
      String owner,
      long seed,
      Instant now) {
    var text = redacted.text();
    return new Project(
        job,
        owner,
        SURFACE,
        RECIPE,
        text.length() <= TITLE_LENGTH ? text : text.substring(0, TITLE_LENGTH),
        new Brief(
            text,
            null,
            redacted.language(),
            "cinematic",
            Map.of(HASH, redacted.hash(), FLAGS, redacted.flags())),
        settings(asked, seed),
        null,
        null,
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

  /// The child job of a revision: the same brief and settings, plan and takes of its own.
  static Project revision(Project parent, List<String> targetedFields, ProjectId job, Instant now) {
    var extra = new HashMap<>(parent.extra());
    extra.put(TARGETED_FIELDS, List.copyOf(targetedFields));
    return new Project(
        job,
        parent.owner(),
        SURFACE,
        RECIPE,
        parent.title(),
        parent.brief(),
        parent.settings(),
        null,
        null,
        parent.id(),
        null,
        null,
        0,
        0,
        0,
        extra,
        now,
        now);
  }

  static GenerationRequest askedFor(Project project) {
    var settings = project.settings();
    return new GenerationRequest(
        project.brief().prompt(),
        Objects.requireNonNullElse(settings.quality(), "balanced"),
        seconds(settings.length()),
        resolution(settings.format()));
  }

  static String resolution(Format format) {
    return format.widthPixels() + "x" + format.heightPixels();
  }

  private static ProjectSettings settings(GenerationRequest asked, long seed) {
    var wished = asked.durationPreferenceS();
    return new ProjectSettings(
        format(asked.resolution()),
        wished == null ? null : Duration.ofSeconds(wished),
        null,
        null,
        seed,
        false,
        false,
        false,
        true,
        Map.of(),
        null,
        asked.qualityMode());
  }

  private static Format format(String resolution) {
    return switch (resolution) {
      case "1280x720" -> new Format(1280, 720, FPS, 1);
      case "1920x1080" -> new Format(1920, 1080, FPS, 1);
      default ->
          throw new IllegalArgumentException(
              "resolution must be 1280x720 or 1920x1080: " + resolution);
    };
  }

  private static @Nullable Integer seconds(@Nullable Duration length) {
    return length == null ? null : Math.toIntExact(length.toSeconds());
  }
}
