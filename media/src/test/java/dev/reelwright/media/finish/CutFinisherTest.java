package dev.reelwright.media.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.finish.CutPlan.Format;
import dev.reelwright.media.finish.CutPlan.Overlay;
import dev.reelwright.media.finish.CutPlan.Shot;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.UnreadableMediaException;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.timeline.Transition;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CutFinisherTest extends FilmLab {
  private final Probe probe = new Probe(TestFfmpeg.runner());
  private final CutFinisher finisher = new CutFinisher(TestFfmpeg.runner(), probe);
  private Path scratch;
  private Path target;

  @BeforeEach
  void prepare() throws IOException {
    scratch = Files.createDirectory(folder.resolve("scratch"));
    target = folder.resolve("film.mp4");
  }

  @Test
  void joinsClipsOfAllSizesAndRatesExactly() throws Exception {
    var shots =
        List.of(
            shot(clip("24.mp4", "320x180", "24", 1.0), 24),
            shot(clip("30-longer.mp4", "640x480", "30", 1.5), 20),
            shot(clip("25-shorter-portrait.mp4", "90x160", "25", 0.5), 30),
            shot(
                clip(
                    "ntsc-with-sound.mov",
                    "322x182",
                    "30000/1001",
                    1.0,
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=d=1"),
                24),
            shot(still("photo.png", "200x200"), 12));

    var cut = finish(plan(LANDSCAPE, shots, null));

    assertThat(cut.frames()).isEqualTo(110);
    assertThat(cut.inSinglePass()).isFalse();
    assertThat(decodedFrames(target)).isEqualTo(110);
    var probed = probe.probe(target);
    assertThat(probed.sound()).isEmpty();
    assertThat(probed.picture().orElseThrow().length()).contains(Duration.ofNanos(4_583_333_333L));
    assertThat(probed.picture().orElseThrow().colorSpace()).isEqualTo("bt709");
    // The portrait clip stands between black bars; its last frame is held.
    assertThat(pixel(target, 70, 5, 90)).isEqualTo("dark");
    assertThat(pixel(target, 70, 160, 90)).isEqualTo("light");
    assertThat(pixel(target, 10, 5, 90)).isEqualTo("light");
  }

  @Test
  void narrationAndDuckedMusicEndWithThePicturesAtTheRightLoudness() throws Exception {
    var voice = sound("voice.wav", "sine=f=300:d=0.8,volume=-20dB,tremolo=f=5:d=0.9", "22050");
    var late = sound("late.mp3", "sine=f=500:d=3,volume=-12dB", "44100");
    var music = sound("music.flac", "sine=f=100:d=1,volume=-3dB", "48000");
    var shots =
        List.of(
            new Shot(clip("a.mp4", "320x180", "24", 2), 48, voice, List.of()),
            new Shot(clip("b.mp4", "320x180", "24", 2), 37, late, List.of()));

    var cut = finish(plan(LANDSCAPE, shots, music));

    var probed = probe.probe(target);
    var frame = Duration.ofNanos(1_000_000_000L / 24);
    assertThat(probed.sound().orElseThrow().sampleRateHz()).isEqualTo(48_000);
    assertThat(probed.sound().orElseThrow().channels()).isEqualTo(2);
    assertThat(probed.sound().orElseThrow().length().orElseThrow())
        .isBetween(length(probed).minus(frame), length(probed).plus(frame));
    assertThat(decodedFrames(target)).isEqualTo(85);
    var heard = loudness(target);
    assertThat(heard.integratedLufs()).isCloseTo(-16, within(1.0));
    assertThat(heard.truePeakDb()).isLessThanOrEqualTo(-1.5);
    assertThat(cut.loudness().orElseThrow().integratedLufs()).isCloseTo(-16, within(0.6));
  }

  @Test
  void limitsPeaksOfLoudAndSharpSound() throws Exception {
    var clicks =
        sound(
            "clicks.wav", "aevalsrc='if(lt(mod(t,0.5),0.004),0.9,0.01*sin(1000*t))':d=2", "48000");
    var shots = List.of(new Shot(clip("a.mp4", "320x180", "24", 2), 48, clicks, List.of()));

    finish(plan(LANDSCAPE, shots, null));

    assertThat(loudness(target).truePeakDb()).isLessThanOrEqualTo(-1.0);
  }

  @Test
  void silenceIsWrittenOnlyWhenAskedFor() throws Exception {
    var shots = List.of(shot(clip("a.mp4", "320x180", "24", 1), 24));

    finish(new CutPlan(LANDSCAPE, shots, null, true));

    assertThat(probe.probe(target).sound()).isPresent();
    assertThat(loudness(target).integratedLufs()).isLessThanOrEqualTo(-69);
  }

  @Test
  void overlaysShowForExactlyTheirFrames() throws Exception {
    var white = overlay("it's %d.png", 80, 40, Color.WHITE);
    var black = clip("black.mp4", "320x180", "24", 1, new String[0], "color=c=black");
    var shots =
        List.of(
            shot(black, 12),
            new Shot(
                black,
                24,
                null,
                List.of(
                    new Overlay(white, 40, 100, new FrameRange(6, 10)),
                    new Overlay(white, 200, 100, new FrameRange(8, 30)))));

    finish(plan(LANDSCAPE, shots, null));

    assertThat(pixels(target, 80, 120)).isEqualTo(dark(18) + light(4) + dark(14));
    assertThat(pixels(target, 240, 120)).isEqualTo(dark(20) + light(16));
  }

  @Test
  void copiesAClipThatIsFinishedAlready() throws Exception {
    var own = folder.resolve("own.mp4");
    var arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=24:d=1"));
    arguments.addAll(List.of("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"));
    arguments.addAll(EncodingProfile.STANDARD.videoArguments(FrameRate.FPS_24, 2));
    TestFfmpeg.make(own, arguments.toArray(String[]::new));
    var foreign = clip("foreign.mp4", "320x180", "24", 1);

    var cut =
        finish(plan(LANDSCAPE, List.of(shot(own, 24), shot(foreign, 24), shot(own, 23)), null));

    assertThat(cut.copiedShots()).isEqualTo(1);
    assertThat(cut.inSinglePass()).isFalse();
    assertThat(decodedFrames(target)).isEqualTo(71);
  }

  @Test
  void theSlowWayGivesTheSameFilm() throws Exception {
    var rate = FrameRate.FPS_29_97;
    var format = new Format(320, 180, rate);
    var shots =
        List.of(
            shot(clip("a.mp4", "320x180", "24", 1), 17),
            new Shot(
                clip("b.mp4", "160x160", "25", 1),
                31,
                null,
                List.of(
                    new Overlay(overlay("o.png", 20, 20, Color.RED), 0, 0, new FrameRange(0, 5)))));
    var plan = plan(format, shots, sound("m.wav", "sine=d=1", "48000"));

    finish(plan);
    var slow = folder.resolve("slow.mp4");
    var slowScratch = Files.createDirectory(folder.resolve("slow"));
    finisher.finishInSinglePass(plan, slow, slowScratch, (fraction, doing) -> {}, () -> false);

    assertThat(decodedFrames(target)).isEqualTo(48).isEqualTo(decodedFrames(slow));
    assertThat(length(probe.probe(slow))).isEqualTo(length(probe.probe(target)));
  }

  @Test
  void shotsFadeIntoEachOtherInPictureAndSound() throws Exception {
    var white = clip("white.mp4", "320x180", "30", 1.0, "-f", "lavfi", "-i", "sine=f=300:d=1");
    var black =
        clip(
            "black.mp4",
            "160x90",
            "24",
            1,
            new String[] {"-f", "lavfi", "-i", "sine=f=500:d=1"},
            "color=c=black");
    var silent = clip("silent.mp4", "320x180", "24", 1.0);
    var fade = new CutPlan.FadeOut(Transition.FADE, 8);
    var shots =
        List.of(shot(white, 24).fading(fade), shot(black, 24).fading(fade), shot(silent, 24));
    var plan = new CutPlan(LANDSCAPE, shots, null, true, true);

    var cut = finish(plan);

    assertThat(cut.inSinglePass()).isFalse();
    assertThat(cut.frames()).isEqualTo(56);
    assertThat(decodedFrames(target)).isEqualTo(56);
    var probed = probe.probe(target);
    assertThat(probed.sound().orElseThrow().length().orElseThrow())
        .isCloseTo(length(probed), Duration.ofMillis(42));
    // Half of a fade is lighter than grey: 16 alone, 4 or 5 fading, and the other way round.
    assertThat(pixels(target, 160, 90)).matches("#{19,22}\\.{11,18}#{19,22}");
    assertThat(loudestDb(target, 0.70, 0.25)).as("in the first fade").isGreaterThan(-30);
    assertThat(loudestDb(target, 1.75, 0.4)).as("behind the last sound").isLessThan(-60);
    var slow = folder.resolve("slow.mp4");
    var slowScratch = Files.createDirectory(folder.resolve("slow"));
    finisher.finishInSinglePass(plan, slow, slowScratch, (fraction, doing) -> {}, () -> false);
    assertThat(decodedFrames(slow)).isEqualTo(56);
    assertThat(pixels(slow, 160, 90)).isEqualTo(pixels(target, 160, 90));
  }

  @Test
  void clipsOfOneMakeAreJoinedAsTheyCameWhereThatIsAskedFor() throws Exception {
    var one = clip("one.mp4", "64x36", "8", 1.0, "-f", "lavfi", "-i", "sine=f=300:d=1");
    var other = clip("other.mp4", "64x36", "8", 1.0, "-f", "lavfi", "-i", "sine=f=500:d=1");
    var shots = List.of(shot(one, 24), shot(other, 24));

    var cut = finish(asFilmed(shots));

    assertThat(cut.copiedShots()).isEqualTo(2);
    assertThat(cut.frames()).isEqualTo(16);
    assertThat(packets(target, "v")).isEqualTo(packets(one, "v") + packets(other, "v"));
    assertThat(packets(target, "a")).isEqualTo(packets(one, "a") + packets(other, "a"));
  }

  @Test
  void clipsOfDifferentMakesAreBroughtIntoTheFilmsFormat() throws Exception {
    var sounding = clip("sounding.mp4", "64x36", "8", 1.0, "-f", "lavfi", "-i", "sine=d=1");
    var silent = clip("silent.mp4", "64x36", "8", 1.0);
    var shots = List.of(shot(sounding, 24), shot(silent, 24));

    var cut = finish(asFilmed(shots));

    assertThat(cut.copiedShots()).isZero();
    assertThat(cut.frames()).isEqualTo(48);
  }

  @Test
  void aFadeLeavesSomethingOfEachShot() {
    var four = new CutPlan.FadeOut(Transition.FADE, 4);
    var shots = List.of(shot(folder, 24).fading(four), shot(folder, 9).fading(four));

    var plan = new CutPlan(LANDSCAPE, with(shots, shot(folder, 24)), null, true, true);

    assertThat(plan.frames()).isEqualTo(49);
    assertThatThrownBy(() -> new CutPlan(LANDSCAPE, shots, null, true, true))
        .as("nothing to fade into")
        .isInstanceOf(IllegalArgumentException.class);
    var short8 = List.of(shot(folder, 24).fading(four), shot(folder, 8).fading(four));
    assertThatThrownBy(
            () -> new CutPlan(LANDSCAPE, with(short8, shot(folder, 24)), null, true, true))
        .as("fades all the time")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachCutFadesInItsOwnWayAndATrimmedClipBeginsLater() throws Exception {
    var white = clip("white.mp4", "160x90", "24", 1, new String[0], "color=c=white");
    var black = clip("black.mp4", "160x90", "24", 1, new String[0], "color=c=black");
    var sine = new String[] {"-f", "lavfi", "-i", "sine=f=500:d=1"};
    var grey = clip("grey.mp4", "160x90", "24", 1, sine, "color=c=gray");
    var shots =
        List.of(
            shot(white, 24).fading(new CutPlan.FadeOut(Transition.WIPELEFT, 6)),
            shot(black, 24),
            // Its sound ends before the trimmed part begins: its last picture is held in silence.
            new Shot(grey, 40, Rational.ONE, 12, null, List.of(), CutPlan.FadeOut.NONE, 3));
    var plan = new CutPlan(LANDSCAPE, shots, null, true, true);

    var cut = finish(plan);

    assertThat(cut.inSinglePass()).isFalse();
    assertThat(decodedFrames(target)).isEqualTo(54);
    var slow = folder.resolve("slow.mp4");
    var slowScratch = Files.createDirectory(folder.resolve("slow"));
    finisher.finishInSinglePass(plan, slow, slowScratch, (fraction, doing) -> {}, () -> false);
    assertThat(pixels(slow, 160, 90)).isEqualTo(pixels(target, 160, 90));
  }

  @Test
  void reportsProgressThatNeverFalls() throws Exception {
    var seen = new ArrayList<Double>();
    var shots =
        List.of(
            shot(clip("a.mp4", "320x180", "24", 1), 24),
            shot(clip("b.mp4", "320x180", "24", 1), 24));

    finisher.finish(
        plan(LANDSCAPE, shots, null),
        target,
        scratch,
        (fraction, doing) -> seen.add(fraction),
        () -> false);

    assertThat(seen).isSorted().last().isEqualTo(1.0);
  }

  @Test
  void brokenAndForeignInputsAreNamed() throws Exception {
    var good = shot(clip("a.mp4", "320x180", "24", 1), 24);
    var text = Files.writeString(folder.resolve("text.mp4"), "not a film");
    var sound = sound("only-sound.wav", "sine=d=0.5", "48000");

    assertThatThrownBy(() -> finish(plan(LANDSCAPE, List.of(good, shot(text, 24)), null)))
        .isInstanceOf(UnreadableMediaException.class)
        .hasMessageContaining("text.mp4");
    assertThatThrownBy(() -> finish(plan(LANDSCAPE, List.of(shot(sound, 24)), null)))
        .isInstanceOf(FinishException.class)
        .hasMessage("only-sound.wav holds no pictures");
    assertThatThrownBy(() -> finish(plan(LANDSCAPE, List.of(good), good.clip())))
        .isInstanceOf(FinishException.class)
        .hasMessage("a.mp4 holds no sound");
    assertThat(target).doesNotExist();
  }

  @Test
  void cancelLeavesNoProcessAndNoFilm() throws Exception {
    var before = ProcessHandle.current().descendants().toList();
    var cancelled = new AtomicBoolean();
    var shots = List.of(shot(clip("a.mp4", "320x180", "24", 1), 100_000));

    assertThatThrownBy(
            () ->
                finisher.finish(
                    plan(LANDSCAPE, shots, null),
                    target,
                    scratch,
                    (fraction, doing) -> cancelled.set(doing.startsWith("encoding")),
                    cancelled::get))
        .isInstanceOf(CancellationException.class);

    assertThat(ProcessHandle.current().descendants().toList()).isSubsetOf(before);
    assertThat(target).doesNotExist();
  }

  private FinishedCut finish(CutPlan plan) throws IOException, InterruptedException {
    return finisher.finish(plan, target, scratch, (fraction, doing) -> {}, () -> false);
  }

  private static CutPlan plan(Format format, List<Shot> shots, Path music) {
    return new CutPlan(format, shots, music, false);
  }

  private static CutPlan asFilmed(List<Shot> shots) {
    return new CutPlan(
        LANDSCAPE,
        shots,
        null,
        new CutPlan.Sound(true, true, CutPlan.Levels.USUAL, CutPlan.Loudness.USUAL),
        true,
        CutPlan.Look.USUAL);
  }

  private static List<Shot> with(List<Shot> shots, Shot last) {
    return Stream.concat(shots.stream(), Stream.of(last)).toList();
  }
}
