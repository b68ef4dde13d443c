package dev.reelwright.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.access.Secret;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.asset.MemoryBlobStore;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.finish.FakeFinisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.project.ProjectStore;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole film by the real engine, with every paid call going to a simulated Google.
class GoogleFilmTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path file = TestDatabases.emptyFile();
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private SimulatedGoogle google;
  private Database database;
  private Engine engine;
  @TempDir Path scratch;

  @BeforeEach
  void open() throws IOException {
    google = new SimulatedGoogle();
    google.drawsAnewEachTime();
    opened.add(google);
    live();
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  /// Begins a new process on the same data.
  private void live() {
    database = Database.sqlite(file);
    opened.add(database);
    var settings =
        new GoogleSettings(
            new GoogleSettings.Access.Key(new Secret(Orders.KEY)),
            google.base(),
            Duration.ofMillis(100),
            Duration.ofMinutes(10),
            Map.of());
    engine =
        new Engine(
            database,
            new EnginePorts(
                new GoogleStudio(settings, InstantSource.system()),
                blobs,
                GoogleFilmTest::probe,
                new FakeFinisher(),
                scratch),
            EngineSettings.ofOneMachine(2),
            InstantSource.system());
    opened.add(engine);
    database.update(
        handle -> new BudgetCaps().ensureDaily(handle, Money.usd("1000"), Instant.EPOCH));
    engine.start();
  }

  @Test
  void makesAFilmWhoseShotsBeginWhereTheOnesBeforeEnd() throws Exception {
    var project = aFilm();

    var run = ended(engine.start(project, RunGoal.FINAL));

    assertThat(run.state()).as(String.valueOf(run.error())).isEqualTo(RunState.DONE);
    assertThat(orders("generateContent")).as("storyboard and last frames").hasSize(4);
    assertThat(orders("predict")).as("first frame").hasSize(1);
    var clips = orders("predictLongRunning");
    assertThat(clips).hasSize(3);
    assertThat(frame(clips, 1, "image")).isEqualTo(frame(clips, 0, "lastFrame"));
    assertThat(frame(clips, 2, "image")).isEqualTo(frame(clips, 1, "lastFrame"));
    assertThat(frame(clips, 0, "image")).isNotEqualTo(frame(clips, 0, "lastFrame"));
    assertThat(clips)
        .extracting(clip -> clip.at("/parameters/seed").asLong())
        .containsOnly(4_000_000_000L);
    assertThat(charged(project)).isEqualTo(Money.usd("2.786")); // 0.006 + 4 x 0.02 + 3 x 6 x 0.15
  }

  @Test
  void looksAfterItsClipsInAnotherLifeInsteadOfPayingAgain() throws Exception {
    google.isDoneAfter(Integer.MAX_VALUE);
    var project = aFilm();
    var id = engine.start(project, RunGoal.FINAL);
    engine.await(id, Duration.ZERO);
    while (orders("predictLongRunning").size() < 3
        || database.read(handle -> new AttemptStore().ofProject(handle, project)).stream()
                .filter(attempt -> attempt.job() != null)
                .count()
            < 3) {
      engine.await(id, Duration.ofMillis(200));
    }

    database.close();
    google.isDoneAfter(1);
    live();
    var run = ended(id);

    assertThat(run.state()).as(String.valueOf(run.error())).isEqualTo(RunState.DONE);
    assertThat(orders("predictLongRunning")).hasSize(3);
    assertThat(charged(project)).isEqualTo(Money.usd("2.786"));
  }

  @Test
  void aHundredFilmsAtOnceAllCompleteAndEachThingIsPaidOnce() throws Exception {
    var projects = new ArrayList<ProjectId>();
    var runs = new ArrayList<RunId>();
    for (int film = 0; film < 100; film++) {
      projects.add(aFilm(film));
    }
    for (var project : projects) {
      runs.add(engine.start(project, RunGoal.FINAL));
    }

    for (var id : runs) {
      var run = ended(id);
      assertThat(run.state()).as(String.valueOf(run.error())).isEqualTo(RunState.DONE);
    }

    assertThat(orders("generateContent")).as("storyboards and last frames").hasSize(400);
    assertThat(orders("predict")).as("first frames").hasSize(100);
    assertThat(orders("predictLongRunning")).hasSize(300);
    assertThat(projects)
        .allSatisfy(project -> assertThat(charged(project)).isEqualTo(Money.usd("2.786")));
    assertThat(orders("predictLongRunning"))
        .as("no two clips between the same frames")
        .extracting(clip -> clip.at("/instances/0/lastFrame/bytesBase64Encoded").asText())
        .doesNotHaveDuplicates();
  }

  private Run ended(RunId run) throws InterruptedException {
    return engine.await(run, PATIENCE);
  }

  private List<JsonNode> orders(String verb) {
    return google.orders().stream()
        .filter(order -> order.path().endsWith(":" + verb))
        .map(SimulatedGoogle.Seen::body)
        .sorted(
            (one, other) ->
                one.at("/instances/0/prompt")
                    .asText()
                    .compareTo(other.at("/instances/0/prompt").asText()))
        .toList();
  }

  private static String frame(List<JsonNode> clips, int clip, String name) {
    return clips.get(clip).at("/instances/0/" + name + "/bytesBase64Encoded").asText();
  }

  private Money charged(ProjectId project) {
    return database.read(handle -> new AttemptStore().charged(handle, project, Money.USD));
  }

  private ProjectId aFilm() {
    return aFilm(4_000_000_000L);
  }

  private ProjectId aFilm(long seed) {
    var images = Orders.model("imagen-4.0-fast-generate-001");
    var settings =
        new ProjectSettings(
            Format.ofAspect("16:9"),
            Duration.ofSeconds(18),
            Duration.ofSeconds(6),
            3,
            seed,
            false,
            false,
            false,
            true,
            Map.of(
                SlotRole.START_FRAME, images,
                SlotRole.END_FRAME, images,
                SlotRole.CLIP, Orders.model("veo-3.1-fast-generate-001")),
            Orders.model("gemini-2.5-flash"),
            null);
    var project =
        new Project(
            ProjectId.fresh(),
            "ann",
            "pipeline",
            "prompt-film",
            "",
            Brief.ofPrompt("A red kite over a harbour"),
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

  private static Prober.Probed probe(Path media) throws IOException {
    try (var in = Files.newInputStream(media)) {
      return in.read() == 0x89
          ? new Prober.Probed("image/png", new MediaFacts(64, 36, null, null, null, null, null))
          : new Prober.Probed(
              "video/mp4", new MediaFacts(64, 36, Duration.ofSeconds(6), null, null, null, null));
    }
  }
}
