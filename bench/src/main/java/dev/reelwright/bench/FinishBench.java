package dev.reelwright.bench;

import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.finish.CutFinisher;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.finish.PieceShelf;
import dev.reelwright.media.probe.Probe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Twenty clips of different makes, narration, music and burnt-in captions to one film in 1080p30,
/// beside one ffmpeg command that does the same in a single pass, and beside what simple tools do.
/// Compared is processor time, of ffmpeg and of this process together.
final class FinishBench {
  private static final int RUNS = 3;
  private static final int CHANGED = 9;
  private static final double MOST_GROWTH_MEGABYTES = 8;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Path launcher;

  FinishBench(Path launcher) {
    this.launcher = launcher;
  }

  List<Row> run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("reel-bench");
    try {
      return measure(folder);
    } finally {
      Folders.delete(folder);
    }
  }

  private List<Row> measure(Path folder) throws IOException, InterruptedException {
    var tools = FrameEncoder.find(launcher.resolveSibling("")).tools();
    var runner = new FfmpegRunner(tools, folder.resolve("children"));
    var set = FinishSet.make(runner, Files.createDirectory(folder.resolve("set")));
    var single = new ArrayList<Double>();
    var scratch = new ArrayList<Double>();
    var last = new ArrayList<Double>();
    var change = new ArrayList<Double>();
    var memory = new ArrayList<Double>();
    for (int run = 1; run <= RUNS; run++) {
      var place = Files.createDirectory(folder.resolve("run-" + run));
      var plan = set.film();
      single.add(cpu(() -> new SinglePass(runner, set).make(place.resolve("single.mp4"))));

      var bench = new Finishing(runner, place);
      scratch.add(cpu(() -> bench.finish(plan)));
      bench.forgetPieces();
      bench.finisher.prepare(
          without(plan, plan.shots().size() - 1), places(plan), bench.work(), () -> false);
      last.add(cpu(() -> bench.finish(plan)));
      var changed = set.with(CHANGED);
      change.add(cpu(() -> bench.finish(changed)));
      memory.add(liveMegabytes());
      Folders.delete(place);
      System.err.printf(
          "run %d: single pass %.1f, from scratch %.1f, after the last clip %.1f, one shot"
              + " changed %.1f CPU seconds%n",
          run, single.getLast(), scratch.getLast(), last.getLast(), change.getLast());
    }
    var place = Files.createDirectory(folder.resolve("others"));
    double naive = cpu(() -> new SimpleTools(runner, set, place).make());
    var alike = set.matching();
    double encoded = cpu(() -> new SinglePass(runner, set).joinEncoding(alike, place));
    var bench = new Finishing(runner, place);
    double joined = cpu(() -> bench.finish(alike));

    double base = Medians.of(single);
    var rows = new ArrayList<Row>();
    rows.addAll(new LongExport(launcher, folder).run());
    rows.addAll(
        0,
        List.of(
            Row.bar("from scratch / single pass", Medians.of(scratch) / base, 1.25, "x"),
            Row.bar("after the last clip / single pass", Medians.of(last) / base, 0.40, "x"),
            Row.bar("one shot changed / single pass", Medians.of(change) / base, 0.50, "x"),
            Row.least("encoding matching clips / joining them", encoded / joined, 50, "x"),
            Row.bar(
                "memory held after three rounds of films, more than after the first",
                memory.getLast() - memory.getFirst(),
                MOST_GROWTH_MEGABYTES,
                "MB"),
            Row.info("single pass, processor", base, "s"),
            Row.info("clip by clip, join, captions, sound / single pass", naive / base, "x"),
            Row.info("joining matching clips, processor", joined, "s"),
            Row.info("film", (double) set.film().frames(), "frames of 1920x1080")));
    return rows;
  }

  private static Set<Integer> places(CutPlan plan) {
    var places = new HashSet<Integer>();
    for (int i = 0; i < plan.shots().size(); i++) {
      places.add(i);
    }
    return places;
  }

  /// The film before one of its clips has arrived.
  private static CutPlan without(CutPlan plan, int shot) {
    var shots = new ArrayList<>(plan.shots());
    var missing = shots.get(shot);
    shots.set(shot, CutPlan.Shot.gap(missing.frames(), missing.narration()).fading(missing.fade()));
    return new CutPlan(
        plan.format(), shots, plan.music(), plan.sound(), plan.asFilmed(), plan.look());
  }

  /// Of this process and of all it started and waited for.
  private static double cpuSeconds() throws IOException {
    return new ProcessFacts(ProcessHandle.current().pid()).cpuSeconds()
        + MeasuredProcess.childrenCpu();
  }

  private static double liveMegabytes() {
    var heap = ManagementFactory.getMemoryMXBean();
    heap.gc();
    return heap.getHeapMemoryUsage().getUsed() / BYTES_PER_MEGABYTE;
  }

  private static double cpu(Timed work) throws IOException, InterruptedException {
    double before = cpuSeconds();
    work.run();
    return cpuSeconds() - before;
  }

  private interface Timed {
    void run() throws IOException, InterruptedException;
  }

  /// A finisher with an empty shelf.
  private static final class Finishing {
    private final FfmpegRunner runner;
    private final Path place;
    private CutFinisher finisher;

    Finishing(FfmpegRunner runner, Path place) throws IOException {
      this.runner = runner;
      this.place = place;
      this.finisher = fresh();
    }

    void forgetPieces() throws IOException {
      finisher = fresh();
    }

    private CutFinisher fresh() throws IOException {
      var shelf = Files.createTempDirectory(place, "pieces");
      return new CutFinisher(
          runner, new Probe(runner), PieceShelf.in(shelf, 1L << 33, InstantSource.system()));
    }

    Path work() throws IOException {
      return Files.createTempDirectory(place, "work");
    }

    void finish(CutPlan plan) throws IOException, InterruptedException {
      var cut =
          finisher.finish(
              plan, place.resolve("film.mp4"), work(), (fraction, doing) -> {}, () -> false);
      if (cut.inSinglePass()) {
        throw new IOException("the film had to be made in a single pass");
      }
    }
  }
}
