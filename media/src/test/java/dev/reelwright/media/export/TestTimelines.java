package dev.reelwright.media.export;

import dev.reelwright.media.timeline.Caption;
import dev.reelwright.media.timeline.Clip;
import dev.reelwright.media.timeline.Fade;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Marker;
import dev.reelwright.media.timeline.Source;
import dev.reelwright.media.timeline.Stem;
import dev.reelwright.media.timeline.Timeline;
import dev.reelwright.media.timeline.Transition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Timelines of all shapes: gaps, fades, trims, odd names, sounds that overlap.
final class TestTimelines {
  private static final List<FrameRate> RATES =
      List.of(
          FrameRate.FPS_23_976,
          FrameRate.FPS_24,
          FrameRate.FPS_25,
          FrameRate.FPS_29_97,
          FrameRate.FPS_30,
          FrameRate.FPS_50,
          FrameRate.FPS_59_94);

  private TestTimelines() {}

  static Timeline random(long seed) {
    var random = new Random(seed);
    return random(random, RATES.get(random.nextInt(RATES.size())), 1 + random.nextInt(12));
  }

  static Timeline random(Random random, FrameRate rate, int shots) {
    var clips = new ArrayList<Clip>();
    var fades = new ArrayList<Fade>();
    var markers = new ArrayList<Marker>();
    var narrations = new ArrayList<Clip>();
    var captions = new ArrayList<Caption>();
    long at = 0;
    long lastFadeAfter = 0;
    long end = 0;
    for (int i = 0; i < shots; i++) {
      boolean isGap = random.nextInt(5) == 0;
      if (isGap) {
        at += 1 + random.nextInt(50);
        lastFadeAfter = 0;
      }
      long length = random.nextLong(12, 212);
      long from = random.nextLong(10, 40);
      var source = source("v" + i, rate, from + length + 10 + random.nextInt(30), random);
      var range = new FrameRange(at, at + length);
      clips.add(
          new Clip(
              "Shot <" + (i + 1) + "> & \"co\"",
              source,
              from,
              range,
              random.nextBoolean() ? 0 : -6.5,
              Map.of("prompt", "A fox\ncrosses 雪 & <ice>", "model", "veo-3")));
      if (!isGap && i > 0 && random.nextInt(2) == 0 && lastFadeAfter == 0) {
        var fade = new Fade(at, Transition.FADE, random.nextInt(6), 1 + random.nextInt(5));
        fades.add(fade);
        lastFadeAfter = fade.after();
      } else {
        lastFadeAfter = 0;
      }
      markers.add(new Marker(at, "Shot " + (i + 1), "it's <here>"));
      captions.add(new Caption(new FrameRange(at, at + 10), "雪 & <ice>\nsecond --> line"));
      narrations.add(sound("n" + i, at, 5 + random.nextInt(260)));
      at += length;
      end = Math.max(at, Math.max(end, narrations.getLast().range().end()));
    }
    return new Timeline(
        "Film \u0001 & <Söhne>",
        1280,
        720,
        rate,
        end + random.nextInt(2) * 10L,
        clips,
        fades,
        List.of(
            new Stem(Stem.Kind.NARRATION, narrations),
            new Stem(Stem.Kind.MUSIC, List.of(sound("music", 0, at)))),
        markers,
        captions);
  }

  private static Source source(String id, FrameRate rate, long frames, Random random) {
    boolean isSame = random.nextBoolean();
    return new Source(
        id,
        id + ".mp4",
        URI.create("file:///media/" + id + ".mp4"),
        frames,
        new Source.Picture(
            isSame ? 1280 : 640, isSame ? 720 : 480, isSame ? rate : FrameRate.FPS_25),
        random.nextInt(3));
  }

  private static Clip sound(String id, long start, long frames) {
    var source = new Source(id, id + ".wav", URI.create("./media/" + id + ".wav"), frames, null, 2);
    return new Clip(id, source, 0, new FrameRange(start, start + frames), -3, Map.of());
  }
}
