package dev.reelwright.http.pipeline;

import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.MemoryBlobStore;
import dev.reelwright.desk.Acting;
import dev.reelwright.desk.ForkDesk;
import dev.reelwright.desk.ProjectDesk;
import dev.reelwright.desk.RunDesk;
import dev.reelwright.desk.Workbench;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EngineListener;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.StepProgress;
import dev.reelwright.finish.FakeFinisher;
import dev.reelwright.production.FilmDigests;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.FakeGenerator;
import dev.reelwright.provider.FakeMedia;
import dev.reelwright.provider.FakeStudio;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.quote.Quotes;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import dev.reelwright.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A film on a server of its own, looked at whenever something moves, as clients do that poll often
/// enough.
final class PolledFilm implements AutoCloseable, EngineListener {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Where in the film something happens.
  enum Place {
    PLAN,
    FRAME,
    CLIP
  }

  /// What happens there.
  enum What {
    STOP,
    RESUME_WHILE_RUNNING,
    RESTART,
    /// Two minutes pass before the server is back, so that nothing of its former life is taken for
    /// the work of somebody who still lives.
    CRASH,
    REFUSAL,
    /// The film ends first.
    FORK
  }

  record Turn(Place place, What what) {}

  private final Path file = TestDatabases.emptyFile();
  private final Path scratch;
  private final FakeStudio studio = new FakeStudio();
  private final MemoryBlobStore blobs = new MemoryBlobStore();
  private final FilmDigests digests = new FilmDigests();
  private final List<List<String>> seen = new ArrayList<>();
  private final List<Runnable> opened = new ArrayList<>();
  private final PipelineRules rules =
      new PipelineRules(new PipelineModels(), new PipelineSettings(100, 1, null));

  private volatile Duration later = Duration.ZERO;
  private Database database;
  private Engine engine;
  private Workbench bench;
  private ProjectId film;

  PolledFilm() throws IOException {
    scratch = Files.createDirectory(file.resolveSibling("scratch"));
    start();
    var asked =
        new GenerateRequest(
            "One. Two. Three.",
            "cinematic",
            "16:9",
            6,
            18,
            "gemini-2.5-flash",
            "gemini-2.5-flash-image",
            "veo-3.1-generate-001",
            true);
    film =
        act(new ProjectDesk(bench)
                .order(PipelineIntake.order(asked, "local", 1, new PipelineSettings(100, 2, null))))
            .project()
            .id();
    seen.add(new ArrayList<>());
    look();
  }

  /// Lets the film come to a place and something happen there; a film that has ended goes on first,
  /// a complete one as a fork.
  void take(Turn turn) throws InterruptedException {
    var at = generator(turn.place());
    if (turn.what() == What.FORK) {
      goOn();
      ended();
      fork(another(turn.place()));
      return;
    }
    if (turn.what() == What.REFUSAL) {
      at.rejectsNext(RejectionReason.INVALID_REQUEST);
      goOn();
      ended();
      return;
    }
    var gate = at.holdsNext();
    goOn();
    while (!gate.reached().await(20, TimeUnit.MILLISECONDS) && !isAtRest()) {
      look();
    }
    switch (turn.what()) {
      case STOP -> {
        act(new RunDesk(bench).stop("local", film));
        look();
      }
      case RESUME_WHILE_RUNNING -> {
        if (!isAtRest()) {
          resume();
        }
      }
      case RESTART -> {
        engine.close();
        database.close();
        start();
        look();
      }
      case CRASH -> {
        database.close();
        later = later.plus(Duration.ofMinutes(2));
        start();
        look();
      }
      case REFUSAL, FORK -> throw new IllegalStateException("nothing is held up for it");
    }
    gate.open().countDown();
  }

  /// Goes on until the film is complete.
  void finish() throws InterruptedException {
    for (var tries = 0; tries < 10 && !status().equals("complete"); tries++) {
      ended();
      if (!status().equals("complete")) {
        resume();
        ended();
      }
    }
    look();
  }

  /// One sequence of states for each film: the first and its forks.
  List<List<String>> seen() {
    synchronized (seen) {
      return seen.stream().map(List::copyOf).toList();
    }
  }

  @Override
  public void runChanged(Run run) {
    look();
  }

  @Override
  public void stepProgressed(StepProgress progress) {
    look();
  }

  @Override
  public void close() {
    opened.reversed().forEach(Runnable::run);
  }

  private void goOn() {
    if (!isAtRest()) {
      return;
    }
    if (!status().equals("complete")) {
      resume();
      return;
    }
    fork(another(Place.FRAME));
  }

  /// A change that makes a film go on at a place.
  private static ForkRequest another(Place place) {
    return new ForkRequest(
        null,
        place == Place.PLAN ? "anime" : null,
        null,
        null,
        null,
        null,
        null,
        null,
        place == Place.CLIP ? true : null,
        Map.of(),
        List.of(),
        place == Place.FRAME ? List.of(1) : List.of());
  }

  private void fork(ForkRequest asked) {
    var fork =
        act(
            handle -> {
              var source = digests.find(handle, "local", "pipeline", film).orElseThrow();
              var plan = new ForkPlan(source, asked, rules);
              return new ForkDesk(database, bench).fork("local", film, plan.fork(2, 2)).in(handle);
            });
    synchronized (seen) {
      film = fork.ordered().project().id();
      seen.add(new ArrayList<>());
    }
    look();
  }

  private void resume() {
    synchronized (seen) {
      seen.getLast().add(Legality.RESUMED);
    }
    act(new RunDesk(bench).resume("local", film));
    look();
  }

  private void ended() throws InterruptedException {
    engine.await(engine.newest(film).orElseThrow().id(), PATIENCE);
    look();
  }

  private boolean isAtRest() {
    return List.of("complete", "failed", "stopped").contains(status());
  }

  private String status() {
    return read().orElseThrow();
  }

  private void look() {
    synchronized (seen) {
      if (!seen.isEmpty()) {
        read().ifPresent(seen.getLast()::add);
      }
    }
  }

  /// Empty when the server has just gone.
  private Optional<String> read() {
    try {
      return database
          .read(handle -> digests.find(handle, "local", "pipeline", film))
          .map(PipelineViews::status);
    } catch (StoreException | org.jdbi.v3.core.ConnectionException _) {
      return Optional.empty();
    }
  }

  private <T> T act(dev.reelwright.desk.Act<T> act) {
    return new Acting(database, clock()).perform(act);
  }

  private FakeGenerator<?, ?> generator(Place place) {
    return switch (place) {
      case PLAN -> studio.storyboarder;
      case FRAME -> studio.images;
      case CLIP -> studio.videos;
    };
  }

  private InstantSource clock() {
    return () -> Instant.now().plus(later);
  }

  private void start() {
    database = Database.sqlite(file);
    opened.add(database::close);
    var settings =
        new EngineSettings(
            "local", 4, 2, 4, new ModelChoice("fake", "fake"), Duration.ofSeconds(1));
    engine =
        new Engine(
            database,
            new EnginePorts(studio, blobs, new FakeMedia(), new FakeFinisher(), scratch),
            settings,
            clock());
    opened.add(engine::close);
    engine.listen(this);
    bench =
        new Workbench(
            database,
            new AssetStore(blobs),
            engine,
            new Quotes(studio, settings.defaultModel()),
            clock());
    engine.start();
  }
}
