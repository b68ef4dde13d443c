package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Crashes, stops, lost rows and dead nodes: nothing is paid twice and nothing hangs.
abstract class RecoveryContract extends EngineContract {
  RecoveryContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @Test
  void resumesPollingInsteadOfPayingAgain() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    studio.videos.worksInJobs();
    var project = aProject("A lamp flares. A ship turns.");
    var run = engine.start(project, RunGoal.FINAL);
    eventually("both jobs accepted", () -> attempts(project, AttemptState.ACCEPTED).size() == 2);

    crashAndRestart();
    studio.videos.finishesJobs();

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(2);
    assertThat(charged(project)).isEqualTo(Money.usd("1"));
  }

  @Test
  void watchesWhatOnlyWaitsWithoutARowForEach() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    studio.videos.worksInJobs();
    var project = aProject("A lamp flares. A ship turns.");
    var run = engine.start(project, RunGoal.FINAL);
    eventually(
        "both are watched",
        () ->
            count("SELECT COUNT(*) FROM step WHERE watched") == 2
                && count("SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'worker'") == 0);

    crashAndRestart();
    var before = studio.videos.glances();
    var polls = studio.videos.polls();
    eventually("they are watched on", () -> studio.videos.glances() >= before + 4);
    assertThat(studio.videos.polls()).as("a glance is enough").isEqualTo(polls);
    studio.videos.finishesJobs();

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(2);
    assertThat(attempts(project, AttemptState.BOOKED))
        .filteredOn(attempt -> !attempt.quote().isZero())
        .allSatisfy(attempt -> assertThat(attempt.polls()).isPositive());
  }

  @Test
  void sendsAgainOnAFreeLaneWhenTheProcessDied() throws InterruptedException {
    var gate = studio.videos.holdsNextStubbornly();
    var project = aProject("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    passes(gate.reached());

    crashAndRestart();

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    gate.open().countDown();
    assertThat(studio.videos.submissions()).hasSize(2);
    assertThat(attempts(project, AttemptState.LOST)).hasSize(1);
  }

  @Test
  void leavesAPaidOrderOfUnknownOutcomeToAPerson() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    var gate = studio.videos.holdsNextStubbornly();
    var project = aProject("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    passes(gate.reached());

    crashAndRestart();
    var blocked = ended(run);

    assertThat(blocked.state()).isEqualTo(RunState.BLOCKED);
    assertThat(blocked.blockedOn()).isEqualTo(BlockReason.DECISION);
    assertThat(studio.videos.submissions()).hasSize(1);
    gate.open().countDown();
    assertThat(ended(engine.resume(project)).state()).isEqualTo(RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(2);
    assertThat(charged(project)).as("a possible payment counts").isEqualTo(Money.usd("1"));
  }

  @Test
  void asksTheProviderWhatBecameOfAnOrder() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    studio.videos.findsJobs();
    studio.videos.losesNextAnswer();
    var project = aProject("A lamp flares.");

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(1);
    assertThat(charged(project)).isEqualTo(Money.usd("0.50"));
  }

  @Test
  void keepsWhatArrivesAfterAStopAndStaysStopped() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    studio.videos.worksInJobs();
    var project = aProject("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    eventually("job accepted", () -> attempts(project, AttemptState.ACCEPTED).size() == 1);

    assertThat(engine.stop(project)).isTrue();
    studio.videos.finishesJobs();
    eventually("late result booked", () -> clipTakes(project) == 1);

    assertThat(engine.find(run).orElseThrow().state()).isEqualTo(RunState.STOPPED);
    assertThat(ended(engine.resume(project)).state()).isEqualTo(RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(1);
    assertThat(charged(project)).isEqualTo(Money.usd("0.50"));
  }

  /// As a stop used to leave it behind that came between a look of the director and its order.
  @Test
  void aStepThatStandsReadyForAStoppedRunBlocksNobody() throws InterruptedException {
    studio.videos.worksInJobs();
    var project = aProject("A lamp flares. A ship turns.");
    var run = engine.start(project, RunGoal.FINAL);
    eventually("jobs accepted", () -> attempts(project, AttemptState.ACCEPTED).size() == 2);
    engine.stop(project);
    studio.videos.finishesJobs();
    eventually("late results booked", () -> clipTakes(project) == 2);
    database.update(
        handle -> {
          handle.execute(
              "DELETE FROM take WHERE project_id = ? AND role = 'CLIP'", project.value());
          handle.execute(
              "UPDATE step SET state = 'READY', ended_at = NULL WHERE run_id = ? AND role = 'CLIP'",
              run.value());
        });

    assertThat(ended(engine.resume(project)).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void waitsForTheOldCallInsteadOfMakingItAgain() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    studio.videos.worksInJobs();
    var project = aProject("A lamp flares.");
    engine.start(project, RunGoal.FINAL);
    eventually("job accepted", () -> attempts(project, AttemptState.ACCEPTED).size() == 1);
    engine.stop(project);

    var run = engine.resume(project);
    studio.videos.finishesJobs();

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(1);
  }

  @Test
  void takesAPaidJobBackWhereTheProviderLets() throws InterruptedException {
    studio.videos.costs(Money.usd("0.50"));
    studio.videos.worksInJobs();
    studio.videos.cancelsJobs();
    var project = aProject("A lamp flares.");
    engine.start(project, RunGoal.FINAL);
    eventually("job accepted", () -> attempts(project, AttemptState.ACCEPTED).size() == 1);

    engine.stop(project);

    eventually("job cancelled", () -> attempts(project, AttemptState.CANCELLED).size() == 1);
    assertThat(charged(project)).isEqualTo(Money.usd("0"));
  }

  @Test
  void endsLocalWorkOnAStop() throws InterruptedException {
    var gate = studio.videos.holdsNext();
    var project = aProject("A lamp flares.");
    engine.start(project, RunGoal.FINAL);
    passes(gate.reached());

    engine.stop(project);

    eventually(
        "work ended", () -> steps(project, "CANCELLED") >= 1 && steps(project, "LEASED") == 0);
    assertThat(ended(engine.resume(project)).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void goesOnWhereAnEngineThatClosedLeftOff() throws InterruptedException {
    studio.videos.holdsNext();
    var project = aProject("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    eventually("clip begun", () -> !studio.videos.submissions().isEmpty());

    engine.close();
    startEngine("local");

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(studio.storyboarder.submissions()).hasSize(1);
  }

  @Test
  void findsWorkWhoseRowsWereLost() throws InterruptedException {
    studio.videos.worksInJobs();
    var project = aProject("A lamp flares. A ship turns.");
    var run = engine.start(project, RunGoal.FINAL);
    eventually("jobs accepted", () -> attempts(project, AttemptState.ACCEPTED).size() == 2);

    database.update(handle -> handle.execute("DELETE FROM scheduled_tasks"));
    studio.videos.finishesJobs();

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(studio.videos.submissions()).hasSize(2);
  }

  @Test
  void findsARunThatNobodyCalledFor() throws InterruptedException {
    engine.close();
    var project = aProject("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    database.update(handle -> handle.execute("DELETE FROM scheduled_tasks"));

    startEngine("local");

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void inheritsTheLocalWorkOfANodeThatIsGone() throws InterruptedException {
    var gate = studio.videos.holdsNextStubbornly();
    var project = aProject("A lamp flares.");
    var run = engine.start(project, RunGoal.FINAL);
    passes(gate.reached());

    database.close();
    startEngine("other");
    database.update(
        handle -> handle.execute("UPDATE lane SET updated_at = 0 WHERE node = 'local'"));

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    gate.open().countDown();
    assertThat(count("SELECT COUNT(*) FROM step WHERE lane LIKE '%@other'")).isPositive();
  }

  @Test
  void endsARaceBetweenStopAndFinishInOneWay() throws InterruptedException {
    for (var round = 0; round < 5; round++) {
      var finishing = new CountDownLatch(1);
      EngineListener herald =
          new EngineListener() {
            @Override
            public void runChanged(Run changed) {
              if (changed.state() == RunState.FINISHING) {
                finishing.countDown();
              }
            }
          };
      engine.listen(herald);
      var project = aProject("Round " + round + " begins.");
      var run = engine.start(project, RunGoal.FINAL);
      passes(finishing);
      var stopped = engine.stop(project);
      engine.ignore(herald);

      var end = ended(run).state();

      assertThat(end).isEqualTo(stopped ? RunState.STOPPED : RunState.DONE);
      assertThat(engine.stop(project)).isFalse();
      assertThat(engine.find(run).orElseThrow().state()).isEqualTo(end);
    }
  }

  @Test
  void losesNoWakeUpAmongManyCallers() throws InterruptedException {
    engine.close();
    var keys = List.of("a", "b", "c", "d");
    var counters = new ConcurrentHashMap<String, Long>();
    var seen = new ConcurrentHashMap<String, Long>();
    var settings = EngineSettings.ofOneMachine(2);
    var bodies =
        new Loops.Bodies(
            key -> {
              seen.put(key, counters.getOrDefault(key, 0L));
              return Optional.empty();
            },
            key -> counters.getOrDefault(key, 0L),
            _ -> Optional.empty(),
            _ -> 0,
            _ -> Loops.Next.NOTHING,
            (_, _) -> false);
    try (var loops = new Loops(database, settings, InstantSource.system(), bodies);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      loops.start();
      var begin = new CountDownLatch(1);
      for (var caller = 0; caller < 8; caller++) {
        var _ =
            callers.submit(
                () -> {
                  begin.await();
                  for (var call = 0; call < 25; call++) {
                    for (var key : keys) {
                      counters.merge(key, 1L, Long::sum);
                      loops.pullProject(key);
                    }
                  }
                  return null;
                });
      }
      begin.countDown();

      for (var key : keys) {
        eventually("last call of " + key, () -> seen.getOrDefault(key, 0L) == 200);
      }
    }
  }

  private long steps(ProjectId project, String state) {
    return count(
        "SELECT COUNT(*) FROM step WHERE project_id = ? AND state = ?", project.value(), state);
  }

  private int clipTakes(ProjectId project) {
    return (int)
        database.read(handle -> new TakeStore().selected(handle, project)).stream()
            .filter(take -> take.slot().role() == SlotRole.CLIP)
            .count();
  }
}
