package dev.reelwright.http.storyboard;

import dev.reelwright.http.storyboard.ClipBody.GeneratedContent;
import dev.reelwright.production.Production;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns projects, scenes and shots into what this surface shows.
final class StoryboardViews {
  /// Music by URL; uploaded music is a take.
  static final String MUSIC_URL = "music_url";

  static final String MUSIC_SECONDS = "music_seconds";
  static final String TIMELINE_START = "timeline_start";

  private StoryboardViews() {}

  static ProjectBody project(Production production) {
    var project = production.project();
    var uploaded = production.selected(SlotRole.MUSIC).stream().findFirst();
    var music =
        uploaded
            .map(take -> "/uploads/%s_%s".formatted(project.id(), production.asset(take).name()))
            .orElse(text(project.extra(), MUSIC_URL));
    var length =
        uploaded
            .map(take -> production.asset(take).facts().length())
            .map(StoryboardViews::seconds)
            .orElse(number(project.extra(), MUSIC_SECONDS));
    return new ProjectBody(
        project.id().value(),
        project.title(),
        text(project.extra(), StoryboardIntake.DESCRIPTION),
        music,
        music,
        length,
        project.createdAt(),
        project.updatedAt());
  }

  static SceneBody scene(Production production, Scene scene) {
    var stamps = production.stamps(scene.id().value());
    var end =
        production.shots().stream()
            .filter(shot -> shot.sceneId().equals(scene.id()))
            .map(shot -> shot.start().plus(shot.length()))
            .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    return new SceneBody(
        scene.id().value(),
        scene.projectId().value(),
        scene.name(),
        scene.description(),
        text(scene.extra(), StoryboardIntake.LYRICS),
        scene.position(),
        scene.alternate() == 0 ? null : scene.family().value(),
        scene.alternate(),
        scene.alternate() > 0,
        seconds(end),
        Objects.requireNonNullElse(number(scene.extra(), TIMELINE_START), 0.0),
        stamps.createdAt(),
        stamps.updatedAt());
  }

  static ClipBody clip(Production production, Shot shot) {
    var stamps = production.stamps(shot.id().value());
    var images = gallery(production, shot, SlotRole.IMAGE);
    var videos = gallery(production, shot, SlotRole.CLIP);
    return new ClipBody(
        shot.id().value(),
        shot.sceneId().value(),
        shot.projectId().value(),
        Objects.requireNonNullElse(text(shot.extra(), StoryboardIntake.NAME), ""),
        text(shot.extra(), StoryboardIntake.LYRICS),
        seconds(shot.length()),
        seconds(shot.start()),
        shot.position(),
        shot.texts().image(),
        shot.texts().motion(),
        images,
        videos,
        selected(images),
        selected(videos),
        shot.characterId(),
        shot.alternate() == 0 ? null : shot.family().value(),
        shot.alternate(),
        shot.alternate() > 0,
        List.of(),
        1,
        stamps.createdAt(),
        stamps.updatedAt());
  }

  /// Where clients fetch a take.
  static String address(Production production, Take take) {
    var video = text(take.params(), "video_id");
    if (take.provider().equals("openai") && video != null) {
      return "/uploads/openai/videos/%s.mp4".formatted(video);
    }
    var type = production.asset(take).mediaType();
    return "/uploads/generated/%s.%s".formatted(take.id(), type.substring(type.indexOf('/') + 1));
  }

  private static List<GeneratedContent> gallery(Production production, Shot shot, SlotRole role) {
    return production.takes(shot.id(), role).stream()
        .map(take -> content(production, take, role == SlotRole.IMAGE ? "image" : "video"))
        .toList();
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static GeneratedContent content(Production production, Take take, String type) {
    var params = take.params();
    var lane = Objects.requireNonNullElse(take.lane(), take.provider());
    return new GeneratedContent(
        take.id().value(),
        type,
        address(production, take),
        Objects.requireNonNullElse(text(params, "prompt"), ""),
        Objects.requireNonNullElse(text(params, "negative_prompt"), ""),
        lane,
        Objects.requireNonNullElse(text(params, "server_name"), lane),
        take.model(),
        text(params, "model_type"),
        (Map<String, Object>) params.getOrDefault("generation_params", Map.of()),
        take.selected(),
        take.createdAt());
  }

  private static @Nullable String selected(List<GeneratedContent> gallery) {
    return gallery.stream()
        .filter(GeneratedContent::isSelected)
        .map(GeneratedContent::id)
        .findFirst()
        .orElse(null);
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }

  private static @Nullable String text(Map<String, Object> values, String name) {
    return (String) values.get(name);
  }

  private static @Nullable Double number(Map<String, Object> values, String name) {
    return values.get(name) instanceof Number number ? number.doubleValue() : null;
  }
}
