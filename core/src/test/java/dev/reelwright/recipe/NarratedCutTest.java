package dev.reelwright.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarratedCutTest {
  private static final long UNKNOWN = 5_000;

  @Test
  void withoutAVoiceAllClipsAreWhole() {
    assertThat(NarratedCut.lengths(List.of(2_000L, 3_000L), null, UNKNOWN))
        .containsExactly(2_000L, 3_000L);
  }

  @Test
  void aShortVoiceCutsTheClipItEndsInAndDropsTheRest() {
    assertThat(NarratedCut.lengths(List.of(2_000L, 2_000L, 2_000L), 3_000L, UNKNOWN))
        .containsExactly(2_000L, 1_050L);
    assertThat(NarratedCut.lengths(List.of(2_000L, 2_000L), 1_950L, UNKNOWN))
        .containsExactly(2_000L);
    assertThat(NarratedCut.lengths(List.of(2_000L), 500L, UNKNOWN)).containsExactly(550L);
  }

  @Test
  void aVoiceThatEndsAlmostWithTheClipsNeedsNoMoreThanThem() {
    assertThat(NarratedCut.lengths(List.of(2_000L, 2_000L), 3_980L, UNKNOWN))
        .containsExactly(2_000L, 2_000L);
  }

  @Test
  void aLongVoiceHoldsTheLastClip() {
    assertThat(NarratedCut.lengths(List.of(2_000L, 2_000L), 5_000L, UNKNOWN))
        .containsExactly(2_000L, 3_000L);
  }

  @Test
  void whereALengthIsUnknownAllAreShown() {
    assertThat(NarratedCut.lengths(Arrays.asList(2_000L, null), 1_000L, UNKNOWN))
        .containsExactly(2_000L, UNKNOWN);
    assertThat(NarratedCut.lengths(List.of(), 1_000L, UNKNOWN)).isEmpty();
  }
}
