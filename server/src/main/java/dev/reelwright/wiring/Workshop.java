package dev.reelwright.wiring;

import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.asset.FolderBlobStore;
import dev.reelwright.desk.Looking;
import dev.reelwright.desk.Workbench;
import dev.reelwright.engine.Engine;
import dev.reelwright.engine.EnginePorts;
import dev.reelwright.engine.EngineSettings;
import dev.reelwright.engine.Lanes;
import dev.reelwright.engine.Run;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.ledger.BudgetScope;
import dev.reelwright.ledger.Money;
import dev.reelwright.media.ffmpeg.FfmpegTools;
import dev.reelwright.media.ffmpeg.Preflight;
import dev.reelwright.media.font.HeadlessGraphics;
import dev.reelwright.production.Productions;
import dev.reelwright.project.Brief;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.provider.comfyui.Traffic;
import dev.reelwright.quote.Quotation;
import dev.reelwright.quote.Quotes;
import dev.reelwright.recipe.PromptFilmRecipe;
import dev.reelwright.store.Database;
import dev.reelwright.store.StoreException;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One installation at work: data folder, database, engine and the built-in studio, put together.
/// Works on one film at a time; whatever else is unfinished in the data folder stays as it is.
public final class Workshop implements AutoCloseable {
  private static final Duration STOPPING = Duration.ofSeconds(6);
  static final String OWNER = "local";
  private static final String SURFACE = "cli";

  private final InstantSource clock;
  private final Store store;
  private final Engine engine;
  private final FilmReader reader;
  private final Toolbox toolbox;
  private final Looking looking;
  private final FfmpegTools tools;
  private boolean isStarted;
  private boolean isClosed;

  private Workshop(
      InstantSource clock,
      Store store,
      BlobStore blobs,
      EngineSettings settings,
      Toolbox toolbox,
      FfmpegTools tools) {
    this.clock = clock;
    this.store = store;
    this.toolbox = toolbox;
    this.tools = tools;
    this.reader = new FilmReader(store.database(), blobs);
    this.engine =
        new Engine(
            store.database(),
            new EnginePorts(
                toolbox.studio(),
                blobs,
                toolbox.prober(),
                toolbox.finisher(),
                store.folder().scratch()),
            settings,
            clock);
    new ComfyFleet(toolbox.comfy(), new Lanes(store.database(), engine, clock)).lay();
    var assets = new AssetStore(blobs);
    this.looking =
        new Looking(
            store.database(),
            new Productions(store.database(), assets),
            new Workbench(
                store.database(),
                assets,
                engine,
                new Quotes(toolbox.studio(), settings.defaultModel()),
                clock));
  }

  /// Opens the data folder and gets everything ready; nothing is worked on yet.
  ///
  /// @throws Unusable saying what is missing, broken or taken
  public static Workshop open(Settings settings) throws Unusable, InterruptedException {
    return open(settings, System.getenv());
  }

  /// As `open`, with other variables than those of the process.
  public static Workshop open(Settings settings, Map<String, String> environment)
      throws Unusable, InterruptedException {
    var clock = InstantSource.system();
    Store store = null;
    boolean isOpen = false;
    try {
      HeadlessGraphics.prepare(settings.cache().resolve("fontconfig"));
      var supplies = Supplies.reading();
      var tools = new FfmpegFinder(settings, new Preflight(settings.cache())).find();
      store = Store.open(settings);
      var money = MoneySettings.bind(settings.home(), environment);
      var toolbox =
          Toolbox.of(
              tools,
              Supplies.of(supplies),
              settings,
              money,
              new VoiceSetup(List.of()),
              store,
              Traffic.UNHEARD,
              true,
              clock);
      store
          .database()
          .update(
              handle -> new BudgetCaps().ensureDaily(handle, money.dailyBudget(), clock.instant()));
      var blobs = new FolderBlobStore(store.folder().blobs(), clock);
      var workshop =
          new Workshop(
              clock,
              store,
              blobs,
              EngineSettings.ofOneFilm(Runtime.getRuntime().availableProcessors()),
              toolbox,
              tools);
      isOpen = true;
      return workshop;
    } catch (StoreException e) {
      throw Store.explained(e, settings);
    } catch (Settings.WrongSetting e) {
      throw new Unusable("setting", e, e.key(), e.value(), e.allowed());
    } catch (IOException e) {
      throw unwritable(settings, e);
    } finally {
      if (store != null && !isOpen) {
        store.close();
      }
    }
  }

  private static Unusable unwritable(Settings settings, IOException e) {
    return new Unusable("data-unwritable", e, settings.data().toString(), e.toString());
  }

  /// What is in a data folder, newest first; also while another process works there.
  ///
  /// @throws Unusable when there is no such folder, or its database cannot be read
  public static List<ProjectLine> list(Settings settings) throws Unusable {
    requireThere(settings);
    try {
      var beside = Store.beside(settings);
      if (beside.isPresent()) {
        try (var database = beside.get()) {
          return list(database, settings.data().resolve("blobs"));
        }
      }
      try (var store = Store.open(settings)) {
        return list(store.database(), store.folder().blobs());
      }
    } catch (StoreException e) {
      throw Store.explained(e, settings);
    } catch (IOException e) {
      throw unwritable(settings, e);
    }
  }

  private static List<ProjectLine> list(Database database, Path blobs) throws IOException {
    var clock = InstantSource.system();
    return new FilmReader(database, new FolderBlobStore(blobs, clock)).projects(clock);
  }

  /// For what only makes sense where something is: a folder whose name was mistyped is not made.
  ///
  /// @throws Unusable when there is no data folder
  public static void requireThere(Settings settings) throws Unusable {
    if (!Files.isDirectory(settings.data())) {
      throw new Unusable("no-data", settings.data().toString());
    }
  }

  public List<ProjectLine> projects() {
    return reader.projects(clock);
  }

  /// The selected takes of a project.
  public List<Take> takes(ProjectId project) {
    return reader.takes(project);
  }

  public FfmpegTools tools() {
    return tools;
  }

  /// Takes an order down. Nothing is made before `produce`.
  ///
  /// @throws Unusable when it names a provider or model that is not here
  public ProjectId order(FilmOrder order) throws Unusable {
    requireMakers(order);
    var now = clock.instant();
    var project =
        new Project(
            ProjectId.fresh(),
            OWNER,
            SURFACE,
            PromptFilmRecipe.NAME,
            "",
            new Brief(order.prompt(), order.script(), null, order.style(), Map.of()),
            new ProjectSettings(
                order.format(),
                order.length(),
                null,
                null,
                order.seed(),
                order.voice(),
                order.captions(),
                order.music(),
                false,
                order.models(),
                order.planner(),
                null,
                false,
                null,
                null,
                false,
                order.finishing()),
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            Map.of(),
            now,
            now);
    store.database().update(handle -> new ProjectStore().insert(handle, project));
    return project.id();
  }

  private void requireMakers(FilmOrder order) throws Unusable {
    var planner = order.planner();
    if (planner != null && toolbox.studio().storyboarder(planner).isEmpty()) {
      throw unknown("--planner", planner);
    }
    for (var made : order.models().entrySet()) {
      var choice = made.getValue();
      var isClip = made.getKey() == SlotRole.CLIP;
      var isThere =
          isClip
              ? toolbox.studio().videos(choice).isPresent()
              : toolbox.studio().images(choice).isPresent();
      if (!isThere) {
        throw unknown(isClip ? "--clips" : "--images", choice);
      }
    }
  }

  private static Unusable unknown(String option, ModelChoice choice) {
    return new Unusable("no-model", option, choice.provider() + "/" + choice.model());
  }

  /// Caps what a project may cost from now on; what it has spent so far counts.
  public void cap(ProjectId project, Money most) {
    store
        .database()
        .update(
            handle ->
                new BudgetCaps()
                    .set(
                        handle,
                        BudgetScope.PROJECT,
                        project.value(),
                        most.currency(),
                        most.micros(),
                        null,
                        clock.instant()));
  }

  /// What filling the empty slots of a project would cost at most; nothing is sent to anybody.
  public Quotation quote(ProjectId project) {
    return looking.quote(OWNER, project);
  }

  /// Has a storyboard planned and nothing else.
  public Production plan(ProjectId project) {
    return follow(project, () -> engine.start(project, RunGoal.PLAN));
  }

  /// Begins to make what the project still lacks.
  public Production produce(ProjectId project) {
    return follow(
        project,
        () ->
            isOnlyPlanned(project) ? engine.start(project, RunGoal.FINAL) : engine.resume(project));
  }

  /// Resuming aims at what the last run aimed at; who asks for a film wants more than its plan.
  private boolean isOnlyPlanned(ProjectId project) {
    return engine
        .newest(project)
        .map(run -> run.goal() == RunGoal.PLAN && run.state().isFinal())
        .orElse(true);
  }

  private Production follow(ProjectId project, Supplier<RunId> begin) {
    var production = new Production(project, reader, clock);
    engine.listen(production);
    if (!isStarted) {
      setOthersAside(project);
      isStarted = true;
      engine.start();
    }
    engine.find(begin.get()).ifPresent(production::runChanged);
    return production;
  }

  /// A film that another process left unfinished would be gone on with beside ours.
  private void setOthersAside(ProjectId ours) {
    for (var line : projects()) {
      Optional<Run> run = line.id().equals(ours) ? Optional.empty() : engine.newest(line.id());
      if (run.isPresent()
          && !run.get().state().isFinal()
          && run.get().state() != RunState.BLOCKED) {
        engine.stop(line.id());
      }
    }
  }

  /// Stops making a film. What is done is kept, what is at work goes back to being missing.
  public void stop(ProjectId project) throws InterruptedException {
    var run = engine.newest(project);
    if (run.isPresent() && engine.stop(project)) {
      engine.await(run.get().id(), STOPPING);
    }
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try (store) {
      engine.close();
    }
  }
}
