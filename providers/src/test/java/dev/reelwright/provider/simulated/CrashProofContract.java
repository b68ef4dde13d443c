package dev.reelwright.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunState;
import dev.reelwright.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every commit that the engine makes on the way to a film is cut once, just before and just after
/// it happens, and the next life has to make the best of it.
abstract class CrashProofContract {
  private static final int MOST_CUTS_OF_A_FILM = 8;
  private static final int MAX_LIVES = 400;

  private final Supplier<Supplier<Database>> places;

  @TempDir Path scratch;

  CrashProofContract(Supplier<Supplier<Database>> places) {
    this.places = places;
  }

  @Test
  void survivesACutAtEveryCommitWithAProviderThatHonoursKeys() throws Exception {
    var cut = cutEverywhere("keyed");

    assertThat(cut)
        .contains(
            "before Ledger.intend of FrameWork",
            "after Ledger.intend of ClipWork",
            "before Ledger.accepted of ClipWork",
            "after Ledger.accepted of FrameWork",
            "before Ledger.book of ClipWork",
            "after Ledger.book of FrameWork",
            "before Ledger.book of PlanWork",
            "after Ledger.book of NarrationWork",
            "after Ledger.book of MusicWork",
            "before Ledger.store of InheritFrameWork",
            "after Ledger.store of CutWork",
            "before Director.order",
            "after Director.end",
            "before Worker.carryOut",
            "before Dispatcher.fill");
  }

  @Test
  void survivesACutAtEveryCommitWithAProviderThatFindsJobs() throws Exception {
    assertThat(cutEverywhere("findable")).contains("after Ledger.intend of ClipWork");
  }

  @Test
  void survivesACutAtEveryCommitWithAProviderThatKnowsNothing() throws Exception {
    assertThat(cutEverywhere("blind")).contains("after Ledger.intend of ClipWork");
  }

  /// @return the points that were cut
  private Set<String> cutEverywhere(String kind) throws IOException, InterruptedException {
    var done = new TreeSet<String>();
    try (var studio = new MortalStudio(places.get(), scratch)) {
      var lives = 0;
      boolean wasCut;
      do {
        wasCut = false;
        // A free call is given up after ten tries; on a slow machine one film has more points to
        // cut.
        var cuts = new AtomicInteger();
        var life = studio.prepare(point -> claim(done, point, cuts));
        var project = studio.order(life, MortalStudio.models(kind, kind, kind));
        studio.start(life);
        var end = studio.runUntilCut(life, project);
        while (end == null) {
          wasCut = true;
          assertThat(++lives).as("lives").isLessThan(MAX_LIVES);
          studio.bury(life);
          life = studio.live(point -> claim(done, point, cuts));
          end = studio.runUntilCut(life, project);
        }
        assertThat(end.error()).isNull();
        assertThat(end.state()).isEqualTo(RunState.DONE);
        studio.bury(life);
      } while (wasCut);
      studio.assertNothingLostAndNothingPaidTwice();
      return done;
    }
  }

  private static boolean claim(Set<String> done, String point, AtomicInteger cuts) {
    synchronized (done) {
      if (cuts.get() >= MOST_CUTS_OF_A_FILM || !done.add(point)) {
        return false;
      }
      cuts.incrementAndGet();
      return true;
    }
  }
}
