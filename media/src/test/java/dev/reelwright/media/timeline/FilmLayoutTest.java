package dev.reelwright.media.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.timeline.FilmLayout.Wish;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FilmLayoutTest {
  @Test
  void roundsEndsAndNotLengths() {
    var third = new Wish(3_333, Transition.FADE, 0);

    var layout = FilmLayout.of(FrameRate.FPS_24, List.of(third, third, third));

    assertThat(layout.frames()).isEqualTo(240);
  }

  @Test
  void fadesAroundTheCutInTheMiddle() {
    var layout =
        FilmLayout.of(
            FrameRate.FPS_24,
            List.of(new Wish(2000, Transition.WIPEUP, 500), new Wish(2000, Transition.FADE, 500)));

    assertThat(layout.frames()).isEqualTo(84);
    assertThat(layout.fade(0)).isEqualTo(new Fade(42, Transition.WIPEUP, 6, 6));
    assertThat(layout.places().get(1).range()).isEqualTo(new FrameRange(36, 84));
    assertThat(layout.places().get(1).shared()).as("nothing to fade into").isZero();
  }

  @Property
  void leavesSomethingOfEachShotAndNoHoles(
      @ForAll("rates") FrameRate rate, @ForAll("films") List<Wish> wishes) {
    var layout = FilmLayout.of(rate, wishes);

    long millis = wishes.stream().mapToLong(Wish::lengthMillis).sum();
    long shared = layout.places().stream().mapToLong(FilmLayout.Place::shared).sum();
    assertThat(layout.frames() + shared).isGreaterThanOrEqualTo(rate.frameAtMillis(millis));
    for (int i = 0; i < layout.places().size(); i++) {
      var place = layout.places().get(i);
      long before = i == 0 ? 0 : layout.places().get(i - 1).shared();
      assertThat(before + place.shared()).isLessThan(place.range().length());
      if (i > 0) {
        assertThat(place.range().start())
            .isEqualTo(layout.places().get(i - 1).range().end() - before);
      }
    }
  }

  @Provide
  static Arbitrary<FrameRate> rates() {
    return Arbitraries.of(
        FrameRate.FPS_23_976,
        FrameRate.FPS_24,
        FrameRate.FPS_25,
        FrameRate.FPS_29_97,
        FrameRate.FPS_30,
        FrameRate.FPS_59_94);
  }

  @Provide
  static Arbitrary<List<Wish>> films() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 8_000),
            Arbitraries.of(Transition.class),
            Arbitraries.longs().between(0, 3_000))
        .as(Wish::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
