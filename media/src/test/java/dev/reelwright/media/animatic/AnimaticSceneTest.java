package dev.reelwright.media.animatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.media.font.Fonts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnimaticSceneTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final MotifLibrary MOTIFS = MotifLibrary.bundled();
  private static final Fonts FONTS = Fonts.bundled();

  @Test
  void theSameSpecGivesTheSamePictures() {
    var spec = spec("cinematic", "sea", "night", "storm", "lighthouse", "ship");

    assertThat(yuv(spec, 0.37)).isEqualTo(yuv(spec, 0.37));
  }

  @Test
  void aFrameDoesNotDependOnTheFramesRenderedBefore() {
    var scene = scene(spec("cinematic", "forest", "dawn", "snow", "fox"));
    var first = new byte[scene.frameBytes()];
    var again = new byte[scene.frameBytes()];

    scene.renderYuv(0.8, first);
    scene.renderYuv(0.1, again);
    scene.renderYuv(0.8, again);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void everyKindOfPlaceTimeAndWeatherIsNeitherBlackNorFlat() {
    for (String setting : SceneSpec.SETTINGS) {
      for (String time : SceneSpec.TIMES) {
        byte[] frame = yuv(spec("cinematic", setting, time, "clear", "fox"), 0.5);
        assertThat(meanLuma(frame)).as(setting + " " + time).isBetween(24.0, 225.0);
        assertThat(lumaSpread(frame)).as(setting + " " + time).isGreaterThan(6);
      }
    }
    for (String weather : SceneSpec.WEATHERS) {
      byte[] frame = yuv(spec("cinematic", "field", "day", weather, "house"), 0.5);
      assertThat(meanLuma(frame)).as(weather).isBetween(40.0, 225.0);
    }
  }

  @Test
  void rainIsSeenFallingInEveryLight() {
    for (String time : SceneSpec.TIMES) {
      double rain = changeWithin("rain", time);
      double dry = changeWithin("cloudy", time);
      assertThat(rain).as(time).isGreaterThan(dry + 1);
    }
  }

  @Test
  void snowThatLiesIsWhiteGroundUnderADryNightSky() {
    byte[] lying = yuv(spec("cinematic", "field", "night", "settled_snow"), 0.5);
    byte[] green = yuv(spec("cinematic", "field", "night", "clear"), 0.5);

    assertThat(meanLuma(lying)).isGreaterThan(meanLuma(green));
    assertThat(changeWithin("settled_snow", "night")).isLessThan(changeWithin("snow", "night"));
  }

  private static double changeWithin(String weather, String time) {
    var scene = scene(spec("cinematic", "field", time, weather));
    var early = new byte[scene.frameBytes()];
    var late = new byte[scene.frameBytes()];
    scene.renderYuv(0.5, early);
    scene.renderYuv(0.55, late);
    return PictureFrame.meanDifference(early, late);
  }

  @Test
  void stylesLookDifferent() {
    var seen = new ArrayList<byte[]>();
    for (String style :
        List.of(
            "cinematic",
            "anime",
            "watercolor",
            "photorealistic",
            "3d_render",
            "pixel_art",
            "paper-cut",
            "noir")) {
      byte[] frame = yuv(spec(style, "mountains", "dusk", "clear", "deer"), 0.5);
      for (byte[] other : seen) {
        assertThat(PictureFrame.meanDifference(frame, other)).as(style).isGreaterThan(2);
      }
      seen.add(frame);
    }
  }

  @Test
  void pixelArtIsMadeOfVisiblePixels() {
    int[] picture = scene(spec("pixel_art", "field", "day", "clear", "dog")).renderArgb(0.5);

    // Blocks of two in so small a picture: beside the vignette and a step of noise they are alike.
    long torn = 0;
    for (int y = HEIGHT / 2; y < HEIGHT; y += 2) {
      for (int x = 0; x < WIDTH; x += 2) {
        int left = picture[y * WIDTH + x] >> 8 & 255;
        int right = picture[y * WIDTH + x + 1] >> 8 & 255;
        torn += Math.abs(left - right) > 3 ? 1 : 0;
      }
    }
    assertThat(torn).isZero();
  }

  @Test
  void whoWalksMovesTheLegsAndGoesSomewhere() {
    assertThat(changeOf("walk")).isGreaterThan(changeOf("stand") * 1.5);
    assertThat(changeOf("dance")).isGreaterThan(changeOf("stand") * 1.5);
  }

  @Test
  void dolphinsThatJumpAndBoatsThatRaceMoveMoreThanOthers() {
    for (String[] each : new String[][] {{"jump", "dolphin"}, {"run", "sailboat"}}) {
      assertThat(changeOf("sea", each[0], each[1]))
          .as(each[1])
          .isGreaterThan(changeOf("sea", "stand", each[1]) * 1.3);
    }
  }

  private static double changeOf(String action) {
    return changeOf("field", action, "woman");
  }

  private static double changeOf(String setting, String action, String motif) {
    var scene = scene(staged(setting, new Staging(action, List.of(), ""), motif));
    var early = new byte[scene.frameBytes()];
    var late = new byte[scene.frameBytes()];
    scene.renderYuv(0.4, early);
    scene.renderYuv(0.6, late);
    return PictureFrame.meanDifference(early, late);
  }

  @Test
  void relationsMoveWhatTheyAreAbout() {
    var beside = new Staging.Relation("bird", "above", "castle");

    byte[] plain = yuv(staged(Staging.PLAIN, "bird", "castle"), 0.5);
    byte[] related = yuv(staged(new Staging("stand", List.of(beside), ""), "bird", "castle"), 0.5);

    assertThat(PictureFrame.meanDifference(plain, related)).isGreaterThan(0.2);
  }

  @Test
  void relationsOfAnythingToAnythingCanBeDrawn() {
    for (String kind : Staging.Relation.KINDS) {
      for (String object : List.of("ship", "castle", "woman", "umbrella", "nothing")) {
        var staging =
            new Staging("sit", List.of(new Staging.Relation("cat", kind, object)), "A title");
        assertThat(yuv(staged(staging, "cat", object), 1)).isNotEmpty();
      }
    }
  }

  @Test
  void aCardIsWrittenInAnyLanguageThatCanBeDrawn() {
    byte[] without = yuv(staged(Staging.PLAIN), 0.5);
    for (String title :
        List.of("The Last Train", "最后一班列车", "Поезд", "A title that is " + "long ".repeat(60))) {
      byte[] with = yuv(staged(new Staging("stand", List.of(), title)), 0.5);
      assertThat(PictureFrame.meanDifference(with, without)).as(title).isGreaterThan(2);
    }
    byte[] undrawable = yuv(staged(new Staging("stand", List.of(), "\u0001\u202E")), 0.5);
    assertThat(undrawable).isEqualTo(without);
  }

  private static SceneSpec staged(Staging staging, String... motifs) {
    return staged("field", staging, motifs);
  }

  private static SceneSpec staged(String setting, Staging staging, String... motifs) {
    return new SceneSpec(
        "cinematic",
        setting,
        "day",
        "clear",
        "static",
        "medium",
        List.of(motifs),
        5,
        6,
        WIDTH,
        HEIGHT,
        4000,
        staging);
  }

  @Test
  void aStillMatchesTheFrameOfTheClip() {
    for (String style : List.of("cinematic", "watercolor", "pixel_art")) {
      var scene = scene(spec(style, "city", "dusk", "rain", "taxi"));
      var frame = new byte[scene.frameBytes()];
      scene.renderYuv(1, frame);

      byte[] still = PictureFrame.fromArgb(scene.renderArgb(1), WIDTH, HEIGHT);

      assertThat(PictureFrame.meanDifference(frame, still)).as(style).isLessThan(1);
    }
  }

  @Test
  void somethingMovesInEveryPlace() {
    for (String setting : SceneSpec.SETTINGS) {
      var scene = scene(spec("cinematic", setting, "day", "clear", "cat"));
      var early = new byte[scene.frameBytes()];
      var late = new byte[scene.frameBytes()];
      scene.renderYuv(0.2, early);
      scene.renderYuv(0.7, late);
      assertThat(PictureFrame.meanDifference(early, late)).as(setting).isGreaterThan(0.3);
    }
  }

  @Test
  void everyMotifCanBeDrawn() {
    byte[] without = yuv(spec("cinematic", "field", "day", "clear"), 0.5);
    for (String id : MOTIFS.ids()) {
      byte[] with = yuv(spec("cinematic", "field", "day", "clear", id), 0.5);
      assertThat(PictureFrame.meanDifference(with, without)).as(id).isGreaterThan(0.05);
    }
  }

  @Test
  void worksInPortraitSquareAndTinyFrames() {
    for (int[] size : new int[][] {{180, 320}, {240, 240}, {16, 16}, {16, 90}, {90, 16}}) {
      var spec =
          new SceneSpec(
              "pixel_art",
              "sea",
              "day",
              "rain",
              "push_in",
              "wide",
              List.of("ship"),
              1,
              2,
              size[0],
              size[1],
              2000);
      assertThat(AnimaticScene.of(spec, MOTIFS, FONTS).renderArgb(0.5)).hasSize(size[0] * size[1]);
    }
  }

  @Test
  void wordsItDoesNotKnowFallBackToSomethingNeutral() {
    var spec = spec("no such style", "nowhere", "never", "odd", "no-such-motif");

    assertThat(spec.setting()).isEqualTo("field");
    assertThat(meanLuma(yuv(spec, 0.5))).isGreaterThan(40);
  }

  @Test
  void refusesOddSizes() {
    assertThatThrownBy(
            () ->
                new SceneSpec(
                    "x", "sea", "day", "clear", "drift", "wide", List.of(), 1, 1, 321, 180, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("321x180");
  }

  @Test
  void findsMotifsInEnglishAndChinese() {
    assertThat(MOTIFS.motifsIn("A black cat and two dogs watch the lighthouse"))
        .containsExactly("black-cat", "dog", "lighthouse");
    assertThat(MOTIFS.motifsIn("雪地里的小狐狸望着灯塔")).containsExactly("fox", "lighthouse");
    assertThat(MOTIFS.motifsIn("Nothing here, catalogues aside")).isEmpty();
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
        4000);
  }

  private static AnimaticScene scene(SceneSpec spec) {
    return AnimaticScene.of(spec, MOTIFS, FONTS);
  }

  private static byte[] yuv(SceneSpec spec, double moment) {
    var scene = scene(spec);
    var frame = new byte[scene.frameBytes()];
    scene.renderYuv(moment, frame);
    return frame;
  }

  private static double meanLuma(byte[] frame) {
    return luma(frame).average().orElseThrow();
  }

  private static double lumaSpread(byte[] frame) {
    double mean = meanLuma(frame);
    return Math.sqrt(luma(frame).mapToDouble(y -> (y - mean) * (y - mean)).average().orElseThrow());
  }

  private static IntStream luma(byte[] frame) {
    byte[] plane = Arrays.copyOf(frame, WIDTH * HEIGHT);
    return IntStream.range(0, plane.length).map(index -> plane[index] & 255);
  }
}
