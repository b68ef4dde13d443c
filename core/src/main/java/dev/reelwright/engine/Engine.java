package dev.reelwright.engine;

import dev.reelwright.ledger.AttemptId;
import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.NarratedFilmRecipe;
import dev.reelwright.recipe.PromptFilmRecipe;
import dev.reelwright.recipe.Recipe;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.ShotId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Makes films: begins runs, stops and resumes them, waits for them. Any number of engines share a
/// PostgreSQL database, each under a node name of its own; one engine has a SQLite file to itself.
/// Thread-safe.
public final class Engine implements AutoCloseable {
  private final Stores stores;
  private final InstantSource clock;
  private final Map<String, Recipe> recipes =
      Map.of(
          PromptFilmRecipe.NAME, new PromptFilmRecipe(),
          NarratedFilmRecipe.NAME, new NarratedFilmRecipe());
  private final Machinery machinery;
  private final Patience patience;

  /// Nothing happens before `start()`.
  public Engine(
      Database database, EnginePorts ports, EngineSettings settings, InstantSource clock) {
    this.stores = Stores.of(database, ports.blobs());
    this.machinery = new Machinery(stores, ports, settings, clock, recipes);
    this.clock = machinery.clock();
    this.patience = new Patience(stores);
    listen(patience);
  }

  /// Starts the loops, and goes on with all that was open.
  public void start() {
    machinery.start();
  }

  /// Ends running work as soon as it can, and waits for it for the time that the settings allow.
  /// What was not finished goes on at the next start.
  @Override
  public void close() {
    machinery.close();
  }

  public void listen(EngineListener listener) {
    machinery.audience().add(listener);
  }

  public void ignore(EngineListener listener) {
    machinery.audience().remove(listener);
  }

  /// Begins a run. A project with an open run keeps that one.
  ///
  /// @param goal `PLAN` for the storyboard alone, `RENDER` or `FINAL` for the film
  /// @return the open run, new or not
  /// @throws IllegalArgumentException when there is no such project, or nobody here works towards
  ///   the goal
  public RunId start(ProjectId project, RunGoal goal) {
    if (goal == RunGoal.SHOT || goal == RunGoal.MUSIC) {
      throw new IllegalArgumentException("no recipe works towards a lone " + goal + " yet");
    }
    return stores.database().write(handle -> start(handle, project, goal));
  }

  /// As `start`, as a part of the caller's transaction.
  public RunId start(Handle handle, ProjectId project, RunGoal goal) {
    return stores
        .runs()
        .open(handle, project)
        .map(Run::id)
        .orElseGet(() -> begin(handle, project, goal));
  }

  /// Stops the project's open run. What has not begun is cancelled; local work ends within two
  /// seconds; a paid call that cannot be taken back is still fetched, booked and kept as a take.
  ///
  /// @return false when no run is open
  public boolean stop(ProjectId project) {
    return stores.database().write(handle -> stop(handle, project));
  }

  /// As `stop`, as a part of the caller's transaction.
  public boolean stop(Handle handle, ProjectId project) {
    return stores
        .runs()
        .open(handle, project)
        .map(run -> machinery.stop(handle, run))
        .orElse(false);
  }

  /// Ends the project's open run as failed, as `stop` would end it as stopped; a part of the
  /// caller's transaction.
  ///
  /// @return false when no run is open
  public boolean giveUp(Handle handle, ProjectId project, RunError why) {
    return stores
        .runs()
        .open(handle, project)
        .map(run -> machinery.giveUp(handle, run, why))
        .orElse(false);
  }

  /// Goes on with a project: an open run that waits runs again, after an ended one a new run begins
  /// with the same goal. What is there is kept. A call whose outcome nobody knows is sent again,
  /// once, and counted as a possible payment.
  ///
  /// @return the run that works now
  /// @throws IllegalArgumentException when there is no such project
  public RunId resume(ProjectId project) {
    return stores.database().write(handle -> resume(handle, project));
  }

  /// As `resume`, as a part of the caller's transaction.
  public RunId resume(Handle handle, ProjectId project) {
    machinery.decisions().sendAgain(handle, project);
    var last = stores.runs().newest(handle, project);
    if (last.isPresent() && !last.get().state().isFinal()) {
      machinery.unblock(handle, last.get());
      return last.get().id();
    }
    return begin(handle, project, last.map(Run::goal).orElse(RunGoal.FINAL));
  }

  /// Calls of an owner that wait for a verdict, oldest first; a part of the caller's transaction.
  public List<Question> questions(Handle handle, String owner) {
    return machinery.decisions().open(handle, owner);
  }

  /// Decides about a call whose outcome nobody knows; a part of the caller's transaction.
  ///
  /// @param by who decides, for the record
  /// @throws NotDecidable when nobody waits for a verdict on it, or this verdict cannot be carried
  ///   out; nothing is changed
  public void decide(Handle handle, String owner, AttemptId attempt, Verdict verdict, String by) {
    machinery.decisions().decide(handle, owner, attempt, verdict, by).orThrow(attempt);
  }

  /// Takes back what was ordered for a shot and has not begun; a part of the caller's transaction.
  ///
  /// @return false when somebody works on the shot, or a provider does: then it cannot go away
  public boolean withdraw(Handle handle, ShotId shot) {
    return stores.steps().withdraw(handle, shot, clock.instant());
  }

  /// Tells the director that slots or the storyboard changed; a part of the transaction that
  /// changed them. A project without an open run stays at rest.
  public void wake(Handle handle, ProjectId project) {
    machinery.wake(handle, project);
  }

  InstantSource clock() {
    return clock;
  }

  void wakeStep(Handle handle, StepId step, String lane) {
    machinery.wakeStep(handle, step, lane);
  }

  void wakeLane(Handle handle, String lane) {
    machinery.wakeLane(handle, lane);
  }

  public Optional<Run> find(RunId run) {
    return stores.database().read(handle -> stores.runs().find(handle, run));
  }

  /// As `find`, as a part of the caller's transaction.
  public Optional<Run> find(Handle handle, RunId run) {
    return stores.runs().find(handle, run);
  }

  /// The project's newest run, which gives the project its state.
  public Optional<Run> newest(ProjectId project) {
    return stores.database().read(handle -> newest(handle, project));
  }

  /// As `newest`, as a part of the caller's transaction.
  public Optional<Run> newest(Handle handle, ProjectId project) {
    return stores.runs().newest(handle, project);
  }

  /// Waits until a run has ended or waits for somebody.
  ///
  /// @return the run as it is then, or as it is when the time is over
  /// @throws IllegalArgumentException when there is no such run
  public Run await(RunId run, Duration atMost) throws InterruptedException {
    return patience.await(run, atMost);
  }

  private RunId begin(Handle handle, ProjectId id, RunGoal goal) {
    var project =
        stores
            .projects()
            .find(handle, id)
            .orElseThrow(() -> new IllegalArgumentException("there is no project " + id));
    var recipe = recipes.get(project.recipe());
    var run =
        new Run(
            RunId.fresh(),
            id,
            project.owner(),
            goal,
            project.recipe(),
            recipe == null ? 0 : recipe.version(),
            RunState.PLANNING,
            null,
            null,
            clock.instant(),
            null,
            null);
    machinery.begin(handle, run, project.owner());
    return run.id();
  }
}
