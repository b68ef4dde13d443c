package dev.reelwright.bench;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.DataFolder;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.SceneId;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How the export of a film to editor programs grows with its length: `reel export` in a process of
/// its own, of one shot, of some thousand and of four times as many.
record LongExport(Path launcher, Path folder) {
  private static final int SHOTS = 2_500;
  private static final int TIMES = 4;
  private static final List<String> FORMATS = List.of("fcpxml", "premiere", "edl", "otio", "json");

  /// @param cpuSeconds of all formats together
  /// @param peakMegabytes the most that one of them took
  private record Cost(double cpuSeconds, double peakMegabytes) {}

  List<Row> run() throws IOException, InterruptedException {
    var least = export(1);
    var some = export(SHOTS);
    var many = export(SHOTS * TIMES);
    return List.of(
        Row.bar(
            "export of 10,000 shots / of 2,500, processor without the start",
            (many.cpuSeconds() - least.cpuSeconds()) / (some.cpuSeconds() - least.cpuSeconds()),
            TIMES * 1.25,
            "x"),
        Row.bar(
            "export of 10,000 shots / of 2,500, memory",
            many.peakMegabytes() / some.peakMegabytes(),
            TIMES,
            "x"),
        Row.info(
            "export of 10,000 shots, processor of one format",
            many.cpuSeconds() / FORMATS.size(),
            "s"),
        Row.info("export of 10,000 shots, peak memory", many.peakMegabytes(), "MB"));
  }

  private Cost export(int shots) throws IOException, InterruptedException {
    var data = folder.resolve("export-" + shots);
    var project = film(data, shots);
    double cpu = 0;
    double peak = 0;
    for (var format : FORMATS) {
      var command =
          List.of(
              launcher.toString(),
              "export",
              project,
              "--format",
              format,
              "--data",
              data.toString(),
              "--out",
              data.resolve("film." + format).toString());
      var measured = MeasuredProcess.run(command, Map.of());
      if (measured.exit() != 0) {
        throw new IOException("reel export failed: " + measured.output());
      }
      cpu += measured.cpuSeconds();
      peak = Math.max(peak, measured.peakMegabytes());
    }
    return new Cost(cpu, peak);
  }

  /// Clips of two seconds, all of them one file.
  private static String film(Path data, int shots) throws IOException {
    var clock = InstantSource.system();
    var project = EngineInstallation.project(clock);
    var sceneId = SceneId.fresh();
    var scene = new Scene(sceneId, project.id(), 0, "One", "", sceneId, 0, 0, Map.of());
    var list = new ArrayList<Shot>();
    for (int position = 0; position < shots; position++) {
      list.add(EngineInstallation.shot(scene, position));
    }
    try (var place = DataFolder.open(data);
        var database = Database.sqlite(place.database())) {
      var blobs = new FolderBlobStore(place.blobs(), clock);
      var stored = blobs.put(new ByteArrayInputStream("a clip".getBytes(StandardCharsets.UTF_8)));
      var clip =
          new Asset(
              AssetId.fresh(),
              project.owner(),
              project.id(),
              stored.hash(),
              stored.size(),
              "video/mp4",
              "clip.mp4",
              new MediaFacts(1280, 720, Duration.ofSeconds(2), 48L, "24/1", "h264", null),
              List.of(),
              AssetOrigin.GENERATED,
              null,
              clock.instant());
      database.update(
          handle -> {
            new ProjectStore().insert(handle, project);
            new StoryboardStore().insert(handle, List.of(scene), list, clock.instant());
            new AssetStore(blobs).insert(handle, clip);
            for (var shot : list) {
              var slot = Slot.ofShot(project.id(), shot.id(), SlotRole.CLIP, 0);
              new TakeStore().insertIfCurrent(handle, EngineInstallation.take(slot, clip, clock));
            }
          });
    }
    return project.id().value();
  }
}
