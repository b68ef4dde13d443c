package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.recipe.StepKind;
import dev.reelwright.recipe.StepSpec;
import dev.reelwright.store.Database;
import dev.reelwright.store.HandleFunction;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.take.SlotRole;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The engine's own rows: moves are guarded, tokens fence, lanes are shared fairly.
abstract class EngineStoresContract extends StoreContract {
  private static final Lane LANE = new Lane("acme", Lane.Kind.CALL, null, 4, null, true, false);

  private final RunStore runs = new RunStore();
  private final StepStore steps = new StepStore();
  private final LaneStore lanes = new LaneStore();
  private Samples.Film film;
  private Run run;

  EngineStoresContract(Supplier<Database> source) {
    super(source);
  }

  @BeforeEach
  void beginARun() {
    film = storedFilm("ann", 3);
    run = aRun(film);
    database.update(
        handle -> {
          runs.insert(handle, run);
          lanes.ensure(handle, LANE, NOW);
        });
  }

  @Test
  void ordersAStepOncePerRunAndSlot() {
    var first = database.write(handle -> order(handle, 0));
    var second =
        database.write(
            handle -> steps.insert(handle, run, "ann", clip(film, 0), 1, queue(LANE.id()), NOW));

    assertThat(first.status()).isEqualTo(StepStatus.READY);
    assertThat(first.shotNumber()).isEqualTo(1);
    assertThat(second).isEmpty();
  }

  @Test
  void givesAStepToOneOnly() {
    var step = database.write(handle -> order(handle, 0));

    var first = database.write(handle -> steps.lease(handle, step.id(), LANE.id(), "a", NOW));
    var second = database.write(handle -> steps.lease(handle, step.id(), LANE.id(), "b", NOW));

    assertThat(first).isTrue();
    assertThat(second).isFalse();
  }

  @Test
  void keepsAWorkerThatLostItsStepFromWriting() {
    var leased = leased(0);
    var mine = database.write(handle -> steps.takeOver(handle, leased, "a", NOW)).orElseThrow();
    var theirs = database.write(handle -> steps.takeOver(handle, mine, "b", NOW)).orElseThrow();

    assertThat(written(handle -> steps.done(handle, mine, null, NOW))).isFalse();
    assertThat(written(handle -> steps.submitted(handle, mine, "job", NOW))).isFalse();
    assertThat(written(handle -> steps.requeue(handle, mine, 1, NOW, NOW))).isFalse();
    assertThat(written(handle -> steps.cancelled(handle, mine, NOW))).isFalse();
    assertThat(written(handle -> steps.holds(handle, mine, NOW))).isFalse();
    assertThat(written(handle -> steps.done(handle, theirs, null, NOW))).isTrue();
  }

  @Test
  void letsOneOfManyTakeAStepOver() throws Exception {
    var leased = leased(0);
    Callable<Boolean> taking =
        () -> database.write(handle -> steps.takeOver(handle, leased, "n", NOW)).isPresent();

    assertThat(winners(taking, 8)).isEqualTo(1);
  }

  @Test
  void remembersAStepsWayThroughItsStates() {
    var leased = leased(0);
    assertThat(written(handle -> steps.submitted(handle, leased, "job 1", NOW))).isTrue();
    assertThat(written(handle -> steps.sleep(handle, leased, NOW.plusSeconds(5), false, NOW)))
        .isTrue();
    assertThat(found(leased).wakeAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(found(leased).status()).isEqualTo(StepStatus.SUBMITTED);

    var error = new RunError("clip of shot 1", "BUSY", "later");
    assertThat(written(handle -> steps.failed(handle, leased, error, NOW))).isTrue();

    assertThat(found(leased).status()).isEqualTo(StepStatus.FAILED);
    assertThat(database.<Optional<RunError>>read(handle -> steps.failure(handle, run.id())))
        .contains(error);
    assertThat(database.<List<Step>>read(handle -> steps.open(handle, run.id()))).isEmpty();
  }

  @Test
  void doesNotGiveOutAStepBeforeItsTime() {
    var leased = leased(0);
    database.update(handle -> steps.requeue(handle, leased, 1, NOW.plusSeconds(9), NOW));

    assertThat(written(handle -> steps.lease(handle, leased.id(), LANE.id(), "a", NOW))).isFalse();
    assertThat(
            database.<List<LaneStore.Candidate>>read(
                handle -> lanes.ready(handle, LANE.id(), 9, NOW).ready()))
        .isEmpty();
    assertThat(database.<Optional<Instant>>read(handle -> lanes.nextWake(handle, LANE.id(), NOW)))
        .contains(NOW.plusSeconds(9));
    assertThat(
            written(handle -> steps.lease(handle, leased.id(), LANE.id(), "a", NOW.plusSeconds(9))))
        .isTrue();
  }

  @Test
  void cancelsWhatWaitsAndAsksTheRest() {
    var waiting = database.write(handle -> order(handle, 1));
    var leased = leased(0);

    database.update(handle -> steps.cancelOpen(handle, run.id(), NOW));

    assertThat(found(waiting).status()).isEqualTo(StepStatus.CANCELLED);
    assertThat(found(leased).cancelAsked()).isTrue();
    assertThat(found(leased).status()).isEqualTo(StepStatus.LEASED);
  }

  @Test
  void neverOverwritesAnEnd() {
    assertThat(written(handle -> runs.move(handle, run.id(), RunState.PRODUCING, NOW))).isTrue();
    assertThat(written(handle -> runs.end(handle, run.id(), RunState.STOPPED, null, NOW))).isTrue();

    assertThat(written(handle -> runs.end(handle, run.id(), RunState.DONE, null, NOW))).isFalse();
    assertThat(written(handle -> runs.move(handle, run.id(), RunState.FINISHING, NOW))).isFalse();
    var error = new RunError("plan", "BUDGET", "no");
    assertThat(
            written(handle -> runs.block(handle, run.id(), BlockReason.BUDGET, error, null, NOW)))
        .isFalse();
    assertThat(database.<Optional<Run>>read(handle -> runs.open(handle, film.project().id())))
        .isEmpty();
  }

  @Test
  void endsARunInOneWayAmongMany() throws Exception {
    Callable<Boolean> ending =
        () -> written(handle -> runs.end(handle, run.id(), RunState.DONE, null, NOW));

    assertThat(winners(ending, 8)).isEqualTo(1);
  }

  @Test
  void blocksAndUnblocksWithAReason() {
    var error = new RunError("clip of shot 1", "BUDGET", "raise it");

    assertThat(
            written(handle -> runs.block(handle, run.id(), BlockReason.BUDGET, error, null, NOW)))
        .isTrue();
    var blocked = database.read(handle -> runs.find(handle, run.id())).orElseThrow();
    assertThat(blocked.blockedOn()).isEqualTo(BlockReason.BUDGET);
    assertThat(blocked.error()).isEqualTo(error);
    assertThat(database.read(runs::projectsAtWork)).isEmpty();

    assertThat(written(handle -> runs.unblock(handle, run.id()))).isTrue();
    assertThat(database.read(runs::projectsAtWork)).containsExactly(film.project().id());
  }

  @Test
  void givesNothingOutForARunThatWaits() {
    database.update(handle -> order(handle, 0));
    database.update(
        handle ->
            runs.block(
                handle,
                run.id(),
                BlockReason.DISK,
                new RunError("cut", "DISK", "make room"),
                null,
                NOW));

    assertThat(
            database.<List<LaneStore.Candidate>>read(
                handle -> lanes.ready(handle, LANE.id(), 9, NOW).ready()))
        .isEmpty();
    assertThat(database.<List<String>>read(handle -> lanes.withReadySteps(handle, NOW))).isEmpty();
  }

  @Test
  void keepsWhatAnOperatorSetOnALane() {
    database.update(handle -> handle.execute("UPDATE lane SET capacity = 1, paused = TRUE"));

    database.update(handle -> lanes.ensure(handle, LANE, NOW));

    var lane = database.read(handle -> lanes.find(handle, LANE.id())).orElseThrow();
    assertThat(lane.capacity()).isEqualTo(1);
    assertThat(lane.isOpen()).isFalse();
  }

  @Test
  void movesTheStepsOfANodeThatIsGone() {
    var theirs = new Lane("local-light@a", Lane.Kind.LOCAL, "a", 4, null, true, true);
    var mine = new Lane("local-light@b", Lane.Kind.LOCAL, "b", 4, null, true, true);
    database.update(
        handle -> {
          lanes.ensure(handle, theirs, NOW);
          lanes.ensure(handle, mine, NOW);
          steps.insert(handle, run, "ann", clip(film, 2), 3, queue(theirs.id()), NOW);
          lanes.keepAlive(handle, "b", NOW.plusSeconds(60));
        });

    var gone = database.read(handle -> lanes.abandoned(handle, "b", NOW.plusSeconds(1)));
    var moved = database.write(handle -> lanes.rebind(handle, theirs.id(), mine.id(), NOW));

    assertThat(gone).extracting(Lane::id).containsExactly(theirs.id());
    assertThat(moved).isEqualTo(1);
    assertThat(
            database.<List<LaneStore.Candidate>>read(
                handle -> lanes.ready(handle, mine.id(), 9, NOW).ready()))
        .hasSize(1);
  }

  @Test
  void sharesALaneByOwnerThenProjectThenOrderOfTheFilm() {
    var greedy = film;
    var second = storedFilm("ann", 3);
    var other = storedFilm("bob", 3);
    database.update(
        handle -> {
          for (var each : List.of(greedy, second, other)) {
            var owner = each.project().owner();
            var itsRun = each.equals(greedy) ? run : aRun(each);
            if (!each.equals(greedy)) {
              runs.insert(handle, itsRun);
            }
            for (var shot = 0; shot < 3; shot++) {
              steps.insert(
                  handle, itsRun, owner, clip(each, shot), shot + 1, queue(LANE.id()), NOW);
            }
          }
        });
    var ready = database.read(handle -> lanes.ready(handle, LANE.id(), 4, NOW).ready());

    var chosen =
        Dispatcher.choose(
                ready, List.of(), new Room(List.of(new Room.Share(LANE, 0, 6)), Integer.MAX_VALUE))
            .stream()
            .map(Dispatcher.Placed::step)
            .toList();

    assertThat(chosen).extracting(Step::owner).startsWith("ann", "bob", "ann", "bob");
    assertThat(chosen.subList(0, 4))
        .filteredOn(step -> step.owner().equals("ann"))
        .extracting(step -> step.slot().projectId())
        .doesNotHaveDuplicates();
    assertThat(chosen)
        .filteredOn(step -> step.owner().equals("bob"))
        .extracting(Step::shotNumber)
        .isSorted();
  }

  @Test
  void countsFailuresInARow() {
    assertThat(database.<Integer>write(handle -> runs.countFailure(handle, run.id()))).isEqualTo(1);
    assertThat(database.<Integer>write(handle -> runs.countFailure(handle, run.id()))).isEqualTo(2);

    database.update(handle -> runs.forgetFailures(handle, run.id()));

    assertThat(database.<Integer>write(handle -> runs.countFailure(handle, run.id()))).isEqualTo(1);
  }

  private Step leased(int shot) {
    return database.write(
        handle -> {
          var step = order(handle, shot);
          steps.lease(handle, step.id(), LANE.id(), "a", NOW);
          return steps.find(handle, step.id()).orElseThrow();
        });
  }

  private Step order(Handle handle, int shot) {
    return steps
        .insert(handle, run, "ann", clip(film, shot), shot + 1, queue(LANE.id()), NOW)
        .orElseThrow();
  }

  private static StepStore.Queue queue(String lane) {
    return new StepStore.Queue(lane, Set.of());
  }

  private Step found(Step step) {
    return database.read(handle -> steps.find(handle, step.id())).orElseThrow();
  }

  private boolean written(HandleFunction<Boolean> move) {
    return database.write(move);
  }

  private static StepSpec clip(Samples.Film film, int shot) {
    return new StepSpec(StepKind.CLIP, film.slot(shot, SlotRole.CLIP, 0), List.of(), shot * 4);
  }

  private static Run aRun(Samples.Film film) {
    return new Run(
        RunId.fresh(),
        film.project().id(),
        null,
        RunGoal.FINAL,
        "prompt-film",
        1,
        RunState.PLANNING,
        null,
        null,
        NOW,
        null,
        null);
  }

  private static int winners(Callable<Boolean> contest, int contestants)
      throws InterruptedException, ExecutionException {
    var wins = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(Collections.nCopies(contestants, contest))) {
        wins += result.get() ? 1 : 0;
      }
    }
    return wins;
  }
}
