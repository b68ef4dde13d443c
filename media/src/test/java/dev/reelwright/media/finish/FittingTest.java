package dev.reelwright.media.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.ffmpeg.TestFfmpeg;
import dev.reelwright.media.finish.CutPlan.FadeOut;
import dev.reelwright.media.finish.CutPlan.Fit;
import dev.reelwright.media.finish.CutPlan.Look;
import dev.reelwright.media.finish.CutPlan.Shot;
import dev.reelwright.media.finish.EncodingProfile.Codec;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.timeline.Transition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FittingTest extends FilmLab {
  private final Probe probe = new Probe(TestFfmpeg.runner());
  private final CutFinisher finisher = new CutFinisher(TestFfmpeg.runner(), probe);

  @ParameterizedTest
  @EnumSource(Fit.class)
  void anUprightClipIsFittedAsChosen(Fit fit) throws Exception {
    var upright = clip("upright.mp4", "90x160", "24", 0.5);

    var film = make(List.of(shot(upright, 12)), new Look(fit, EncodingProfile.STANDARD));

    assertThat(pixels(film, 160, 90)).isEqualTo(light(12));
    assertThat(grey(film, 4, 90))
        .isBetween(
            switch (fit) {
              case PAD -> 0;
              case FILL -> 230;
              case BLUR -> 120;
            },
            switch (fit) {
              case PAD -> 20;
              case FILL -> 255;
              case BLUR -> 190;
            });
  }

  @Test
  void aGapIsBlackAndFadesLikeAnyShot() throws Exception {
    var white = clip("white.mp4", "320x180", "24", 1);
    var fade = new FadeOut(Transition.FADE, 6);
    var shots = List.of(shot(white, 24).fading(fade), Shot.gap(24, null), shot(white, 24));

    var film = make(shots, Look.USUAL);

    assertThat(pixels(film, 160, 90)).matches("#{20,22}\\.{20,22}#{24}");
    assertThat(decodedFrames(film)).isEqualTo(66);
  }

  @Test
  void aStretchedClipTakesAsLongAsItsShot() throws Exception {
    var half =
        clip(
            "half.mp4",
            "320x180",
            "24",
            1,
            new String[] {
              "-f", "lavfi", "-i", "sine=d=1", "-vf", "drawbox=t=fill:c=black:enable='gte(n,12)'"
            },
            "color=c=white");
    var shots =
        List.of(
            new Shot(half, 0, new Rational(2, 1), 48, null, List.of(), FadeOut.NONE, 0),
            shot(half, 24));
    var plan = new CutPlan(LANDSCAPE, shots, null, true, true);

    var film = make(plan, "film.mp4");

    assertThat(pixels(film, 160, 90)).isEqualTo(light(24) + dark(24) + light(12) + dark(12));
    assertThat(loudestDb(film, 1.5, 0.4)).as("the slowed sound goes on").isGreaterThan(-40);
  }

  @Test
  void turnedAndInterlacedAndHighRangeClipsComeOutRight() throws Exception {
    var sideways = clip("stored.mp4", "180x320", "24", 0.5);
    var turned = folder.resolve("turned.mp4");
    TestFfmpeg.make(turned, "-display_rotation", "90", "-i", sideways.toString(), "-c", "copy");
    var interlaced =
        clip(
            "interlaced.mp4",
            "320x180",
            "25",
            0.5,
            new String[] {"-flags", "+ildct+ilme", "-x264opts", "tff=1"},
            "color=c=white");
    var bright = folder.resolve("bright.mp4");
    // Half of the signal of this curve is an ordinary white wall, not middle grey.
    TestFfmpeg.make(
        bright,
        "-f",
        "lavfi",
        "-i",
        "color=c=0x909090:s=320x180:r=24:d=0.5",
        "-vf",
        "format=yuv420p10le,setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv",
        "-c:v",
        "libx265",
        "-x265-params",
        "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc",
        "-pix_fmt",
        "yuv420p10le");
    assertThat(probe.probe(bright).picture().orElseThrow().colorTransfer()).isEqualTo("smpte2084");
    assertThat(probe.probe(interlaced).picture().orElseThrow().isInterlaced()).isTrue();

    var film = make(List.of(shot(turned, 12), shot(interlaced, 12), shot(bright, 12)), Look.USUAL);

    assertThat(pixels(film, 4, 90).substring(0, 24)).as("no bars").isEqualTo(light(24));
    assertThat(grey(film, 160, 90, 30)).isBetween(170, 250);
    assertThat(probe.probe(film).picture().orElseThrow().colorTransfer()).isEqualTo("bt709");
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void everyCodecIsDeliveredToTheFrame(Codec codec) throws Exception {
    var fade = new FadeOut(Transition.WIPELEFT, 6);
    var shots =
        List.of(
            shot(clip("a.mp4", "320x180", "24", 1), 24).fading(fade),
            shot(clip("b.mp4", "160x90", "30", 1), 30));
    var plan =
        new CutPlan(
            LANDSCAPE,
            shots,
            null,
            new CutPlan.Sound(true, false, CutPlan.Levels.USUAL, CutPlan.Loudness.USUAL),
            false,
            new Look(Fit.PAD, EncodingProfile.DRAFT.in(codec)));

    var film = make(plan, "film.mp4");

    assertThat(decodedFrames(film)).isEqualTo(48);
    var picture = probe.probe(film).picture().orElseThrow();
    assertThat(picture.codec()).isEqualTo(codec.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(picture.length()).contains(Duration.ofSeconds(2));
    assertThat(picture.colorSpace()).isEqualTo("bt709");
  }

  private Path make(List<Shot> shots, Look look) throws Exception {
    return make(
        new CutPlan(
            LANDSCAPE,
            shots,
            null,
            new CutPlan.Sound(false, false, CutPlan.Levels.USUAL, CutPlan.Loudness.USUAL),
            false,
            look),
        "film.mp4");
  }

  private Path make(CutPlan plan, String name) throws Exception {
    var film = folder.resolve(name);
    var cut =
        finisher.finish(
            plan,
            film,
            Files.createTempDirectory(folder, "scratch"),
            (fraction, doing) -> {},
            () -> false);
    assertThat(cut.inSinglePass()).as("in pieces").isFalse();
    return film;
  }

  private int grey(Path film, int x, int y) throws Exception {
    return grey(film, x, y, 6);
  }

  /// Brightness of a pixel, 0..255.
  private int grey(Path film, int x, int y, int frame) throws Exception {
    var raw = folder.resolve("grey.raw");
    TestFfmpeg.make(
        raw,
        "-i",
        film.toString(),
        "-map",
        "0:v",
        "-vf",
        "scale=out_range=pc,format=gray,crop=1:1:%d:%d".formatted(x, y),
        "-f",
        "rawvideo");
    return Files.readAllBytes(raw)[frame] & 0xff;
  }
}
