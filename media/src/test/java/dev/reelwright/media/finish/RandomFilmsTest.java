package dev.reelwright.media.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.finish.CutPlan.FadeOut;
import dev.reelwright.media.finish.CutPlan.Format;
import dev.reelwright.media.finish.CutPlan.Look;
import dev.reelwright.media.finish.CutPlan.Shot;
import dev.reelwright.media.finish.CutPlan.Sound;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.timeline.Transition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Films of any lengths, rates, fades, gaps and speeches, each exact to the frame.
class RandomFilmsTest extends FilmLab {
  private static final int FILMS = Integer.getInteger("reelwright.films", 200);
  private static final List<FrameRate> RATES =
      List.of(
          FrameRate.FPS_23_976,
          FrameRate.FPS_24,
          FrameRate.FPS_25,
          FrameRate.FPS_29_97,
          FrameRate.FPS_30,
          FrameRate.FPS_50,
          FrameRate.FPS_59_94,
          FrameRate.FPS_60);

  private final Probe probe = new Probe(TestFfmpeg.runner());
  private final CutFinisher finisher = new CutFinisher(TestFfmpeg.runner(), probe);

  @Test
  void everyFilmHasExactlyItsFramesAtTheirTimesAndBothStreamsEndTogether() throws Exception {
    var clips =
        List.of(
            clip("a.mp4", "64x36", "24", 2, "-f", "lavfi", "-i", "sine=d=2"),
            clip("b.mp4", "48x64", "30", 0.7),
            clip("c.mov", "64x48", "30000/1001", 1.5),
            clip("d.mp4", "32x32", "50", 0.2),
            clip("e.mp4", "64x36", "24000/1001", 3, "-f", "lavfi", "-i", "sine=d=1"));
    var voices =
        List.of(
            sound("long.wav", "sine=f=300:d=4", "22050"),
            sound("short.wav", "sine=f=400:d=0.3", "48000"));

    int inSinglePass = 0;
    for (int seed = 0; seed < FILMS; seed++) {
      var plan = plan(new Random(seed), clips, voices);
      inSinglePass += check(plan, seed) ? 1 : 0;
    }
    // A piece of two or three frames now and then joins into a film that states a wrong length.
    assertThat(inSinglePass).as("films that could not be joined").isLessThan(FILMS / 20);
  }

  /// @return whether joining failed
  private boolean check(CutPlan plan, int seed) throws Exception {
    var film = folder.resolve("film-%d.mp4".formatted(seed));
    var scratch = Files.createTempDirectory(folder, "scratch");

    var cut = finisher.finish(plan, film, scratch, (fraction, doing) -> {}, () -> false);

    var rate = plan.format().rate();
    var step = EncodingProfile.ticksPerFrame(rate);
    var expected = IntStream.range(0, (int) plan.frames()).mapToLong(i -> i * step).toArray();
    assertThat(shownAt(film, rate)).as("frames of film %d: %s", seed, plan).isEqualTo(expected);
    var seconds = rate.secondsAtFrame(plan.frames());
    double length = (double) seconds.num() / seconds.den();
    for (var stream : lengths(film)) {
      assertThat(Math.abs(stream - length))
          .as("a stream of film %d lasts %f of %f s", seed, stream, length)
          .isLessThan((double) rate.perSecond().den() / rate.perSecond().num());
    }
    assertThat(lengths(film)).hasSize(2);
    Files.delete(film);
    return cut.inSinglePass();
  }

  private static CutPlan plan(Random random, List<Path> clips, List<Path> voices) {
    var rate = RATES.get(random.nextInt(RATES.size()));
    int count = 1 + random.nextInt(5);
    var shots = new ArrayList<Shot>();
    for (int i = 0; i < count; i++) {
      long frames = 3 + random.nextLong(60);
      var voice = random.nextInt(3) == 0 ? voices.get(random.nextInt(voices.size())) : null;
      shots.add(
          random.nextInt(8) == 0
              ? Shot.gap(frames, voice)
              : new Shot(
                  clips.get(random.nextInt(clips.size())),
                  random.nextInt(3) == 0 ? random.nextInt(70) : 0,
                  random.nextInt(5) == 0 ? new Rational(10 + random.nextInt(9), 10) : Rational.ONE,
                  frames,
                  voice,
                  List.of(),
                  FadeOut.NONE,
                  random.nextInt(4) == 0 ? -6 : 0));
    }
    var kinds = Transition.values();
    for (int i = 0; i + 1 < count; i++) {
      long most = (Math.min(shots.get(i).frames(), shots.get(i + 1).frames()) - 1) / 2;
      if (random.nextBoolean() && most > 0) {
        long fade = 1 + random.nextLong(most);
        shots.set(i, shots.get(i).fading(new FadeOut(kinds[random.nextInt(kinds.length)], fade)));
      }
    }
    var music = random.nextInt(4) == 0 ? voices.getFirst() : null;
    return new CutPlan(
        new Format(64, random.nextBoolean() ? 36 : 96, rate),
        shots,
        music,
        new Sound(true, random.nextBoolean(), CutPlan.Levels.USUAL, CutPlan.Loudness.USUAL),
        false,
        Look.USUAL);
  }

  /// When each decoded frame is shown, in ticks of the film, in the order they come.
  private long[] shownAt(Path film, FrameRate rate) throws Exception {
    var list = folder.resolve("shown.txt");
    TestFfmpeg.make(
        list,
        "-xerror",
        "-i",
        film.toString(),
        "-map",
        "0:v",
        "-fps_mode",
        "passthrough",
        "-f",
        "framecrc");
    var times = new ArrayList<Long>();
    double base = 0;
    for (var line : Files.readAllLines(list)) {
      if (line.startsWith("#tb 0:")) {
        base = Double.parseDouble(line.substring(line.indexOf('/') + 1).strip());
      } else if (!line.startsWith("#")) {
        times.add(Long.parseLong(line.split(",", -1)[2].strip()));
      }
    }
    assertThat(base).isPositive();
    double ticksEach = EncodingProfile.timescale(rate) / base;
    // The decoder may tell times in another unit than the file.
    return times.stream().mapToLong(time -> Math.round(time * ticksEach)).toArray();
  }

  private static List<Double> lengths(Path film) throws Exception {
    var answer =
        TestFfmpeg.runner()
            .probe(
                "measuring",
                List.of("-show_entries", "stream=duration", "-of", "csv=p=0", film.toString()),
                java.time.Duration.ofMinutes(1),
                () -> false);
    return Arrays.stream(answer.strip().split("\n")).map(Double::parseDouble).toList();
  }
}
