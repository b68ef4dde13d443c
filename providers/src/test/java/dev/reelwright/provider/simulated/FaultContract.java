package dev.reelwright.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.BlockReason;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.Verdict;
import dev.reelwright.provider.simulator.Fault;
import dev.reelwright.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// For each way in which a provider can break, and each kind of provider: what the ledger holds
/// afterwards. One picture is ordered at a price of 0.04.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultContract {
  private static final List<String> KINDS = List.of("keyed", "findable", "blind");
  private static final long PRICE = 40_000;

  // Longer than the provider may take to answer.
  private static final Duration LONGEST_JOB = Duration.ofSeconds(8);

  private final Supplier<Database> place;
  private final Map<String, PaidCounter> counters = new LinkedHashMap<>();

  /// What is to be found.
  ///
  /// @param blocked what the run waits for, or null when it has ended
  /// @param attempts state and charge of each attempt
  /// @param held millionths that stay set aside
  /// @param jobs orders that the provider took
  /// @param billed millionths that it bills for them
  private record Expected(
      RunState state,
      @Nullable BlockReason blocked,
      List<String> attempts,
      long held,
      long jobs,
      long billed) {
    static Expected done(int jobs, String... attempts) {
      return new Expected(RunState.DONE, null, List.of(attempts), 0, jobs, PRICE);
    }

    static Expected failed(int jobs, String attempt) {
      return new Expected(RunState.FAILED, null, List.of(attempt), 0, jobs, 0);
    }

    static Expected asks(int jobs, long billed, String attempt) {
      return new Expected(
          RunState.BLOCKED, BlockReason.DECISION, List.of(attempt), PRICE, jobs, billed);
    }
  }

  FaultContract(Supplier<Database> place) {
    this.place = place;
  }

  @BeforeAll
  void open(@TempDir Path scratch) throws IOException {
    for (var kind : KINDS) {
      counters.put(
          kind, new PaidCounter(place.get(), scratch, LONGEST_JOB, UnaryOperator.identity()));
    }
  }

  @AfterAll
  void close() {
    counters.values().forEach(PaidCounter::close);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void paysOnceAndBooksWhatWasBilled(Fault fault) throws Exception {
    // Side by side, since most of it is waiting; each kind has a provider of its own.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var trials = new ArrayList<Future<?>>();
      counters.forEach(
          (kind, counter) ->
              trials.add(
                  threads.submit(
                      () -> {
                        strike(fault, kind, counter);
                        return null;
                      })));
      for (var trial : trials) {
        trial.get();
      }
    }
  }

  private static void strike(Fault fault, String kind, PaidCounter counter)
      throws InterruptedException {
    prelude(fault, counter);
    counter.simulator.arm(fault, 1);

    var run = counter.atRest(counter.order(kind));

    assertHolds(kind, counter, run, expected(fault, kind));
    // What was not reached, because that kind of provider is not asked, strikes nobody else.
    counter.simulator.arm(fault, 0);
    if (run.state() == RunState.BLOCKED) {
      answer(fault, kind, counter, run);
    }
    assertThat(counter.simulator.counter().billedTwice()).as(kind + ": billed twice").isEmpty();
  }

  /// Faults that need another one to be reached.
  private static void prelude(Fault fault, PaidCounter counter) {
    switch (fault) {
      case FIND_BROKEN -> counter.simulator.arm(Fault.SUBMIT_CUT_AFTER, 1);
      case CANCEL_REFUSED, CANCEL_BILLED -> counter.simulator.arm(Fault.JOB_NEVER_ENDS, 1);
      default -> {
        // All others strike by themselves.
      }
    }
  }

  private static Expected expected(Fault fault, String kind) {
    return switch (fault) {
      case SUBMIT_BROKEN, SUBMIT_HANGS, SUBMIT_CUT -> inDoubt(kind, false);
      case SUBMIT_BROKEN_AFTER,
          SUBMIT_HANGS_AFTER,
          SUBMIT_CUT_AFTER,
          SUBMIT_MALFORMED,
          FIND_BROKEN ->
          inDoubt(kind, true);
      case SUBMIT_BUSY -> Expected.done(1, "REJECTED 0", "BOOKED 40000");
      case SUBMIT_REFUSED -> Expected.failed(0, "REJECTED 0");
      case JOB_REFUSED -> Expected.failed(1, "REJECTED 0");
      case JOB_NEVER_ENDS -> Expected.failed(1, "CANCELLED 0");
      case JOB_COSTS_MORE ->
          new Expected(RunState.DONE, null, List.of("BOOKED 80000"), 0, 1, 2 * PRICE);
      case POLL_BROKEN,
          POLL_BUSY,
          POLL_HANGS,
          POLL_CUT,
          POLL_MALFORMED,
          RESULT_BROKEN,
          RESULT_EXPIRED,
          RESULT_TRUNCATED,
          RESULT_WRONG_TYPE ->
          Expected.done(1, "BOOKED 40000");
      case CANCEL_REFUSED -> Expected.asks(1, 0, "ACCEPTED null");
      case CANCEL_BILLED ->
          new Expected(RunState.FAILED, null, List.of("REJECTED 40000"), 0, 1, PRICE);
    };
  }

  /// Nobody saw an answer to the order.
  ///
  /// @param isTaken whether the provider took it all the same
  private static Expected inDoubt(String kind, boolean isTaken) {
    return switch (kind) {
      case "keyed" -> Expected.done(1, "BOOKED 40000");
      case "findable" ->
          isTaken
              ? Expected.done(1, "BOOKED 40000")
              : Expected.done(1, "REJECTED 0", "BOOKED 40000");
      default -> Expected.asks(isTaken ? 1 : 0, isTaken ? PRICE : 0, "UNKNOWN null");
    };
  }

  /// What a person says ends the doubt; the first order counts as paid.
  private static void answer(Fault fault, String kind, PaidCounter counter, Run run)
      throws InterruptedException {
    var isEndless = fault == Fault.CANCEL_REFUSED;
    counter.decide(isEndless ? Verdict.LOST : Verdict.AGAIN);
    var end = counter.ended(run.id());
    var books = counter.books(end);
    assertThat(end.state()).as(kind).isEqualTo(isEndless ? RunState.FAILED : RunState.DONE);
    assertThat(books.attempts())
        .as(kind)
        .isEqualTo(isEndless ? List.of("LOST 40000") : List.of("LOST 40000", "BOOKED 40000"));
    assertThat(books.spent()).as(kind).isEqualTo(isEndless ? PRICE : 2 * PRICE);
    assertThat(books.held()).as(kind).isZero();
    assertThat(books.openHolds()).as(kind).isZero();
  }

  private static void assertHolds(String kind, PaidCounter counter, Run run, Expected expected)
      throws InterruptedException {
    var books = counter.books(run);
    assertThat(run.state()).as(kind + " " + run.error()).isEqualTo(expected.state());
    assertThat(run.blockedOn()).as(kind).isEqualTo(expected.blocked());
    assertThat(books.attempts()).as(kind).isEqualTo(expected.attempts());
    assertThat(books.held()).as(kind + ": set aside").isEqualTo(expected.held());
    assertThat(books.openHolds()).as(kind + ": holds").isEqualTo(expected.held() == 0 ? 0 : 1);
    assertThat(books.takes())
        .as(kind + ": takes")
        .isEqualTo(expected.state() == RunState.DONE ? 1 : 0);
    // A job that was taken is billed when it is done, which need not be yet.
    MortalStudio.eventually(
        "the provider bills what it took",
        () -> Arrays.equals(counter.bills(run), new long[] {expected.jobs(), expected.billed()}));
    if (expected.blocked() == null) {
      assertThat(books.spent()).as(kind + ": counted as spent").isEqualTo(expected.billed());
    }
  }
}
