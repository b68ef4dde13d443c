package dev.reelwright.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.MemoryBlobStore;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.Verdict;
import dev.reelwright.finish.FakeFinisher;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.provider.simulator.Simulator;
import dev.reelwright.store.Database;
import dev.reelwright.store.TestDatabases;
import dev.reelwright.take.SlotRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A server that dies and comes back, beside a provider that does not: database and files stay, all
/// else is lost with each life.
final class MortalStudio implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  static final String OWNER = "ann";

  private final Supplier<Database> place;
  private final Path scratch;
  final Simulator simulator;
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final ExecutorService undertaker = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeStudio fakes = new FakeStudio();
  private final SimulatedStudio paid;
  private @Nullable Life life;
  private int films;

  /// One process from its start to its end.
  record Life(Database database, Engine engine, CommitPoints points) {}

  MortalStudio(Supplier<Database> place, Path scratch) throws IOException {
    this.place = place;
    this.scratch = scratch;
    this.simulator = Simulator.start(0, InstantSource.system());
    simulator.jobsTake(Duration.ofMillis(60));
    this.paid = new SimulatedStudio(account(simulator.address()));
    database(
        database ->
            database.update(
                handle ->
                    new BudgetCaps()
                        .ensureDaily(handle, Money.usd("1000"), InstantSource.system().instant())));
  }

  static Supplier<Database> sqlite() {
    var file = TestDatabases.emptyFile();
    return () -> Database.sqlite(file);
  }

  static Supplier<Database> postgres() {
    var url = TestDatabases.emptyPostgresUrl();
    return () -> Database.postgres(url, "postgres", "postgres");
  }

  private static SimulatedAccount account(URI address) throws IOException {
    var listed = SimulatedAccount.at(address);
    return new SimulatedAccount(
        address, listed.prices(), Duration.ofSeconds(5), Duration.ofMillis(100));
  }

  /// Begins a new life that ends at the first commit point that is wished for.
  Life live(Predicate<String> cutsAt) {
    var begun = prepare(cutsAt);
    start(begun);
    return begun;
  }

  /// A life whose engine does nothing yet, so that it cannot end while something is ordered.
  Life prepare(Predicate<String> cutsAt) {
    var database = place.get();
    var points = new CommitPoints(cutsAt);
    database.watchCommits(points);
    var settings =
        new EngineSettings(
            "local", 2, 1, 4, new ModelChoice("fake", "fake"), Duration.ofMillis(50));
    var studio = new PaidStudio(paid, fakes);
    var engine =
        new Engine(
            database,
            new EnginePorts(studio, blobs, new SniffingProber(), new FakeFinisher(), scratch),
            settings,
            InstantSource.system());
    var begun = new Life(database, engine, points);
    life = begun;
    return begun;
  }

  void start(Life prepared) {
    try {
      prepared.engine().start();
    } catch (CommitPoints.PowerCut _) {
      // Died while it was starting.
    }
  }

  /// What is left of a dead process goes in its own time.
  void bury(Life dead) {
    dead.database().close();
    undertaker.execute(
        () -> {
          try {
            dead.engine().close();
          } catch (CommitPoints.PowerCut | RuntimeException _) {
            // It cannot say goodbye.
          }
        });
    life = null;
  }

  ProjectId order(Life in, Map<SlotRole, ModelChoice> models) {
    var settings =
        new ProjectSettings(
            Format.ofAspect("16:9"),
            null,
            null,
            null,
            ++films,
            true,
            true,
            true,
            false,
            models,
            null,
            null);
    var project =
        new Project(
            ProjectId.fresh(),
            OWNER,
            "cli",
            "prompt-film",
            "",
            Brief.ofPrompt("Film %d begins. A ship turns.".formatted(films)),
            settings,
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            Map.of(),
            Instant.EPOCH,
            Instant.EPOCH);
    in.database().update(handle -> new ProjectStore().insert(handle, project));
    in.engine().start(project.id(), RunGoal.FINAL);
    return project.id();
  }

  static Map<SlotRole, ModelChoice> models(String first, String last, String clip) {
    var models = new HashMap<SlotRole, ModelChoice>();
    models.put(SlotRole.START_FRAME, new ModelChoice("simulated", "image-" + first));
    models.put(SlotRole.END_FRAME, new ModelChoice("simulated", "image-" + last));
    models.put(SlotRole.CLIP, new ModelChoice("simulated", "video-" + clip));
    return models;
  }

  /// Lives until the power is cut or the project's run ends; says yes to every question by sending
  /// again.
  ///
  /// @return the ended run, or null after a cut
  @Nullable Run runUntilCut(Life alive, ProjectId project) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!alive.points().cut().await(15, TimeUnit.MILLISECONDS)) {
      try {
        var run = alive.engine().newest(project).orElseThrow();
        if (run.state().isFinal()) {
          return run;
        }
        decideAll(alive);
      } catch (CommitPoints.PowerCut _) {
        // Told by the latch.
      }
      assertThat(System.nanoTime()).as("the run ends").isLessThan(deadline);
    }
    return null;
  }

  /// Every question must be about a call of which nobody can know what became of it.
  private static void decideAll(Life alive) {
    alive
        .database()
        .update(
            handle -> {
              for (var question : alive.engine().questions(handle, OWNER)) {
                assertThat(question.model()).as(question.why()).endsWith("-blind");
                assertThat(question.job()).as("no job is known").isNull();
                alive.engine().decide(handle, OWNER, question.attempt(), Verdict.AGAIN, "test");
              }
            });
  }

  /// The four zeros, counted at the provider.
  void assertNothingLostAndNothingPaidTwice() throws InterruptedException {
    eventually("the provider is done", () -> simulator.counter().running() == 0);
    database(
        database -> {
          var attempts = new AttemptStore();
          assertThat(simulator.counter().billedTwice()).as("billed twice").isEmpty();
          var lost = new ArrayList<String>();
          long booked = 0;
          for (var bill : simulator.bills()) {
            var attempt =
                database
                    .read(
                        handle ->
                            attempts.find(
                                handle, new dev.reelwright.ledger.AttemptId(bill.reference())))
                    .orElseThrow(() -> new AssertionError("an order nobody wrote down: " + bill));
            if (bill.billedMicros() == 0 || attempt.state() == AttemptState.LOST) {
              continue;
            }
            booked += bill.billedMicros();
            if (attempt.state() != AttemptState.BOOKED
                || number(database, "SELECT COUNT(*) FROM take WHERE step_id = ?", attempt.stepId())
                    != 1) {
              lost.add(bill + " " + attempt.state());
            }
          }
          assertThat(lost).as("takes lost").isEmpty();
          assertThat(
                  number(
                      database,
                      "SELECT COALESCE(SUM(charge_micros), 0) FROM attempt WHERE state = 'BOOKED'"
                          + " AND provider = 'simulated'"))
              .as("charged what was billed")
              .isEqualTo(booked);
          assertThat(number(database, "SELECT COUNT(*) FROM hold WHERE state = 'HELD'"))
              .as("holds left over")
              .isZero();
          assertThat(
                  number(database, "SELECT COALESCE(SUM(held_micros + held_calls), 0) FROM budget"))
              .as("set aside")
              .isZero();
          assertThat(
                  number(
                      database,
                      "SELECT COUNT(*) FROM attempt WHERE state IN ('INTENT', 'ACCEPTED',"
                          + " 'UNKNOWN')"))
              .as("open attempts")
              .isZero();
          assertThat(number(database, "SELECT spent_micros FROM budget WHERE period <> ''"))
              .as("the budget counts every charge")
              .isEqualTo(number(database, "SELECT SUM(charge_micros) FROM attempt"));
          assertThat(number(database, "SELECT COUNT(*) FROM run WHERE state <> 'DONE'"))
              .as("runs that did not finish")
              .isZero();
        });
  }

  static long number(Database database, String sql, Object... arguments) {
    return database.read(
        handle -> {
          var query = handle.createQuery(sql);
          for (var index = 0; index < arguments.length; index++) {
            query.bind(index, arguments[index]);
          }
          return query.mapTo(Long.class).one();
        });
  }

  static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var nobody = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      var _ = nobody.await(20, TimeUnit.MILLISECONDS);
    }
  }

  static void removeAll(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void database(java.util.function.Consumer<Database> work) {
    var alive = life;
    if (alive != null) {
      work.accept(alive.database());
      return;
    }
    try (var database = place.get()) {
      work.accept(database);
    }
  }

  @Override
  public void close() {
    var alive = life;
    if (alive != null) {
      bury(alive);
    }
    undertaker.close();
    simulator.close();
  }
}
