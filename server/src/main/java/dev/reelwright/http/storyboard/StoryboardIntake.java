package dev.reelwright.http.storyboard;

import dev.reelwright.http.storyboard.Orders.Lora;
import dev.reelwright.http.storyboard.Orders.NewClip;
import dev.reelwright.http.storyboard.Orders.NewJob;
import dev.reelwright.http.storyboard.Orders.NewProject;
import dev.reelwright.http.storyboard.Orders.NewScene;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
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
import org.jspecify.annotations.Nullable;

/// Turns what clients send into projects, scenes, shots and orders.
final class StoryboardIntake {
  static final String SURFACE = "storyboard";
  static final String RECIPE = "storyboard";

  static final String DESCRIPTION = "description";
  static final String NAME = "name";
  static final String LYRICS = "lyrics";

  private static final double DEFAULT_LENGTH_SECONDS = 5.0;

  private StoryboardIntake() {}

  static Project project(NewProject asked, ProjectId id, String owner, long seed, Instant now) {
    return new Project(
        id,
        owner,
        SURFACE,
        RECIPE,
        asked.name(),
        Brief.ofPrompt(""),
        new ProjectSettings(
            Format.ofAspect("16:9"), null, null, null, seed, false, false, false, Map.of(), null),
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        Map.of(DESCRIPTION, orEmpty(asked.description())),
        now,
        now);
  }

  static Scene scene(NewScene asked, ProjectId project, SceneId id) {
    return new Scene(
        id,
        project,
        Objects.requireNonNullElse(asked.order(), 0),
        asked.name(),
        orEmpty(asked.description()),
        id,
        0,
        0,
        Map.of(LYRICS, orEmpty(asked.lyrics())));
  }

  static Shot shot(NewClip asked, Scene scene, ShotId id, long seed) {
    return new Shot(
        id,
        scene.projectId(),
        scene.id(),
        Objects.requireNonNullElse(asked.order(), 0),
        seconds(Objects.requireNonNullElse(asked.timelinePosition(), 0.0)),
        seconds(Objects.requireNonNullElse(asked.length(), DEFAULT_LENGTH_SECONDS)),
        new ShotTexts(
            "", orEmpty(asked.imagePrompt()), "", "", orEmpty(asked.videoPrompt()), "", "", ""),
        null,
        seed,
        id,
        0,
        0,
        Map.of(NAME, asked.name(), LYRICS, orEmpty(asked.lyrics())));
  }

  /// Another version of a shot in the same place, without takes. An alternate of an alternate
  /// belongs to the same original.
  ///
  /// @param number highest of the family plus one
  static Shot alternate(Shot source, String originalName, int number, ShotId id, long seed) {
    var extra = new HashMap<>(source.extra());
    extra.put(NAME, "%s A%d".formatted(originalName, number));
    return new Shot(
        id,
        source.projectId(),
        source.sceneId(),
        source.position(),
        source.start(),
        source.length(),
        source.texts(),
        source.characterId(),
        seed,
        source.family(),
        number,
        0,
        extra);
  }

  /// Another version of a scene in the same place, without shots.
  static Scene alternate(Scene source, String originalName, int number, SceneId id) {
    return new Scene(
        id,
        source.projectId(),
        source.position(),
        "%s A%d".formatted(originalName, number),
        source.description(),
        source.family(),
        number,
        0,
        source.extra());
  }

  /// What a step has to know to carry out a job, as stored with it.
  static Map<String, Object> spec(NewJob asked) {
    var spec = new HashMap<String, Object>();
    spec.put("prompt", asked.prompt());
    spec.put("negative_prompt", orEmpty(asked.negativePrompt()));
    spec.put("params", Objects.requireNonNullElse(asked.generationParams(), Map.of()));
    spec.put(
        "loras",
        Objects.requireNonNullElse(asked.loras(), List.<Lora>of()).stream()
            .map(lora -> Map.of("name", lora.name(), "weight", lora.weight()))
            .toList());
    if (asked.model() != null) {
      spec.put("model", asked.model());
    }
    if (asked.serverId() != null) {
      spec.put("server", asked.serverId());
    }
    return spec;
  }

  static SlotRole role(NewJob asked) {
    return switch (asked.jobType()) {
      case "image" -> SlotRole.IMAGE;
      case "video" -> SlotRole.CLIP;
      default ->
          throw new IllegalArgumentException("job type must be image or video: " + asked.jobType());
    };
  }

  /// Clients count upwards to hurry, steps downwards.
  static int stepPriority(NewJob asked) {
    return -Objects.requireNonNullElse(asked.priority(), 0);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
