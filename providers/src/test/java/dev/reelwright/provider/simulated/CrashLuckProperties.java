package dev.reelwright.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunState;
import dev.reelwright.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/// Cuts wherever luck has it, while the provider breaks now and then. Each kind of work goes to a
/// provider of another kind.
class CrashLuckProperties {
  private static final double CHANCE_OF_A_FAULT = 0.15;

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void paysOnceOnSqliteWhereverThePowerIsCut(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 70) Integer> lengths,
      @ForAll @LongRange(min = 0, max = 1_000_000) long luck)
      throws IOException, InterruptedException {
    films(MortalStudio.sqlite(), lengths, luck);
  }

  @Property(tries = 5, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void paysOnceOnPostgresWhereverThePowerIsCut(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 70) Integer> lengths,
      @ForAll @LongRange(min = 0, max = 1_000_000) long luck)
      throws IOException, InterruptedException {
    films(MortalStudio.postgres(), lengths, luck);
  }

  /// @param lengths after how many commit points each life ends
  private static void films(Supplier<Database> place, List<Integer> lengths, long luck)
      throws IOException, InterruptedException {
    var scratch = Files.createTempDirectory("reelwright-luck");
    try (var studio = new MortalStudio(place, scratch)) {
      studio.simulator.strikeByChance(CHANCE_OF_A_FAULT, luck);
      Queue<Integer> left = new ArrayDeque<>(lengths);
      var life = studio.prepare(after(left));
      var first = studio.order(life, MortalStudio.models("keyed", "findable", "blind"));
      var second = studio.order(life, MortalStudio.models("blind", "keyed", "findable"));
      studio.start(life);
      for (var project : List.of(first, second)) {
        var end = studio.runUntilCut(life, project);
        while (end == null) {
          studio.bury(life);
          life = studio.live(after(left));
          end = studio.runUntilCut(life, project);
        }
        assertThat(end.error()).isNull();
        assertThat(end.state()).isEqualTo(RunState.DONE);
      }
      studio.bury(life);
      studio.assertNothingLostAndNothingPaidTwice();
    } finally {
      // Steps remove their own folders; those of the dead stay.
      MortalStudio.removeAll(scratch);
    }
  }

  private static Predicate<String> after(Queue<Integer> lengths) {
    var next = lengths.poll();
    if (next == null) {
      return _ -> false;
    }
    var passed = new AtomicInteger();
    return _ -> passed.incrementAndGet() == next;
  }
}
