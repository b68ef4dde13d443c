package dev.reelwright.recipe;

import static dev.reelwright.recipe.ForkBoundaries.Stage.CLIPS;
import static dev.reelwright.recipe.ForkBoundaries.Stage.CUT;
import static dev.reelwright.recipe.ForkBoundaries.Stage.FRAMES;
import static dev.reelwright.recipe.ForkBoundaries.Stage.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.recipe.ForkBoundaries.Change;
import dev.reelwright.recipe.ForkBoundaries.Source;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForkBoundariesTest {
  private static final Source FOUR = new Source(4, 4, _ -> true, _ -> true);
  private static final Set<Integer> NONE = Set.of();

  @Test
  void anUnchangedForkTakesEverythingOver() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, false, false, 4, NONE, NONE, NONE));

    assertThat(fork.frames()).isEqualTo(4);
    assertThat(fork.clips()).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(fork.kept()).containsExactly(0, 1, 2, 3);
    assertThat(fork.goesOn()).isEqualTo(CUT);
  }

  @Test
  void anotherStoryOrAShorterFilmBeginsAnew() {
    for (var change :
        Set.of(
            new Change(true, false, false, 4, NONE, NONE, NONE),
            new Change(true, false, false, 6, NONE, NONE, NONE),
            new Change(false, false, false, 3, NONE, NONE, NONE),
            new Change(false, false, false, 2, NONE, NONE, Set.of(3)))) {
      var fork = ForkBoundaries.of(FOUR, change);

      assertThat(fork.isReplanned()).as(change.toString()).isTrue();
      assertThat(fork.kept()).isEmpty();
      assertThat(fork.goesOn()).isEqualTo(PLAN);
    }
  }

  @Test
  void otherPicturesKeepTheStoryboardAlone() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, true, false, 4, NONE, NONE, NONE));

    assertThat(fork.kept()).hasSize(4);
    assertThat(fork.frames()).isZero();
    assertThat(fork.clips()).isEmpty();
    assertThat(fork.goesOn()).isEqualTo(FRAMES);
  }

  @Test
  void otherClipsKeepAllFrames() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, false, true, 4, NONE, NONE, NONE));

    assertThat(fork.frames()).isEqualTo(4);
    assertThat(fork.clips()).isEmpty();
    assertThat(fork.goesOn()).isEqualTo(CLIPS);
  }

  @Test
  void anotherFrameBreaksTheChainFromThere() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, false, false, 4, Set.of(2), NONE, NONE));

    assertThat(fork.frames()).isEqualTo(2);
    assertThat(fork.clips()).containsExactlyInAnyOrder(0, 1);
    assertThat(fork.goesOn()).isEqualTo(FRAMES);
  }

  @Test
  void anotherMotionTouchesThatClipAlone() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, false, false, 4, NONE, Set.of(1), NONE));

    assertThat(fork.frames()).isEqualTo(4);
    assertThat(fork.clips()).containsExactlyInAnyOrder(0, 2, 3);
    assertThat(fork.goesOn()).isEqualTo(CLIPS);
  }

  @Test
  void framesAndClipsHaveBoundariesOfTheirOwn() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, false, true, 4, Set.of(3), NONE, NONE));

    assertThat(fork.frames()).isEqualTo(3);
    assertThat(fork.clips()).isEmpty();
    assertThat(fork.goesOn()).isEqualTo(FRAMES);
  }

  @Test
  void aShotTakenOutOfTheMiddleBreaksTheChainBehindIt() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, false, false, 3, NONE, NONE, Set.of(1)));

    assertThat(fork.kept()).containsExactly(0, 2, 3);
    assertThat(fork.frames()).isEqualTo(1);
    assertThat(fork.clips()).containsExactlyInAnyOrder(0);
    assertThat(fork.goesOn()).isEqualTo(FRAMES);
  }

  @Test
  void shotsTakenFromTheEndBreakNothing() {
    var fork =
        ForkBoundaries.of(FOUR, new Change(false, false, false, 2, NONE, NONE, Set.of(2, 3)));

    assertThat(fork.frames()).isEqualTo(2);
    assertThat(fork.clips()).containsExactlyInAnyOrder(0, 1);
    assertThat(fork.goesOn()).isEqualTo(CUT);
  }

  @Test
  void theFirstShotTakenOutLeavesNothingToBeginOn() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, false, false, 3, NONE, NONE, Set.of(0)));

    assertThat(fork.frames()).isZero();
    assertThat(fork.goesOn()).isEqualTo(FRAMES);
  }

  @Test
  void aLongerFilmKeepsWhatItHasEvenAcrossAGap() {
    var fork = ForkBoundaries.of(FOUR, new Change(false, false, false, 5, NONE, NONE, Set.of(1)));

    assertThat(fork.kept()).containsExactly(0, 2, 3);
    assertThat(fork.frames()).isEqualTo(3);
    assertThat(fork.clips()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(fork.goesOn()).isEqualTo(FRAMES);
  }

  @Test
  void changesOfShotsThatAreGoneOrNeverWereDoNotMatter() {
    var fork =
        ForkBoundaries.of(
            FOUR, new Change(false, false, false, 3, Set.of(3, 9), Set.of(3, -1), Set.of(3, 7)));

    assertThat(fork.frames()).isEqualTo(3);
    assertThat(fork.goesOn()).isEqualTo(CUT);
  }

  @Test
  void aSourceWithoutAStoryboardIsPlanned() {
    var fork =
        ForkBoundaries.of(
            new Source(3, 0, _ -> false, _ -> false),
            new Change(false, false, false, 3, NONE, NONE, NONE));

    assertThat(fork.goesOn()).isEqualTo(PLAN);
  }

  @Test
  void aForkGoesOnWhereItsSourceIsIncomplete() {
    var framed =
        ForkBoundaries.of(
            new Source(4, 4, place -> place < 2, place -> place < 1),
            new Change(false, false, false, 4, NONE, NONE, NONE));
    var clipLost =
        ForkBoundaries.of(
            new Source(4, 4, _ -> true, place -> place != 1),
            new Change(false, false, false, 4, NONE, NONE, NONE));
    var notYetExpanded =
        ForkBoundaries.of(
            new Source(4, 3, _ -> true, _ -> true),
            new Change(false, false, false, 4, NONE, NONE, NONE));

    assertThat(framed.frames()).isEqualTo(2);
    assertThat(framed.clips()).containsExactlyInAnyOrder(0);
    assertThat(framed.goesOn()).isEqualTo(FRAMES);
    assertThat(clipLost.clips()).containsExactlyInAnyOrder(0, 2, 3);
    assertThat(clipLost.goesOn()).isEqualTo(CLIPS);
    assertThat(notYetExpanded.clips()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(notYetExpanded.goesOn()).isEqualTo(FRAMES);
  }
}
