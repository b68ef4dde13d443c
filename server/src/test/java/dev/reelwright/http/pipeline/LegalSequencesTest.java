package dev.reelwright.http.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// Whatever a user does to a film, and whatever happens to the server, a client that polls it sees
/// states in their order.
class LegalSequencesTest {
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void aPollingClientSeesOnlyLegalSequences(@ForAll("histories") List<PolledFilm.Turn> turns)
      throws Exception {
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
  Arbitrary<List<PolledFilm.Turn>> histories() {
    return Combinators.combine(
            Arbitraries.of(PolledFilm.Place.class), Arbitraries.of(PolledFilm.What.class))
        .as(PolledFilm.Turn::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
