package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobJanitor;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import dev.reelwright.take.TakeStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Two who want different things at the same moment, with real threads: whoever wins, what is left
/// makes sense. Stop against finish is in `RecoveryContract`, orders against a budget in
/// `LedgerContract`.
abstract class RacesContract extends EngineContract {
  private static final int ROUNDS = 5;

  private final TakeStore takes = new TakeStore();

  RacesContract(Supplier<Supplier<Database>> places) {
    super(places);
  }

  @Test
  void twoWorkersOnOneStepKeepItsResultOnceAndBookItOnce() throws Exception {
    studio.videos.costs(Money.usd("0.50"));
    studio.videos.worksInJobs();
    var project = aProject("A lamp flares. A ship turns. A bell rings.");
    var run = engine.start(project, RunGoal.FINAL);
    eventually("jobs accepted", () -> attempts(project, AttemptState.ACCEPTED).size() == 3);

    // Another process takes itself for the owner of the same steps.
    var other = newEngine("other");
    other.start();
    studio.videos.finishesJobs();
    Callable<Void> pulling =
        () -> {
          for (var step : heldSteps(project)) {
            database.update(handle -> engine.wakeStep(handle, step.id(), step.lane()));
            database.update(handle -> other.wakeStep(handle, step.id(), step.lane()));
          }
          return null;
        };
    atOnce(List.of(pulling, pulling, pulling));

    assertThat(ended(run).state()).isEqualTo(RunState.DONE);
    assertThat(clips(project)).hasSize(3);
    assertThat(studio.videos.submissions()).hasSize(3);
    assertThat(charged(project)).isEqualTo(Money.usd("1.50"));
  }

  @Test
  void aLateResultAgainstAStopIsBookedOnceAndTheRunStaysStopped() throws Exception {
    studio.videos.costs(Money.usd("0.50"));
    for (var round = 0; round < ROUNDS; round++) {
      studio.videos.worksInJobs();
      var project = aProject("Round " + round + " begins.");
      database.update(
          handle ->
              handle.execute(
                  """
                  INSERT INTO budget (id, scope, subject, currency, cap_micros, updated_at)
                  VALUES (?, 'PROJECT', ?, 'USD', 5000000, 0)
                  """,
                  project.value(),
                  project.value()));
      var run = engine.start(project, RunGoal.RENDER);
      eventually("job accepted", () -> attempts(project, AttemptState.ACCEPTED).size() == 1);

      atOnce(
          List.of(
              () -> engine.stop(project),
              () -> {
                studio.videos.finishesJobs();
                return true;
              }));
      eventually(
          "the call is over",
          () ->
              attempts(project, AttemptState.BOOKED).stream()
                  .anyMatch(attempt -> !attempt.quote().isZero()));

      assertThat(ended(run).state()).isIn(RunState.STOPPED, RunState.DONE);
      assertThat(clips(project)).hasSize(1);
      assertThat(charged(project)).isEqualTo(Money.usd("0.50"));
      assertThat(
              count(
                  "SELECT held_micros + spent_micros FROM budget WHERE subject = ?",
                  project.value()))
          .isEqualTo(500_000);
      assertThat(ended(engine.resume(project)).state()).isEqualTo(RunState.DONE);
      assertThat(charged(project)).as("not made again").isEqualTo(Money.usd("0.50"));
    }
  }

  @Test
  void selectAgainstRedoLeavesAtMostOneTakeAndCountsTheAct() throws Exception {
    var project = aProject("A lamp flares.");
    ended(engine.start(project, RunGoal.FINAL));
    var shown = clips(project).getFirst();
    var other = another(shown);
    for (var round = 0; round < 4 * ROUNDS; round++) {
      database.update(handle -> takes.select(handle, shown.id()));
      var before = generation(project);

      atOnce(
          List.of(
              () -> database.write(handle -> takes.select(handle, other.id())),
              () -> database.write(handle -> takes.empty(handle, List.of(shown.slot())))));

      var selected = clips(project).stream().filter(Take::selected).map(Take::id).toList();
      assertThat(selected).isIn(List.of(), List.of(other.id()));
      assertThat(generation(project)).isEqualTo(before + 1);
    }

    assertThat(ended(engine.resume(project)).state()).isEqualTo(RunState.DONE);
    assertThat(clips(project)).filteredOn(Take::selected).hasSize(1);
  }

  @Test
  void reuseAgainstDeletionNeverLeavesATakeWithoutItsFile() throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      var prompt = "Round " + round + " begins.";
      var first = aProject(prompt);
      ended(engine.start(first, RunGoal.FINAL));
      var made = clips(first).getFirst();
      // Nothing but a removed asset stands on the bytes any more.
      database.update(
          handle -> {
            handle.execute("UPDATE take SET selected = FALSE WHERE id = ?", made.id().value());
          });
      var second = aProject(prompt);
      var tomorrow = Duration.ofHours(25);

      atOnce(
          List.of(
              () -> ended(engine.start(second, RunGoal.FINAL)),
              () -> {
                database.update(
                    handle -> {
                      takes.remove(handle, made.id());
                      new AssetStore(blobs)
                          .remove(handle, made.assetId(), InstantSource.system().instant());
                    });
                var now = InstantSource.system().instant();
                new BlobJanitor(database, blobs, () -> now).sweep();
                new BlobJanitor(database, blobs, () -> now.plus(tomorrow)).sweep();
                return true;
              }));

      assertThat(ended(Objects.requireNonNull(newest(second))).state()).isEqualTo(RunState.DONE);
      for (var take : selected(second)) {
        var asset = database.read(handle -> new AssetStore(blobs).findKept(handle, take.assetId()));
        assertThat(asset).as("the row of %s", take).isPresent();
        assertThat(blobs.contains(asset.get().blob())).as("the bytes of %s", take).isTrue();
      }
    }
  }

  private RunId newest(ProjectId project) {
    return engine.newest(project).orElseThrow().id();
  }

  private Take another(Take shown) {
    var take =
        new Take(
            TakeId.fresh(),
            shown.slot(),
            shown.digest(),
            shown.assetId(),
            "fake",
            "other",
            Map.of(),
            null,
            null,
            null,
            TakeOrigin.UPLOADED,
            false,
            false,
            null,
            null,
            shown.createdAt());
    return database.write(handle -> takes.insert(handle, take));
  }

  private int generation(ProjectId project) {
    return database.read(handle -> takes.generations(handle, project)).entrySet().stream()
        .filter(each -> each.getKey().role() == SlotRole.CLIP)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private List<Step> heldSteps(ProjectId project) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM step WHERE project_id = ? AND state IN ('LEASED', 'SUBMITTED')")
                .bind(0, project.value())
                .map((rows, _) -> StepStore.step(rows))
                .list());
  }

  private List<Take> clips(ProjectId project) {
    return database.read(handle -> takes.ofProject(handle, project)).stream()
        .filter(take -> take.slot().role() == SlotRole.CLIP)
        .toList();
  }

  /// Lets all begin together, and ends when all have.
  private static void atOnce(List<? extends Callable<?>> contestants)
      throws InterruptedException, ExecutionException {
    var start = new CyclicBarrier(contestants.size());
    var running = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var contestant : contestants) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return contestant.call();
                }));
      }
    }
    for (var each : running) {
      each.get();
    }
  }
}
