package dev.reelwright.store;

import dev.reelwright.asset.AssetId;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Valid values for tests.
public final class Samples {
  public static final Instant CREATED = Instant.parse("2026-03-01T10:00:00.500Z");

  private Samples() {}

  public static Project project(String owner) {
    return project(owner, CREATED);
  }

  public static Project project(String owner, Instant createdAt) {
    return new Project(
        ProjectId.fresh(),
        owner,
        "cli",
        "prompt-film",
        "The lighthouse",
        new Brief("A lamp flares", null, "en", "cinematic", Map.of("mood", "stormy")),
        new ProjectSettings(
            Format.ofAspect("16:9"),
            Duration.ofSeconds(30),
            Duration.ofMillis(2500),
            null,
            7,
            true,
            true,
            false,
            Map.of(SlotRole.CLIP, ModelChoice.BUILTIN),
            null),
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        Map.of("n", 1, "list", List.of("a", true)),
        createdAt,
        createdAt);
  }

  /// A project with shots of two seconds in one scene; nothing is stored.
  public static Film film(String owner, int shots) {
    var project = project(owner);
    var sceneId = SceneId.fresh();
    var scene = new Scene(sceneId, project.id(), 0, "One", "The tower", sceneId, 0, 0, Map.of());
    var list = new ArrayList<Shot>();
    for (int position = 0; position < shots; position++) {
      list.add(shot(scene, position));
    }
    return new Film(project, scene, list);
  }

  public static Shot shot(Scene scene, int position) {
    var id = ShotId.fresh();
    return new Shot(
        id,
        scene.projectId(),
        scene.id(),
        position,
        Duration.ofSeconds(2L * position),
        Duration.ofSeconds(2),
        new ShotTexts("d" + position, "i", "s", "e", "m", "n", "narration 灯塔", "cut"),
        null,
        position,
        id,
        0,
        0,
        Map.of("setting", "stairs"));
  }

  /// An unselected generated take with a seed.
  public static Take take(Slot slot, AssetId asset) {
    return new Take(
        TakeId.fresh(),
        slot,
        InputDigest.of(Map.of("slot", slot.toString())),
        asset,
        "builtin",
        "animatic",
        Map.of("lengthMillis", 2000),
        3L,
        null,
        "local-light",
        TakeOrigin.GENERATED,
        false,
        false,
        null,
        null,
        CREATED);
  }

  public record Film(Project project, Scene scene, List<Shot> shots) {
    public Slot clip(int shot) {
      return slot(shot, SlotRole.CLIP, 0);
    }

    public Slot slot(int shot, SlotRole role, int generation) {
      return Slot.ofShot(project.id(), shots.get(shot).id(), role, generation);
    }
  }
}
