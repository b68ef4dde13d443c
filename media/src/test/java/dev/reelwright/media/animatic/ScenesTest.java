package dev.reelwright.media.animatic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.font.Fonts;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenesTest {
  private final Scenes scenes = new Scenes(MotifLibrary.bundled(), Fonts.bundled());

  @Test
  void paintsAShotOnceForItsPicturesAndItsClip() {
    assertThat(scenes.of(spec(1))).isSameAs(scenes.of(spec(1))).isNotSameAs(scenes.of(spec(2)));
  }

  @Test
  void twoThreadsThatWantOneSceneGetTheSame() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var wanted =
          IntStream.range(0, 8).mapToObj(any -> (Callable<AnimaticScene>) () -> scenes.of(spec(3)));
      var got = threads.invokeAll(wanted.toList());

      for (var scene : got) {
        assertThat(scene.get()).isSameAs(got.getFirst().get());
      }
    }
  }

  @Test
  void oneSceneRendersTheSameFromSeveralThreads() throws Exception {
    AnimaticScene scene = scenes.of(spec(4));
    int[] alone = scene.renderArgb(0.5);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var wanted =
          IntStream.range(0, 12)
              .mapToObj(turn -> (Callable<int[]>) () -> scene.renderArgb(turn % 3 / 2.0));
      var got = threads.invokeAll(wanted.toList());

      for (int turn = 1; turn < got.size(); turn += 3) {
        assertThat(got.get(turn).get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void keepsOnlyAFew() {
    AnimaticScene first = scenes.of(spec(1));
    for (long seed = 10; seed < 16; seed++) {
      scenes.of(spec(seed));
    }

    assertThat(scenes.of(spec(1))).isNotSameAs(first);
  }

  @Test
  void forgetsWhatNobodyNeedsAnyMore() {
    AnimaticScene first = scenes.of(spec(20));
    scenes.forget(spec(20));

    assertThat(scenes.of(spec(20))).isNotSameAs(first);
  }

  private static SceneSpec spec(long seed) {
    return new SceneSpec(
        "cinematic", "sea", "night", "storm", "drift", "wide", List.of(), 1, seed, 160, 90, 2000);
  }
}
