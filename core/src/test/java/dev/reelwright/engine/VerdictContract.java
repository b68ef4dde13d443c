package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Calls of unknown outcome, and those who decide about them: once, from wherever they do.
abstract class VerdictContract extends EngineContract {
  private static final int DECIDERS = 12;

  private RunId run;

  VerdictContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @Test
  void countsOneOfManyVerdictsThatComeAtOnce() throws Exception {
    var project = inDoubt();
    var asked = question().attempt();
    var contest = new ArrayList<Callable<Boolean>>();
    for (var number = 0; number < DECIDERS; number++) {
      var verdict = number % 2 == 0 ? Verdict.AGAIN : Verdict.LOST;
      var by = "person " + number;
      contest.add(() -> decides(asked, verdict, by));
    }

    assertThat(winners(contest)).isEqualTo(1);

    assertThat(ended(run).state()).isIn(RunState.DONE, RunState.FAILED);
    assertThat(attempts(project, AttemptState.LOST)).as("given up once").hasSize(1);
    assertThat(studio.videos.submissions()).hasSizeLessThanOrEqualTo(2);
    assertThat(count("SELECT COUNT(*) FROM event WHERE kind = 'step.decided'")).isEqualTo(1);
    assertThat(count("SELECT COUNT(*) FROM hold WHERE state = 'HELD'")).isZero();
    assertThatThrownBy(() -> decide(engine, asked, Verdict.AGAIN))
        .isInstanceOfSatisfying(
            NotDecidable.class,
            refused -> assertThat(refused.reason()).isEqualTo(NotDecidable.Reason.NOT_ASKED));
  }

  @Test
  void hearsTheVerdictOfAnotherProcessToSendAgain() throws InterruptedException {
    var project = inDoubt();

    try (var other = openAgain()) {
      var verdicts = Verdicts.beside(other, blobs, InstantSource.system());
      var open = verdicts.open("local");
      assertThat(open).hasSize(1);
      assertThat(open.getFirst().quote()).isEqualTo(Money.usd("0.50"));
      verdicts.decide("local", open.getFirst().attempt(), Verdict.AGAIN, "an operator");

      assertThat(verdicts.open("local")).isEmpty();
      assertThatThrownBy(
              () -> verdicts.decide("local", open.getFirst().attempt(), Verdict.AGAIN, "another"))
          .isInstanceOf(NotDecidable.class);
    }

    eventually("it goes on", () -> engine.find(run).orElseThrow().state() == RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(2);
    assertThat(charged(project)).as("a possible payment counts").isEqualTo(Money.usd("1"));
  }

  @Test
  void hearsTheVerdictOfAnotherProcessToGiveUp() throws InterruptedException {
    inDoubt();

    try (var other = openAgain()) {
      Verdicts.beside(other, blobs, InstantSource.system())
          .decide("local", question().attempt(), Verdict.LOST, "an operator");
    }

    eventually("it ends", () -> engine.find(run).orElseThrow().state() == RunState.FAILED);
    assertThat(studio.videos.submissions()).hasSize(1);
  }

  @Test
  void tellsNobodyOfCallsThatAreNotTheirs() throws InterruptedException {
    inDoubt();

    try (var other = openAgain()) {
      var verdicts = Verdicts.beside(other, blobs, InstantSource.system());

      assertThat(verdicts.open("somebody else")).isEmpty();
      assertThatThrownBy(
              () -> verdicts.decide("somebody else", question().attempt(), Verdict.LOST, "nobody"))
          .isInstanceOf(NotDecidable.class);
    }
  }

  /// A film whose one clip was ordered by a process that died before it heard an answer.
  private ProjectId inDoubt() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    var gate = studio.videos.holdsNextStubbornly();
    var project = aProject("A lamp flares.");
    run = engine.start(project, RunGoal.FINAL);
    passes(gate.reached());
    crashAndRestart();
    assertThat(ended(run).blockedOn()).isEqualTo(BlockReason.DECISION);
    gate.open().countDown();
    return project;
  }

  private Question question() {
    return database.read(handle -> engine.questions(handle, "local")).getFirst();
  }

  private boolean decides(AttemptId attempt, Verdict verdict, String by) {
    try {
      database.update(handle -> engine.decide(handle, "local", attempt, verdict, by));
      return true;
    } catch (NotDecidable _) {
      return false;
    }
  }

  private void decide(Engine decider, AttemptId attempt, Verdict verdict) {
    database.update(handle -> decider.decide(handle, "local", attempt, verdict, "late"));
  }

  private static int winners(List<Callable<Boolean>> contest)
      throws InterruptedException, ExecutionException {
    var wins = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(contest)) {
        wins += result.get() ? 1 : 0;
      }
    }
    return wins;
  }
}
