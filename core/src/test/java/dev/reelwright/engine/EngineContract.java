package dev.reelwright.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.MemoryBlobStore;
import dev.reelwright.finish.FakeFinisher;
import dev.reelwright.ledger.Attempt;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.provider.FakeMedia;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.store.Database;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A studio with real threads on a real database that engines come and go on.
abstract class EngineContract {
  // A row that a dead scheduler held is free after four missed heartbeats, 60 to 75 seconds.
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Supplier<Supplier<Database>> places;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Supplier<Database> place;

  @TempDir Path scratch;
  final FakeStudio studio = new FakeStudio();
  final FakeFinisher finisher = new FakeFinisher();
  final BlobStore blobs = new MemoryBlobStore();
  Database database;
  Engine engine;

  /// @param places makes an empty database, which can then be opened any number of times
  EngineContract(Supplier<Supplier<Database>> places) {
    this.places = places;
  }

  @BeforeEach
  void open() {
    place = places.get();
    startEngine("local");
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  /// Opens the database once more and starts an engine on it.
  void startEngine(String node) {
    database = place.get();
    opened.add(database);
    engine = newEngine(node);
    engine.start();
  }

  Engine newEngine(String node) {
    var settings =
        new EngineSettings(node, 4, 2, 4, new ModelChoice("fake", "fake"), Duration.ofSeconds(1));
    var ports =
        new EnginePorts(
            new PullStudio(studio, database, blobs, InstantSource.system()),
            blobs,
            new FakeMedia(),
            finisher,
            scratch);
    var made = new Engine(database, ports, settings, InstantSource.system());
    opened.add(made);
    return made;
  }

  /// The database as another process has it open.
  Database openAgain() {
    return place.get();
  }

  /// As a power cut does: nothing that runs can write any more. The next engine has the same name.
  void crashAndRestart() {
    database.close();
    startEngine("local");
  }

  ProjectId aProject(String prompt) {
    return aProject("local", prompt, Map.of());
  }

  ProjectId aProject(String owner, String prompt, Map<SlotRole, ModelChoice> models) {
    var settings =
        new ProjectSettings(
            Format.ofAspect("16:9"), null, null, null, 5, true, true, true, models, null);
    var project =
        new Project(
            ProjectId.fresh(),
            owner,
            "cli",
            "prompt-film",
            "",
            Brief.ofPrompt(prompt),
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
    database.update(handle -> new ProjectStore().insert(handle, project));
    return project.id();
  }

  Run ended(RunId run) throws InterruptedException {
    return engine.await(run, PATIENCE);
  }

  List<Take> selected(ProjectId project) {
    return database.read(handle -> new TakeStore().selected(handle, project));
  }

  List<Attempt> attempts(ProjectId project) {
    return database.read(handle -> new AttemptStore().ofProject(handle, project));
  }

  List<Attempt> attempts(ProjectId project, AttemptState state) {
    return attempts(project).stream().filter(attempt -> attempt.state() == state).toList();
  }

  Money charged(ProjectId project) {
    return database.read(handle -> new AttemptStore().charged(handle, project, Money.USD));
  }

  long count(String sql, Object... arguments) {
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

  static void passes(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }
}
