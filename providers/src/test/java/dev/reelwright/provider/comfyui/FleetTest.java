package dev.reelwright.provider.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.asset.MemoryBlobStore;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.engine.Lanes;
import dev.reelwright.engine.Lanes.Change;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.finish.FakeFinisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.ledger.BudgetCaps;
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
import dev.reelwright.store.TestDatabases;
import dev.reelwright.take.SlotRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Films by the real engine, whose pictures come from a fleet of simulated ComfyUI servers.
class FleetTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path file = TestDatabases.emptyFile();
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<SimulatedComfy> servers = new ArrayList<>();
  @TempDir Path scratch;
  private Database database;
  private Engine engine;
  private Lanes lanes;
  private int films;

  @AfterEach
  void close() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  private void open(int... millisPerJob) throws IOException {
    for (int millis : millisPerJob) {
      var server = new SimulatedComfy(Duration.ofMillis(millis));
      opened.add(server);
      servers.add(server);
    }
    live();
    lanes.add(ComfyUiStudio.LANE, "FLEET", new Change(null, null, 1000, null, null, null, null));
    for (var server : named()) {
      lanes.add(
          server.name(), "CALL", new Change(null, null, 1, null, ComfyUiStudio.LANE, null, null));
    }
    database.update(
        handle -> new BudgetCaps().ensureDaily(handle, Money.usd("1000"), Instant.EPOCH));
    engine.start();
  }

  private List<ComfySettings.Server> named() {
    var named = new ArrayList<ComfySettings.Server>();
    for (int index = 0; index < servers.size(); index++) {
      named.add(servers.get(index).server("server-" + index));
    }
    return named;
  }

  /// A new process on the same data, whose engine does nothing yet.
  private void live() {
    database = Database.sqlite(file);
    opened.add(database);
    var comfy =
        new ComfyUiStudio(
            Orders.settings(named().toArray(ComfySettings.Server[]::new)),
            List.of(),
            Traffic.UNHEARD,
            InstantSource.system());
    engine =
        new Engine(
            database,
            new EnginePorts(
                new PicturedStudio(comfy, new FakeStudio()),
                blobs,
                FleetTest::probe,
                new FakeFinisher(),
                scratch),
            new EngineSettings(
                "local", 4, 2, 8, new ModelChoice("fake", "fake"), Duration.ofSeconds(1)),
            InstantSource.system());
    opened.add(engine);
    lanes = new Lanes(database, engine, InstantSource.system());
  }

  @Test
  void carriesOnThoughOneServerIsKilledAndAnotherHangs() throws Exception {
    open(150, 300, 300, 1200);
    var runs = new ArrayList<RunId>();
    for (int film = 0; film < 20; film++) {
      runs.add(order("text-to-image", 5));
    }

    eventually("some are done", () -> executed() >= 20);
    servers.get(1).kill();
    eventually("more are done", () -> executed() >= 40);
    servers.get(2).hang();

    for (var run : runs) {
      assertDone(engine.await(run, PATIENCE));
    }
    var counts = servers.stream().map(server -> server.executed().size()).toList();
    assertThat(counts.getFirst())
        .as("load follows speed: " + counts)
        .isGreaterThan(counts.getLast() * 3 / 2);
    assertThat(counts.getLast()).as("nobody is idle").isGreaterThan(2);
    assertThat(executed())
        .as("only what the two had in hand is made again: " + counts)
        .isBetween(100, 102);
    assertThat(everExecuted()).as("nothing was run twice").doesNotHaveDuplicates();
  }

  @Test
  void givesEachServerOnlyWhatItOffers() throws Exception {
    open(20, 20);
    lanes.configure("server-0", new Change(null, null, null, null, null, List.of("anime"), null));

    assertDone(engine.await(order("text-to-image", 6), PATIENCE));
    assertDone(engine.await(order("anime", 6), PATIENCE));

    assertThat(servers.get(0).accepted())
        .extracting(job -> job.graph().at("/6/inputs/text").asText())
        .isNotEmpty()
        .allMatch(text -> text.contains("cel shading"));
  }

  @Test
  void beginsNothingOnAServerThatDrains() throws Exception {
    open(20, 20);
    lanes.configure("server-0", new Change(null, true, null, null, null, null, null));

    assertDone(engine.await(order("text-to-image", 6), PATIENCE));

    assertThat(servers.get(0).accepted()).isEmpty();
  }

  @Test
  void leavesAServerAloneWhoseWorkerHasDied() throws Exception {
    open(50, 50);
    servers.get(0).workerDies();
    // Somebody else's work, which waits there for ever.
    servers
        .get(0)
        .queue(
            "theirs",
            Exchange.JSON.createObjectNode(),
            Exchange.JSON.createObjectNode(),
            List.of());

    assertDone(engine.await(order("text-to-image", 8), PATIENCE));

    assertThat(servers.get(0).executed()).isEmpty();
    assertThat(servers.get(0).accepted()).as("tried once").hasSizeLessThanOrEqualTo(2);
    assertThat(lanes.find("server-0").orElseThrow().health()).isNotEqualTo("UP");
  }

  @Test
  void runsAJobOnceThatWasQueuedInSpiteOfAnError() throws Exception {
    open(20);
    servers.getFirst().arm(Fault.PROMPT_500_QUEUED);
    servers.getFirst().arm(Fault.PROMPT_CUT_QUEUED);

    assertDone(engine.await(order("text-to-image", 3), PATIENCE));

    assertThat(servers.getFirst().accepted()).hasSize(3);
  }

  @Test
  void sendsElsewhereWhatAServerNeverAnsweredBeforeItDied() throws Exception {
    open(20, 20);
    lanes.configure("server-1", new Change(true, null, null, null, null, null, null));
    servers.getFirst().arm(Fault.PROMPT_CUT_LOST);
    var run = order("text-to-image", 2);
    eventually("it was sent", () -> servers.getFirst().requests().contains("POST /prompt"));

    servers.getFirst().kill();
    lanes.configure("server-1", new Change(false, null, null, null, null, null, null));

    assertDone(engine.await(run, PATIENCE));
    assertThat(servers.getLast().executed()).hasSize(2);
  }

  @Test
  void makesAnewWhatARestartForgot() throws Exception {
    open(400);
    var run = order("text-to-image", 3);
    eventually("the second one runs", () -> servers.getFirst().accepted().size() == 2);

    servers.getFirst().restart();

    assertDone(engine.await(run, PATIENCE));
    assertThat(servers.getFirst().executed()).hasSize(3);
    assertThat(servers.getFirst().accepted()).hasSize(4);
  }

  @Test
  void looksAfterItsJobsInAnotherLifeInsteadOfSendingThemAgain() throws Exception {
    open(1500);
    var run = order("text-to-image", 3);
    eventually("the second one is there", () -> servers.getFirst().accepted().size() == 2);

    database.close();
    live();
    engine.start();

    assertDone(engine.await(run, PATIENCE));
    assertThat(servers.getFirst().accepted()).hasSize(3);
  }

  @Test
  void takesWorkBackWhenAFilmIsStopped() throws Exception {
    open(600_000);
    var run = order("text-to-image", 2);
    eventually("it runs", () -> servers.getFirst().waiting() == 1);

    engine.stop(run(run).projectId());

    eventually("nothing is left on the server", () -> servers.getFirst().waiting() == 0);
    assertThat(engine.await(run, PATIENCE).state()).isEqualTo(RunState.STOPPED);
  }

  @Test
  void failsAFilmAtOnceWhoseNodeFails() throws Exception {
    open(20);
    var run = engine.await(order("text-to-image", "FAIL."), PATIENCE);

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(String.valueOf(run.error())).contains("node 3 (KSampler)");
    assertThat(servers.getFirst().accepted()).hasSize(1);
  }

  private Run run(RunId id) throws InterruptedException {
    return engine.await(id, Duration.ZERO);
  }

  private static void assertDone(Run run) {
    assertThat(run.state()).as(String.valueOf(run.error())).isEqualTo(RunState.DONE);
  }

  private int executed() {
    return servers.stream().mapToInt(server -> server.executed().size()).sum();
  }

  private List<String> everExecuted() {
    var all = new ArrayList<String>();
    servers.forEach(server -> all.addAll(new HashSet<>(server.executed())));
    return all;
  }

  private static void eventually(String what, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var nobody = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      var _ = nobody.await(20, TimeUnit.MILLISECONDS);
    }
  }

  /// A film that needs so many pictures, all of them from ComfyUI: where its first shot begins, and
  /// where each one ends.
  private RunId order(String template, int pictures) {
    return order(template, "A ship turns. ".repeat(pictures - 1));
  }

  private RunId order(String template, String prompt) {
    var pictures = new ModelChoice(ComfyUiStudio.PROVIDER, template);
    var settings =
        new ProjectSettings(
            Format.ofAspect("16:9"),
            null,
            null,
            null,
            1000L * ++films,
            false,
            false,
            false,
            Map.of(SlotRole.START_FRAME, pictures, SlotRole.END_FRAME, pictures),
            null);
    var project =
        new Project(
            ProjectId.fresh(),
            "ann",
            "cli",
            "prompt-film",
            "",
            Brief.ofPrompt(prompt.strip()),
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
    return engine.start(project.id(), RunGoal.FINAL);
  }

  private static Prober.Probed probe(Path media) throws IOException, InterruptedException {
    try (var in = Files.newInputStream(media)) {
      return in.read() == 0x89
          ? new Prober.Probed("image/png", new MediaFacts(64, 36, null, null, null, null, null))
          : new FakeMedia().probe(media);
    }
  }
}
