package dev.reelwright.bench;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.recipe.PromptFilmRecipe;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.InputDigest;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import dev.reelwright.take.TakeStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A database with an engine at work on it, and blobs beside it.
final class EngineInstallation implements AutoCloseable {
  private static final int MOST_CALLS = 10_000;

  private final Database database;
  private final FolderBlobStore blobs;
  private final InstantSource clock;
  private final Engine engine;

  EngineInstallation(Database database, Path home, BenchStudio studio, InstantSource clock)
      throws IOException {
    this.clock = clock;
    this.database = database;
    this.blobs = new FolderBlobStore(home.resolve("blobs"), clock);
    var settings =
        new EngineSettings(
            "bench", 4, 2, MOST_CALLS, new ModelChoice("bench", "bench"), Duration.ofSeconds(10));
    var scratch = Files.createDirectories(home.resolve("scratch"));
    this.engine =
        new Engine(
            database, new EnginePorts(studio, blobs, studio, studio, scratch), settings, clock);
    engine.start();
  }

  Engine engine() {
    return engine;
  }

  /// A film whose frames are there and whose clips are not.
  ProjectId film(int shots) throws IOException {
    var project = project(clock);
    var sceneId = SceneId.fresh();
    var scene = new Scene(sceneId, project.id(), 0, "One", "", sceneId, 0, 0, Map.of());
    var list = new ArrayList<Shot>();
    for (var position = 0; position < shots; position++) {
      list.add(shot(scene, position));
    }
    var picture = picture(project);
    database.update(
        handle -> {
          new ProjectStore().insert(handle, project);
          new StoryboardStore().insert(handle, List.of(scene), list, clock.instant());
          new AssetStore(blobs).insert(handle, picture);
        });
    database.update(
        handle -> {
          for (var shot : list) {
            for (var role : List.of(SlotRole.START_FRAME, SlotRole.END_FRAME)) {
              var slot = Slot.ofShot(project.id(), shot.id(), role, 0);
              new TakeStore().insertIfCurrent(handle, take(slot, picture, clock));
            }
          }
        });
    return project.id();
  }

  static Project project(InstantSource clock) {
    var settings =
        new ProjectSettings(
            Format.ofAspect("16:9"), null, null, null, 1, false, false, false, Map.of(), null);
    return new Project(
        ProjectId.fresh(),
        "bench",
        "cli",
        PromptFilmRecipe.NAME,
        "Bench",
        Brief.ofPrompt("bench"),
        settings,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        Map.of(),
        clock.instant(),
        clock.instant());
  }

  static Shot shot(Scene scene, int position) {
    var id = ShotId.fresh();
    return new Shot(
        id,
        scene.projectId(),
        scene.id(),
        position,
        Duration.ofSeconds(2L * position),
        Duration.ofSeconds(2),
        new ShotTexts("shot " + position, "", "start", "end", "pan", "", "", ""),
        null,
        position,
        id,
        0,
        0,
        Map.of());
  }

  private Asset picture(Project project) throws IOException {
    var bytes = "picture".getBytes(StandardCharsets.UTF_8);
    var stored = blobs.put(new ByteArrayInputStream(bytes));
    return new Asset(
        AssetId.fresh(),
        project.owner(),
        project.id(),
        stored.hash(),
        stored.size(),
        "image/png",
        "picture",
        MediaFacts.NONE,
        List.of(),
        AssetOrigin.GENERATED,
        null,
        clock.instant());
  }

  static Take take(Slot slot, Asset picture, InstantSource clock) {
    return new Take(
        TakeId.fresh(),
        slot,
        InputDigest.of(Map.of("slot", slot.toString())),
        picture.id(),
        "bench",
        "bench",
        Map.of(),
        null,
        null,
        null,
        TakeOrigin.GENERATED,
        false,
        false,
        null,
        null,
        clock.instant());
  }

  @Override
  public void close() {
    try (database) {
      engine.close();
    }
  }
}
