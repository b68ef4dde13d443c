package dev.reelwright.http.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.http.pipeline.PolledFilm.Place;
import dev.reelwright.http.pipeline.PolledFilm.Turn;
import dev.reelwright.http.pipeline.PolledFilm.What;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// Whatever a user does to a film, and whatever happens to the server, a client that polls it sees
/// states in their order.
class LegalSequencesTest {
  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void aPollingClientSeesOnlyLegalSequences(@ForAll("histories") List<Turn> turns)
      throws Exception {
    assertLegal(turns);
  }

  @Example
  void aCrashIsNoExcuse() throws Exception {
    assertLegal(
        List.of(
            new Turn(Place.FRAME, What.CRASH),
            new Turn(Place.CLIP, What.STOP),
            new Turn(Place.CLIP, What.CRASH)));
  }

  @Example
  void forksOfWhateverEndedGoOnInOrder() throws Exception {
    assertLegal(
        List.of(
            new Turn(Place.CLIP, What.FORK),
            new Turn(Place.FRAME, What.REFUSAL),
            new Turn(Place.FRAME, What.FORK),
            new Turn(Place.PLAN, What.FORK)));
  }

  private static void assertLegal(List<Turn> turns) throws Exception {
    try (var film = new PolledFilm()) {
      for (var turn : turns) {
        film.take(turn);
      }
      film.finish();

      assertThat(film.seen())
          .allSatisfy(
              sequence ->
                  assertThat(Legality.firstFault(sequence)).as(turns + " " + sequence).isEmpty());
      assertThat(film.seen().getLast()).endsWith("complete");
    }
  }

  @Provide
  Arbitrary<List<Turn>> histories() {
    return Combinators.combine(Arbitraries.of(Place.class), Arbitraries.of(What.class))
        .as(Turn::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
