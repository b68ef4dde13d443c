package dev.reelwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// The README's example from prompt to file, as a user starts it, beside what no maker can do
/// without: encoding the same frames.
final class MakeBench {
  private static final String PROMPT =
      "A lighthouse keeper climbs the stairs on a stormy night. The lamp flares."
          + " A ship turns away from the rocks.";
  private static final int RUNS = 3;
  private static final int LONGEST_TRAINING_SECONDS = 180;
  private static final double MOST_TIMES_ENCODING = 3;
  private static final double MOST_MEGABYTES = 600;
  private static final double MOST_START_SECONDS = 0.5;

  private final Path launcher;
  private final Path home;

  MakeBench(Path launcher) {
    this.launcher = launcher;
    this.home = launcher.resolveSibling("");
  }

  List<Row> run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("reel-bench");
    try {
      return measure(folder);
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private List<Row> measure(Path folder) throws IOException, InterruptedException {
    var starts = new ArrayList<MeasuredProcess>();
    var makes = new ArrayList<MeasuredProcess>();
    var encodes = new ArrayList<MeasuredProcess>();
    var encoder = FrameEncoder.find(home);
    long frames = 0;
    double first = afterABuild(folder);
    for (int run = 1; run <= RUNS; run++) {
      // A data folder of its own each time: otherwise the takes of the first would be used again.
      var film = folder.resolve("film-" + run + ".mp4");
      starts.add(reel("--version"));
      makes.add(
          reel(
              "make",
              PROMPT,
              "--seed",
              "7",
              "--data",
              folder.resolve("data-" + run).toString(),
              "--out",
              film.toString()));
      if (run == 1) {
        frames = encoder.decode(film, folder);
      }
      encodes.add(encoder.encode(folder));
      System.err.printf(
          "run %d: made in %.1f s, encoded in %.1f s%n",
          run, makes.getLast().wallSeconds(), encodes.getLast().wallSeconds());
    }
    double wall = median(makes, MeasuredProcess::wallSeconds);
    double alone = median(encodes, MeasuredProcess::wallSeconds);
    return List.of(
        Row.bar("whole job / encoding its frames alone", wall / alone, MOST_TIMES_ENCODING, "x"),
        Row.bar(
            "peak memory of the JVM",
            median(makes, MeasuredProcess::peakMegabytes),
            MOST_MEGABYTES,
            "MB"),
        Row.bar(
            "start without work (reel --version)",
            median(starts, MeasuredProcess::wallSeconds),
            MOST_START_SECONDS,
            "s"),
        Row.info("whole job, wall", wall, "s"),
        Row.info("whole job, processor", median(makes, MeasuredProcess::cpuSeconds), "s"),
        Row.info("first film after a build, wall", first, "s"),
        Row.info("encoding alone, wall", alone, "s"),
        Row.info("encoding alone, processor", median(encodes, MeasuredProcess::cpuSeconds), "s"),
        Row.info("film", (double) frames, "frames of 1280x720"));
  }

  /// The first film after a build trains the start-up cache beside itself; the others are measured
  /// once that is over.
  ///
  /// @return seconds that it took
  private double afterABuild(Path folder) throws IOException, InterruptedException {
    var made =
        reel(
            "make",
            PROMPT,
            "--data",
            folder.resolve("data-first").toString(),
            "--out",
            folder.resolve("first.mp4").toString());
    var training = home.resolve(".reel").resolve("train-cli");
    for (int look = 0; look < LONGEST_TRAINING_SECONDS && Files.exists(training); look++) {
      TimeUnit.SECONDS.sleep(1);
    }
    return made.wallSeconds();
  }

  private MeasuredProcess reel(String... args) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(launcher.toString());
    command.addAll(List.of(args));
    var measured = MeasuredProcess.run(command, Map.of());
    if (measured.exit() != 0) {
      throw new IOException(
          "reel %s ended with %d:%n%s".formatted(args[0], measured.exit(), measured.output()));
    }
    return measured;
  }

  private static double median(
      List<MeasuredProcess> runs, ToDoubleFunction<MeasuredProcess> value) {
    var sorted = runs.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
