package dev.reelwright.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.MemoryBlobStore;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.Verdict;
import dev.reelwright.finish.FakeFinisher;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.ledger.BudgetScope;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.simulator.Simulator;
import dev.reelwright.store.Database;
import dev.reelwright.take.SlotRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// An engine whose films pay for exactly one thing, the first picture, at the simulated provider.
/// Each film has a budget of its own, so that what it holds and spends can be told from the rest.
final class PaidCounter implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /// How long the provider may take to answer; long, since the machine may be busy.
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private static final String OWNER = "ann";

  final Simulator simulator;
  final Database database;
  final Engine engine;
  private int films;

  /// What the ledger holds of a film.
  ///
  /// @param attempts state and charge of each, in the order they were made
  /// @param held what its budget has set aside, in millionths
  /// @param spent what its budget counts as spent, in millionths
  record Books(List<String> attempts, long held, long spent, long openHolds, long takes) {}

  /// @param longestJob when a job counts as one that never ends
  /// @param studios what the engine gets to see of its studio
  PaidCounter(Database database, Path scratch, Duration longestJob, UnaryOperator<Studio> studios)
      throws IOException {
    this.database = database;
    this.simulator = Simulator.start(0, InstantSource.system());
    simulator.jobsTake(Duration.ofMillis(60));
    var listed = SimulatedAccount.at(simulator.address());
    var paid =
        new SimulatedStudio(
            new SimulatedAccount(
                listed.address(), listed.prices(), ANSWER, Duration.ofMillis(100)));
    this.engine =
        new Engine(
            database,
            new EnginePorts(
                studios.apply(new PaidStudio(paid, new FakeStudio())),
                new MemoryBlobStore(),
                new SniffingProber(),
                new FakeFinisher(),
                scratch),
            new EngineSettings(
                "local",
                2,
                1,
                4,
                new ModelChoice("fake", "fake"),
                Duration.ofSeconds(1),
                longestJob),
            InstantSource.system());
    engine.start();
  }

  /// Orders a film of one shot whose first picture comes from a provider of this kind.
  RunId order(String kind) {
    var settings =
        new ProjectSettings(
            Format.ofAspect("16:9"),
            null,
            null,
            null,
            ++films,
            false,
            false,
            false,
            Map.of(SlotRole.START_FRAME, new ModelChoice("simulated", "image-" + kind)),
            null);
    var project =
        new Project(
            ProjectId.fresh(),
            OWNER,
            "cli",
            "prompt-film",
            "",
            Brief.ofPrompt("Film %d begins.".formatted(films)),
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
    database.update(
        handle -> {
          new ProjectStore().insert(handle, project);
          new BudgetCaps()
              .set(
                  handle,
                  BudgetScope.PROJECT,
                  project.id().value(),
                  Money.USD,
                  100_000_000L,
                  null,
                  Instant.EPOCH);
        });
    return engine.start(project.id(), RunGoal.FINAL);
  }

  /// The run once it has ended or waits for somebody.
  Run atRest(RunId run) throws InterruptedException {
    return engine.await(run, PATIENCE);
  }

  /// The run once it has ended; what it waits for has been dealt with.
  Run ended(RunId run) throws InterruptedException {
    MortalStudio.eventually("the run ends", () -> engine.find(run).orElseThrow().state().isFinal());
    return engine.find(run).orElseThrow();
  }

  /// Answers the one question there is.
  void decide(Verdict verdict) {
    database.update(
        handle -> {
          var questions = engine.questions(handle, OWNER);
          assertThat(questions).hasSize(1);
          engine.decide(handle, OWNER, questions.getFirst().attempt(), verdict, "test");
        });
  }

  Books books(Run run) {
    var project = run.projectId().value();
    return database.read(
        handle -> {
          var attempts =
              handle
                  .createQuery(
                      """
                      SELECT state, charge_micros FROM attempt
                       WHERE project_id = ? AND provider = 'simulated' ORDER BY number
                      """)
                  .bind(0, project)
                  .map((row, _) -> row.getString(1) + " " + row.getObject(2))
                  .list();
          var budget =
              handle
                  .createQuery("SELECT held_micros, spent_micros FROM budget WHERE subject = ?")
                  .bind(0, project)
                  .map((row, _) -> new long[] {row.getLong(1), row.getLong(2)})
                  .one();
          var holds =
              handle
                  .createQuery(
                      """
                      SELECT COUNT(*) FROM hold JOIN attempt ON attempt.id = hold.attempt_id
                       WHERE attempt.project_id = ? AND hold.state = 'HELD'
                      """)
                  .bind(0, project)
                  .mapTo(Long.class)
                  .one();
          var takes =
              handle
                  .createQuery(
                      "SELECT COUNT(*) FROM take WHERE project_id = ? AND role = 'START_FRAME'")
                  .bind(0, project)
                  .mapTo(Long.class)
                  .one();
          return new Books(attempts, budget[0], budget[1], holds, takes);
        });
  }

  /// What the provider billed for a film: jobs it took, and the millionths it asks for them.
  long[] bills(Run run) {
    var references =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT id FROM attempt WHERE project_id = ?")
                    .bind(0, run.projectId().value())
                    .mapTo(String.class)
                    .set());
    var jobs =
        simulator.bills().stream().filter(bill -> references.contains(bill.reference())).toList();
    return new long[] {jobs.size(), jobs.stream().mapToLong(job -> job.billedMicros()).sum()};
  }

  @Override
  public void close() {
    engine.close();
    database.close();
    simulator.close();
  }
}
