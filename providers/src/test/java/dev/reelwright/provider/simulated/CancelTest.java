package dev.reelwright.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunState;
import dev.reelwright.provider.simulator.Fault;
import dev.reelwright.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stop while a paid job runs: taken back where the provider lets, else fetched and kept.
class CancelTest {
  private PaidCounter counter;

  @BeforeEach
  void open(@TempDir Path scratch) throws IOException {
    counter =
        new PaidCounter(
            TestDatabases.sqlite(), scratch, Duration.ofHours(1), UnaryOperator.identity());
  }

  @AfterEach
  void close() {
    counter.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "findable", "blind"})
  void givesBackWhatAProviderTookBack(String kind) throws InterruptedException {
    var run = atWork(kind);

    counter.engine.stop(run.projectId());

    assertEnds(run, "CANCELLED 0", 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "findable", "blind"})
  void booksWhatACancelledJobIsBilled(String kind) throws InterruptedException {
    counter.simulator.arm(Fault.CANCEL_BILLED, 1);
    var run = atWork(kind);

    counter.engine.stop(run.projectId());

    assertEnds(run, "REJECTED 40000", 40_000, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "findable", "blind"})
  void keepsWhatCannotBeTakenBack(String kind) throws InterruptedException {
    // Ever more refusals: the job ends by itself meanwhile.
    counter.simulator.arm(Fault.CANCEL_REFUSED, Integer.MAX_VALUE);
    counter.simulator.jobsTake(Duration.ofSeconds(2));
    var run = begun(kind);

    counter.engine.stop(run.projectId());

    assertEnds(run, "BOOKED 40000", 40_000, 1);
  }

  private Run atWork(String kind) throws InterruptedException {
    counter.simulator.arm(Fault.JOB_NEVER_ENDS, 1);
    return begun(kind);
  }

  private Run begun(String kind) throws InterruptedException {
    var run = counter.engine.find(counter.order(kind)).orElseThrow();
    MortalStudio.eventually(
        "a job is accepted",
        () -> {
          var attempts = counter.books(run).attempts();
          return !attempts.isEmpty() && !attempts.getFirst().startsWith("INTENT");
        });
    return run;
  }

  private void assertEnds(Run run, String attempt, long spent, long takes)
      throws InterruptedException {
    MortalStudio.eventually(
        "the step is over",
        () ->
            counter.books(run).attempts().getFirst().equals(attempt)
                && counter.database.<Long>read(
                        handle ->
                            handle
                                .createQuery(
                                    "SELECT COUNT(*) FROM step WHERE state IN ('READY', 'LEASED', 'SUBMITTED')")
                                .mapTo(Long.class)
                                .one())
                    == 0);
    var books = counter.books(run);
    assertThat(counter.engine.find(run.id()).orElseThrow().state()).isEqualTo(RunState.STOPPED);
    assertThat(books.attempts()).containsExactly(attempt);
    assertThat(books.spent()).isEqualTo(spent);
    assertThat(books.held()).isZero();
    assertThat(books.openHolds()).isZero();
    assertThat(books.takes()).isEqualTo(takes);
    assertThat(counter.bills(run)).containsExactly(1, spent);
  }
}
