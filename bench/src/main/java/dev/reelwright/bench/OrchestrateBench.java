package dev.reelwright.bench;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.FinishRequest.CutShot;
import dev.reelwright.media.caption.CaptionPainter.Painted;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.caption.ShortCuePainter;
import dev.reelwright.media.caption.ShortCues;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.media.font.HeadlessGraphics;
import dev.reelwright.media.sound.Speech;
import dev.reelwright.media.voice.VoiceFinder;
import dev.reelwright.project.AssStyle;
import dev.reelwright.project.Finishing;
import dev.reelwright.project.Format;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import dev.reelwright.wiring.NarratedFinisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Six clips of five seconds, a voice and captions to one video, beside what the older service did:
/// a pass that stitches and a second one that burns the captions in. Compared is processor time, of
/// ffmpeg and of this process together. The clips of the bar are smooth, as models draw them;
/// beside them stand clips full of grain, most of which costs the first encode and is gone before
/// the second. Beside it, what a job costs that makes nothing.
final class OrchestrateBench {
  private static final int RUNS = 3;
  private static final int CLIPS = 6;
  private static final int CLIP_MILLIS = 5_000;
  private static final int VOICE_SECONDS = 27;
  private static final int EMPTY_JOBS = 50;
  private static final double MOST = 0.6;
  // Strength of ffmpeg's noise filter, 0..100.
  private static final int SMOOTH = 2;
  private static final int GRAINY = 6;
  private static final Format FORMAT = new Format(1280, 720, 24, 1);
  private static final String SCRIPT =
      "A river begins as a thread of water between two stones. It does not know the sea, and it goes"
          + " there all the same. On its way it meets a stone that will not move. The river does not"
          + " argue; it leans a little, and goes around. A thousand years later the stone is smooth,"
          + " the river has a bend, and children throw pebbles into it.";

  private final Path launcher;

  OrchestrateBench(Path launcher) {
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
    HeadlessGraphics.prepare(folder.resolve("fontconfig"));
    var tools = FrameEncoder.find(launcher.resolveSibling("")).tools();
    var runner = new FfmpegRunner(tools, folder.resolve("children"));
    var voice = voice(runner, folder);
    var smooth = assembled(runner, Files.createDirectory(folder.resolve("smooth")), SMOOTH, voice);
    var grainy = assembled(runner, Files.createDirectory(folder.resolve("grainy")), GRAINY, voice);
    return List.of(
        Row.bar("assembly / stitch pass and caption pass", smooth.ratio(), MOST, "x"),
        Row.info("assembly, processor", smooth.ours(), "s"),
        Row.info("stitch pass and caption pass, processor", smooth.theirs(), "s"),
        Row.info("clips", smooth.megabits(), "Mbit/s"),
        Row.info("assembly / two passes, clips full of grain", grainy.ratio(), "x"),
        Row.info("clips full of grain", grainy.megabits(), "Mbit/s"),
        Row.info("a job that makes nothing, from order to end", emptyJobMillis(folder), "ms"));
  }

  /// @param ours processor seconds
  /// @param theirs processor seconds
  /// @param megabits a second of the clips
  private record Assembled(double ours, double theirs, double megabits) {
    double ratio() {
      return ours / theirs;
    }
  }

  private static Assembled assembled(FfmpegRunner runner, Path folder, int noise, Path voice)
      throws IOException, InterruptedException {
    var clips = clips(runner, folder, noise);
    long bytes = 0;
    for (var clip : clips) {
      bytes += Files.size(clip);
    }
    var twoPasses = new ArrayList<Double>();
    var onePass = new ArrayList<Double>();
    for (int run = 1; run <= RUNS; run++) {
      var place = Files.createDirectory(folder.resolve("run-" + run));
      var pictures = captions(place);
      double before = cpuSeconds();
      inTwoPasses(runner, clips, voice, pictures, place);
      twoPasses.add(cpuSeconds() - before);
      // A server has its fonts at hand; what it kept of other films is no help here.
      var finisher = NarratedFinisher.of(runner, place.resolve("pieces"));
      before = cpuSeconds();
      inOnePass(finisher, clips, voice, place);
      onePass.add(cpuSeconds() - before);
      Folders.delete(place);
      System.err.printf(
          "noise %d, run %d: two passes %.1f, ours %.1f CPU seconds%n",
          noise, run, twoPasses.getLast(), onePass.getLast());
    }
    double seconds = CLIPS * CLIP_MILLIS / 1000.0;
    return new Assembled(Medians.of(onePass), Medians.of(twoPasses), bytes * 8 / 1e6 / seconds);
  }

  private static List<Path> clips(FfmpegRunner runner, Path folder, int noise)
      throws IOException, InterruptedException {
    var clips = new ArrayList<Path>();
    for (int i = 0; i < CLIPS; i++) {
      var clip = folder.resolve("clip-%d.mp4".formatted(i));
      var source =
          "testsrc2=s=1280x720:r=24:d=5,hue=h=%d,noise=alls=%d:allf=t".formatted(60 * i, noise);
      runner.run(
          FfmpegJob.of(
                  "making a clip",
                  List.of(
                      "-f",
                      "lavfi",
                      "-i",
                      source,
                      "-c:v",
                      "libx264",
                      "-preset",
                      "medium",
                      "-crf",
                      "15",
                      "-pix_fmt",
                      "yuv420p"))
              .writing(clip));
      clips.add(clip);
    }
    return clips;
  }

  /// The bundled voice, and silence up to the whole length.
  private static Path voice(FfmpegRunner runner, Path folder)
      throws IOException, InterruptedException {
    if (!(new VoiceFinder("").choose("en") instanceof VoiceFinder.Choice.Found(var speaker))) {
      throw new IOException("there is no voice for English");
    }
    var spoken = folder.resolve("voice.wav");
    speaker.speak(SCRIPT, VOICE_SECONDS * 1000L, spoken, () -> false);
    var voice = folder.resolve("voice.mp3");
    var arguments = new ArrayList<>(List.of("-i", spoken.toString()));
    arguments.addAll(List.of("-af", "apad=whole_dur=" + VOICE_SECONDS, "-c:a", "libmp3lame"));
    runner.run(FfmpegJob.of("making a voice", arguments).writing(voice));
    return voice;
  }

  private record Picture(Cue cue, Path png, int x, int y) {}

  private static List<Picture> captions(Path place) throws IOException {
    var painter = new ShortCuePainter(Fonts.bundled());
    var look =
        new ShortCuePainter.Look(22, true, 0xFFFF00, 0, 2, 1, ShortCuePainter.Edge.BOTTOM, 60);
    var pictures = new ArrayList<Picture>();
    for (var cue : ShortCues.of(SCRIPT, Speech.throughout(VOICE_SECONDS * 1000L))) {
      if (painter.paint(cue, look, FORMAT.widthPixels(), FORMAT.heightPixels())
          instanceof Painted.Strip strip) {
        var png = place.resolve("caption-%d.png".formatted(pictures.size()));
        strip.write(png);
        pictures.add(new Picture(cue, png, strip.x(), strip.y()));
      }
    }
    return pictures;
  }

  /// As the older service did it, with the same captions.
  private static void inTwoPasses(
      FfmpegRunner runner, List<Path> clips, Path voice, List<Picture> pictures, Path place)
      throws IOException, InterruptedException {
    var list = new StringBuilder();
    clips.forEach(clip -> list.append("file '%s'\n".formatted(clip)));
    var listFile = Files.writeString(place.resolve("inputs.txt"), list);
    var stitched = place.resolve("stitched.mp4");
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-f", "concat", "-safe", "0", "-i", listFile.toString()));
    arguments.addAll(List.of("-i", voice.toString()));
    arguments.addAll(List.of("-t", Integer.toString(VOICE_SECONDS)));
    arguments.addAll(List.of("-af", "loudnorm=I=-14:TP=-1.5:LRA=7,aresample=48000"));
    arguments.addAll(List.of("-map", "0:v:0", "-map", "1:a:0"));
    runner.run(FfmpegJob.of("stitching", with(arguments)).writing(stitched));

    arguments = new ArrayList<>(List.of("-i", stitched.toString()));
    var filters = new StringBuilder("[0:v]null[p0];");
    for (int i = 0; i < pictures.size(); i++) {
      var picture = pictures.get(i);
      arguments.addAll(List.of("-i", picture.png().toString()));
      filters.append(
          "[p%d][%d:v]overlay=%d:%d:enable='between(t,%d/1000,%d/1000)'[p%d];"
              .formatted(
                  i,
                  i + 1,
                  picture.x(),
                  picture.y(),
                  picture.cue().startMillis(),
                  picture.cue().endMillis(),
                  i + 1));
    }
    filters.append("[p%d]null[out]".formatted(pictures.size()));
    arguments.addAll(List.of("-filter_complex", filters.toString()));
    arguments.addAll(List.of("-map", "[out]", "-map", "0:a"));
    runner.run(
        FfmpegJob.of("burning captions in", with(arguments))
            .writing(place.resolve("subtitled.mp4")));
  }

  private static List<String> with(List<String> arguments) {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "23"));
    all.addAll(List.of("-pix_fmt", "yuv420p", "-threads", "2"));
    all.addAll(List.of("-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart"));
    return all;
  }

  private static void inOnePass(NarratedFinisher finisher, List<Path> clips, Path voice, Path place)
      throws IOException, InterruptedException {
    var shots = new ArrayList<CutShot>();
    long left = VOICE_SECONDS * 1000L + 50;
    for (var clip : clips) {
      var length = Math.min(CLIP_MILLIS, left);
      shots.add(new CutShot(clip, length, shots.isEmpty() ? voice : null, "", List.of()));
      left -= length;
    }
    var request =
        new FinishRequest(
            FORMAT,
            shots,
            true,
            "en",
            null,
            false,
            false,
            FinishRequest.Levels.USUAL,
            Finishing.USUAL,
            new FinishRequest.Script(SCRIPT, List.of(), AssStyle.USUAL));
    ProgressListener nobody = (_, _) -> {};
    finisher.finish(
        request,
        place.resolve("film.mp4"),
        Files.createDirectory(place.resolve("work")),
        nobody,
        CancelSignal.NEVER);
  }

  /// One after the other, on a server that has worked for a while.
  private double emptyJobMillis(Path folder) throws IOException, InterruptedException {
    try (var server =
            ServedReel.start(
                ServedReel.Program.ofLauncher(launcher), folder.resolve("server-data"));
        var client = new JobClient(server.address())) {
      for (int i = 0; i < EMPTY_JOBS; i++) {
        emptyJob(client, server, "warm-" + i);
      }
      long before = System.nanoTime();
      for (int i = 0; i < EMPTY_JOBS; i++) {
        emptyJob(client, server, "job-" + i);
      }
      return (System.nanoTime() - before) / 1e6 / EMPTY_JOBS;
    }
  }

  private static void emptyJob(JobClient client, ServedReel server, String run)
      throws IOException, InterruptedException {
    var job =
        client.order(Map.of("script", "", "caption", "", "run_id", run, "prompts", List.of()));
    var status = client.status(job);
    while (!JobClient.isOver(status)) {
      server.letRun(2);
      status = client.status(job);
    }
    if (!JobClient.isCompleted(status)) {
      throw new IOException("a job that makes nothing ended as " + status);
    }
  }

  /// Of this process and of all it started and waited for.
  private static double cpuSeconds() throws IOException {
    return new ProcessFacts(ProcessHandle.current().pid()).cpuSeconds()
        + MeasuredProcess.childrenCpu();
  }
}
