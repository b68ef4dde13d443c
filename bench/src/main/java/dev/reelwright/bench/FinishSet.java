package dev.reelwright.bench;

import dev.reelwright.media.caption.CaptionPainter;
import dev.reelwright.media.caption.CueMaker;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.finish.CutPlan.FadeOut;
import dev.reelwright.media.finish.CutPlan.Overlay;
import dev.reelwright.media.finish.CutPlan.Shot;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.media.sound.MusicBed;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.timeline.Transition;
import dev.reelwright.media.voice.VoiceFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the films of the finishing benchmark are made of: clips of three sizes and three rates, one
/// of them turned, one of them silent; a spoken sentence and its captions for each; music.
record FinishSet(List<Path> clips, Path other, List<Path> alike, CutPlan film) {
  private static final int SHOTS = 20;
  private static final int SECONDS = 4;
  private static final long FADE_FRAMES = 15;
  private static final double CLIP_DECIBELS = -12;
  private static final CutPlan.Format FORMAT = new CutPlan.Format(1920, 1080, FrameRate.FPS_30);
  private static final List<String> SIZES = List.of("1280x720", "1920x1080", "960x720");
  private static final List<String> RATES = List.of("24", "30", "25");

  static FinishSet make(FfmpegRunner runner, Path folder) throws IOException, InterruptedException {
    var clips = new ArrayList<Path>();
    for (int i = 0; i < SHOTS; i++) {
      clips.add(clip(runner, folder, i));
    }
    var other = clip(runner, folder, SHOTS);
    var alike = new ArrayList<Path>();
    for (int i = 0; i < SHOTS; i++) {
      var file = folder.resolve("alike-%d.mp4".formatted(i));
      picture(runner, file, i, "1920x1080", "30", true);
      alike.add(file);
    }
    var music = folder.resolve("music.wav");
    new MusicBed("calm", 3, SHOTS * SECONDS * 1000L).write(music, () -> false);
    return new FinishSet(clips, other, alike, film(clips, music, folder));
  }

  private static Path clip(FfmpegRunner runner, Path folder, int number)
      throws IOException, InterruptedException {
    var file = folder.resolve("clip-%d.mp4".formatted(number));
    var size = SIZES.get(number % SIZES.size());
    var rate = RATES.get(number / 2 % RATES.size());
    if (number != 5) {
      picture(runner, file, number, size, rate, number != 7);
      return file;
    }
    var stored = folder.resolve("stored.mp4");
    picture(runner, stored, number, "720x1280", rate, true);
    run(runner, file, "-display_rotation", "90", "-i", stored.toString(), "-c", "copy");
    return file;
  }

  private static void picture(
      FfmpegRunner runner, Path file, int number, String size, String rate, boolean sounds)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<String>();
    var source = number % 2 == 0 ? "testsrc2" : "mandelbrot";
    var from = "%s=s=%s:r=%s".formatted(source, size, rate);
    arguments.addAll(List.of("-f", "lavfi", "-i", from));
    if (sounds) {
      arguments.addAll(List.of("-f", "lavfi", "-i", "sine=f=%d".formatted(200 + 20 * number)));
      arguments.addAll(List.of("-c:a", "aac", "-ar", "48000", "-ac", "2"));
    }
    arguments.addAll(List.of("-t", Integer.toString(SECONDS), "-vf", "noise=alls=6:allf=t"));
    arguments.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"));
    run(runner, file, arguments.toArray(String[]::new));
  }

  private static void run(FfmpegRunner runner, Path output, String... arguments)
      throws IOException, InterruptedException {
    runner.run(FfmpegJob.of("making test material", List.of(arguments)).writing(output));
  }

  private static CutPlan film(List<Path> clips, Path music, Path folder)
      throws IOException, InterruptedException {
    if (!(new VoiceFinder("").choose("en") instanceof VoiceFinder.Choice.Found(var voice))) {
      throw new IOException("the bundled voice does not speak English");
    }
    var painter = new CaptionPainter(Fonts.bundled());
    var cueMaker = CueMaker.forFrame(FORMAT.widthPixels(), FORMAT.heightPixels());
    var shots = new ArrayList<Shot>();
    for (int i = 0; i < clips.size(); i++) {
      var text = "The keeper climbs the stairs, step %d, and the sea answers.".formatted(i + 1);
      var narration = folder.resolve("voice-%d.wav".formatted(i));
      var spoken = voice.speak(text, 0, narration, () -> false);
      long millis = SECONDS * 1000L;
      var overlays = new ArrayList<Overlay>();
      for (var cue : cueMaker.cues(text, "en", spoken.lengthMillis(), millis, spoken.words())) {
        if (painter.paint(cue, FORMAT.widthPixels(), FORMAT.heightPixels())
            instanceof CaptionPainter.Painted.Strip strip) {
          var png = folder.resolve("caption-%d-%d.png".formatted(i, overlays.size()));
          strip.write(png);
          var range =
              new FrameRange(
                  FORMAT.rate().frameAtMillis(cue.startMillis()),
                  FORMAT.rate().frameAtMillis(cue.endMillis()));
          overlays.add(new Overlay(png, strip.x(), strip.y(), range));
        }
      }
      var fade = i + 1 == clips.size() ? FadeOut.NONE : new FadeOut(Transition.FADE, FADE_FRAMES);
      shots.add(
          new Shot(
              clips.get(i),
              0,
              Rational.ONE,
              FORMAT.rate().frameAtMillis(millis),
              narration,
              overlays,
              fade,
              CLIP_DECIBELS));
    }
    return new CutPlan(FORMAT, shots, music, true, true);
  }

  /// The film with another clip in the place of one.
  CutPlan with(int changed) {
    var shots = new ArrayList<>(film.shots());
    var was = shots.get(changed);
    shots.set(
        changed,
        new Shot(
            other,
            was.skip(),
            was.pace(),
            was.frames(),
            was.narration(),
            was.overlays(),
            was.fade(),
            was.clipLevelDecibels()));
    return new CutPlan(
        film.format(), shots, film.music(), film.sound(), film.asFilmed(), film.look());
  }

  /// A film of nothing but clips of one make, as long as the other.
  CutPlan matching() {
    var shots =
        alike.stream()
            .map(
                clip ->
                    new Shot(clip, FORMAT.rate().frameAtMillis(SECONDS * 1000L), null, List.of()))
            .toList();
    return new CutPlan(
        FORMAT,
        shots,
        null,
        new CutPlan.Sound(true, true, CutPlan.Levels.USUAL, CutPlan.Loudness.USUAL),
        true,
        CutPlan.Look.USUAL);
  }
}
