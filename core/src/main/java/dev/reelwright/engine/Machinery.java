package dev.reelwright.engine;

import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.Recipe;
import dev.reelwright.recipe.StepKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the loops together and runs them.
final class Machinery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Machinery.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofSeconds(3);
  private static final Duration WATCH = Duration.ofMillis(100);

  private final Stores stores;
  private final DatabaseClock clock;
  private final Audience audience = new Audience();
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          3, Thread.ofPlatform().daemon().name("engine-timer-", 0).factory());
  private final RunMoves runs;
  private final Wakes wakes;
  private final Decisions decisions;
  private final Running running;
  private final Sweep sweep;
  private final Relief relief;
  private final Watch watch;
  private final Preparation preparation;
  private final Loops loops;

  Machinery(
      Stores stores,
      EnginePorts ports,
      EngineSettings settings,
      InstantSource time,
      Map<String, Recipe> recipes) {
    this.stores = stores;
    this.clock = new DatabaseClock(stores.database(), time);
    var casting = new Casting(ports.studio(), settings);
    var films = new Films(stores, casting);
    var history = new History(stores.events(), audience, clock);
    var backoff = new Backoff(RandomGenerator.getDefault());
    this.runs = new RunMoves(stores, history, audience, clock);
    this.wakes = new Wakes(stores, films, timer);
    this.decisions = new Decisions(stores, runs, history, wakes, clock);
    this.running = new Running(stores.database(), stores.steps(), settings.node());
    this.sweep = new Sweep(stores, wakes, casting, clock, settings.node());
    this.relief = new Relief(stores, runs, wakes, ports.scratch(), clock);
    this.watch =
        new Watch(
            stores,
            casting,
            wakes,
            audience,
            RandomGenerator.getDefault(),
            settings.longestJob(),
            clock);
    var director = new Director(stores, films, casting, recipes, runs, history, wakes, clock);
    var dispatcher = new Dispatcher(stores, history, wakes, settings.node(), clock);
    var circuits = new Circuits(stores, history, wakes, clock);
    var conclusions = new Conclusions(stores, runs, history, wakes, backoff, circuits, clock);
    var materials = new Materials(stores, films, ports.blobs());
    this.preparation = new Preparation(materials, ports.finisher(), ports.scratch());
    var works = works(ports, settings, casting, materials, history, backoff);
    var worker =
        new Worker(
            stores,
            works,
            conclusions,
            running,
            audience,
            preparation::arrived,
            settings.node(),
            clock);
    this.loops =
        new Loops(stores.database(), settings, clock, bodies(director, dispatcher, worker));
  }

  void start() {
    clock.adjust();
    loops.start();
    preparation.start();
    wakes.connect(loops);
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              quietly("sweep", sweep::run);
              quietly("relief", relief::run);
            },
            0,
            SWEEP.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        timer.scheduleWithFixedDelay(
            () -> quietly("beat", running::beat),
            BEAT.toMillis(),
            BEAT.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        timer.scheduleWithFixedDelay(
            () -> quietly("watch", watch::run), 0, WATCH.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdown();
    running.close();
    preparation.close();
    watch.close();
    loops.close();
  }

  DatabaseClock clock() {
    return clock;
  }

  Audience audience() {
    return audience;
  }

  Decisions decisions() {
    return decisions;
  }

  void wake(Handle handle, ProjectId project) {
    wakes.project(handle, project);
  }

  void wakeStep(Handle handle, StepId step, String lane) {
    wakes.step(handle, step, lane);
  }

  void wakeLane(Handle handle, String lane) {
    wakes.lane(handle, lane);
  }

  void begin(Handle handle, Run run, String owner) {
    runs.begin(handle, run, owner);
    wakes.project(handle, run.projectId());
  }

  boolean stop(Handle handle, Run run) {
    return end(handle, run, RunState.STOPPED, null);
  }

  boolean giveUp(Handle handle, Run run, RunError why) {
    return end(handle, run, RunState.FAILED, why);
  }

  private boolean end(Handle handle, Run run, RunState state, @Nullable RunError why) {
    if (!runs.end(handle, run, state, why)) {
      return false;
    }
    for (var step : stores.steps().open(handle, run.id())) {
      wakes.step(handle, step.id(), step.lane());
    }
    stores.database().afterCommit(handle, () -> quietly("beat", running::beat));
    wakes.project(handle, run.projectId());
    return true;
  }

  void unblock(Handle handle, Run run) {
    runs.unblock(handle, run);
    stores.runs().forgetFailures(handle, run.id());
    for (var step : stores.steps().open(handle, run.id())) {
      wakes.lane(handle, step.lane());
    }
    wakes.project(handle, run.projectId());
  }

  private Map<StepKind, StepWork> works(
      EnginePorts ports,
      EngineSettings settings,
      Casting casting,
      Materials materials,
      History history,
      Backoff backoff) {
    var keeper = new Keeper(stores, ports.blobs(), ports.prober(), history, clock);
    var ledger = new Ledger(stores, history, wakes, clock);
    var calls =
        new ProviderCalls(
            stores,
            ledger,
            keeper,
            ports.scratch(),
            settings.node(),
            backoff,
            new Persistence(running),
            settings.longestJob(),
            clock);
    var delivery = new MediaDelivery(keeper);
    return Map.of(
        StepKind.PLAN, new PlanWork(stores, casting, calls, clock),
        StepKind.FRAME, new FrameWork(materials, casting, calls, delivery),
        StepKind.INHERIT_FRAME, new InheritFrameWork(materials, ledger, keeper),
        StepKind.CLIP,
            new ClipWork(
                materials,
                casting,
                calls,
                delivery,
                new PolicyLadder(stores, materials, casting, calls, keeper)),
        StepKind.NARRATION, new NarrationWork(materials, casting, calls, delivery),
        StepKind.MUSIC, new MusicWork(materials, casting, calls, delivery),
        StepKind.CUT,
            new CutWork(materials, ports.finisher(), ledger, keeper, stores, ports.scratch()));
  }

  private Loops.Bodies bodies(Director director, Dispatcher dispatcher, Worker worker) {
    return new Loops.Bodies(
        project -> {
          director.advance(new ProjectId(project));
          return Optional.empty();
        },
        project ->
            stores
                .database()
                .read(handle -> stores.projects().wake(handle, new ProjectId(project))),
        dispatcher::fill,
        lane -> stores.database().read(handle -> stores.lanes().wake(handle, lane)),
        step -> worker.carryOut(new StepId(step)),
        (step, outcome) -> worker.isWaiting(new StepId(step), outcome));
  }

  /// A repeated task that throws would never be repeated again.
  private static void quietly(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed, next try soon", what, e);
    }
  }
}
