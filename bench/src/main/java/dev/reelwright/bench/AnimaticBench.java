package dev.reelwright.bench;

import dev.reelwright.media.animatic.AnimaticScene;
import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.media.animatic.SceneSpec;
import dev.reelwright.media.animatic.Scenes;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.media.font.HeadlessGraphics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What the built-in studio costs at 1280x720 and 24 frames a second: a frame of its pictures, a
/// whole film beside encoding its frames alone, memory of a short and a long film, and whether the
/// same seed gives the same bytes. Processor seconds, since machines are shared.
record AnimaticBench(Path launcher) {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int FRAMES = 120;
  private static final int ROUNDS = 5;
  private static final int RUNS = 3;
  private static final int SHORT_SECONDS = 30;
  private static final int LONG_SECONDS = 600;
  private static final long LONGEST_TRAINING_SECONDS = 180;
  private static final double MOST_MILLIS = 20;
  private static final double MOST_TIMES_ENCODING = 2.5;
  private static final double MOST_TIMES_MEMORY = 1.15;
  private static final String STORY =
      "A lighthouse keeper climbs the stairs on a stormy night. The lamp flares. A ship turns away"
          + " from the rocks. In the morning two children find a bottle on the beach. They run home"
          + " through the village. The old man reads the letter by the fire. He smiles.";

  List<Row> run() throws Exception {
    var folder = Files.createTempDirectory("reel-animatic");
    try {
      HeadlessGraphics.prepare(folder.resolve("fontconfig"));
      var rows = new ArrayList<Row>();
      rows.addAll(pictures());
      rows.addAll(films(folder));
      return rows;
    } finally {
      Folders.delete(folder);
    }
  }

  /// Frames of different scenes, one thread, once the code is compiled.
  private static List<Row> pictures() {
    var scenes = new Scenes(MotifLibrary.bundled(), Fonts.bundled());
    var rows = new ArrayList<Row>();
    var all = new ArrayList<Double>();
    for (var spec : specs()) {
      var scene = scenes.of(spec);
      var rounds = new ArrayList<Double>();
      for (int round = 0; round < ROUNDS; round++) {
        rounds.add(millisPerFrame(scene));
      }
      // The first rounds compile.
      double measured = Medians.of(rounds.subList(2, ROUNDS));
      all.add(measured);
      rows.add(Row.info("picture, " + spec.style() + " " + spec.setting(), measured, "CPU ms"));
    }
    rows.addFirst(
        Row.bar(
            "picture with its YUV, mean of " + all.size() + " scenes",
            all.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
            MOST_MILLIS,
            "CPU ms"));
    return rows;
  }

  private static double millisPerFrame(AnimaticScene scene) {
    var out = new byte[scene.frameBytes()];
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int frame = 0; frame < FRAMES; frame++) {
      scene.renderYuv(frame / (FRAMES - 1.0), out);
    }
    return (threads.getCurrentThreadCpuTime() - before) / 1e6 / FRAMES;
  }

  private static List<SceneSpec> specs() {
    return List.of(
        spec("cinematic", "sea", "night", "storm", "lighthouse", "ship"),
        spec("cinematic", "city", "dusk", "rain", "woman", "taxi"),
        spec("cinematic", "forest", "night", "snow", "fox", "red-paper-lantern"),
        spec("cinematic", "interior", "day", "clear", "man-cook", "tomato", "onion"),
        spec("anime", "field", "day", "clear", "child-girl", "child-boy", "kite"),
        spec("watercolor", "lake", "dawn", "fog", "swan", "deer"),
        spec("3d_render", "space", "day", "clear", "rocket", "astronaut"),
        spec("paper_cut", "snow", "day", "snow", "snowman", "child-boy"),
        spec("photorealistic", "mountains", "dusk", "cloudy", "eagle", "tent"),
        spec("pixel_art", "road", "day", "clear", "automobile"));
  }

  private static SceneSpec spec(
      String style, String setting, String time, String weather, String... motifs) {
    return new SceneSpec(
        style,
        setting,
        time,
        weather,
        "push_in",
        "medium",
        List.of(motifs),
        5,
        6,
        WIDTH,
        HEIGHT,
        FRAMES * 1000L / 24);
  }

  private List<Row> films(Path folder) throws IOException, InterruptedException {
    var home = launcher.resolveSibling("");
    var encoder = FrameEncoder.find(home);
    make(folder, "first", 6);
    awaitTraining(home);
    var makes = new ArrayList<Double>();
    var encodes = new ArrayList<Double>();
    var memory = new ArrayList<Double>();
    var digests = new ArrayList<String>();
    for (int run = 1; run <= RUNS; run++) {
      var made = make(folder, "film-" + run, SHORT_SECONDS);
      makes.add(made.cpuSeconds());
      memory.add(made.peakMegabytes());
      digests.add(digest(folder.resolve("film-" + run + ".mp4")));
      if (run == 1) {
        encoder.decode(folder.resolve("film-1.mp4"), folder);
      }
      // Side by side, so that both see the same neighbours.
      encodes.add(encoder.encode(folder).cpuSeconds());
      System.err.printf(
          "run %d: made with %.1f, encoded with %.1f CPU s%n",
          run, makes.getLast(), encodes.getLast());
    }
    Files.delete(folder.resolve("frames.yuv"));
    double longMemory = make(folder, "long", LONG_SECONDS).peakMegabytes();
    double shortMemory = Medians.of(memory);
    double whole = Medians.of(makes);
    double alone = Medians.of(encodes);
    return List.of(
        Row.bar(
            "film of 30 s / encoding its frames alone",
            whole / alone,
            MOST_TIMES_ENCODING,
            "x CPU"),
        Row.bar(
            "memory of the JVM, 10 min / 30 s", longMemory / shortMemory, MOST_TIMES_MEMORY, "x"),
        Row.bar(
            "films of one seed that differ in a byte",
            digests.stream().distinct().count() - 1.0,
            0,
            "of " + (RUNS - 1)),
        Row.info("film of 30 s", whole, "CPU s"),
        Row.info("encoding alone", alone, "CPU s"),
        Row.info("memory of the JVM, 30 s", shortMemory, "MB"),
        Row.info("memory of the JVM, 10 min", longMemory, "MB"));
  }

  private MeasuredProcess make(Path folder, String name, int seconds)
      throws IOException, InterruptedException {
    var measured =
        MeasuredProcess.run(
            List.of(
                launcher.toString(),
                "make",
                STORY,
                "--seed",
                "7",
                "--seconds",
                Integer.toString(seconds),
                "--data",
                folder.resolve("data-" + name).toString(),
                "--out",
                folder.resolve(name + ".mp4").toString()),
            java.util.Map.of());
    if (measured.exit() != 0) {
      throw new IOException(
          "reel make ended with %d:%n%s".formatted(measured.exit(), measured.output()));
    }
    Folders.delete(folder.resolve("data-" + name));
    return measured;
  }

  /// The first film after a build trains the start-up cache beside itself.
  private static void awaitTraining(Path home) throws InterruptedException {
    var training = home.resolve(".reel").resolve("train-cli");
    for (int look = 0; look < LONGEST_TRAINING_SECONDS && Files.exists(training); look++) {
      Thread.sleep(1000);
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      try (var in = Files.newInputStream(file)) {
        var buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
