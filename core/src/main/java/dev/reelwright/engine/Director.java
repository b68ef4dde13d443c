package dev.reelwright.engine;

import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.Recipe;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.recipe.StepSpec;
import dev.reelwright.take.Slot;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at a project: which slots are empty and can be filled now? Orders those steps, and closes
/// the run when nothing is missing or something cannot be made.
final class Director {
  /// How many steps of a run stand ready at most.
  static final int MAX_READY = 256;

  static final int MAX_FAILURES = 5;

  /// The run was stopped or blocked since it was looked at.
  private static final int NOT_AT_WORK = -1;

  private static final RunError NOTHING_TO_CUT =
      new RunError("cut", "NO_CLIPS", "No completed video clips available for stitching");
  private static final Logger LOG = LoggerFactory.getLogger(Director.class);

  /// What a look has seen.
  ///
  /// @param inFlight slots that somebody fills already
  private record Look(Run run, Film film, List<Step> open, Set<Slot> inFlight) {}

  private final Stores stores;
  private final Films films;
  private final Casting casting;
  private final Map<String, Recipe> recipes;
  private final RunMoves runs;
  private final History history;
  private final Wakes wakes;
  private final InstantSource clock;

  Director(
      Stores stores,
      Films films,
      Casting casting,
      Map<String, Recipe> recipes,
      RunMoves runs,
      History history,
      Wakes wakes,
      InstantSource clock) {
    this.stores = stores;
    this.films = films;
    this.casting = casting;
    this.recipes = recipes;
    this.runs = runs;
    this.history = history;
    this.wakes = wakes;
    this.clock = clock;
  }

  /// @throws RuntimeException when the look failed; after a few failures in a row the run fails
  void advance(ProjectId project) {
    try {
      if (!look(project, false)) {
        // Memory may be behind; what it cannot explain is looked up.
        films.forget(project);
        look(project, true);
      }
    } catch (Casting.NotHere e) {
      fail(project, new RunError("casting", "NO_PROVIDER", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      films.forget(project);
      countFailure(project, e);
      throw e;
    }
  }

  /// @return false when this look leads nowhere and may rest on an old memory
  private boolean look(ProjectId id, boolean isFresh) {
    var seen = stores.database().read(handle -> seen(handle, id));
    if (seen.isEmpty()) {
      films.forget(id);
      return true;
    }
    var look = seen.get();
    var failure = stores.database().read(handle -> failure(handle, look));
    if (failure.isPresent()) {
      end(look, RunState.FAILED, failure.get());
      return true;
    }
    var recipe = recipe(look.film().project());
    if (isGoalReached(look, recipe)) {
      if (isFresh) {
        end(look, RunState.DONE, null);
      }
      return isFresh;
    }
    var ordered = order(look, recipe);
    if (ordered == NOT_AT_WORK) {
      return true;
    }
    if (ordered == 0 && look.open().isEmpty() && waitsForVerdictOnly(look)) {
      return true;
    }
    if (ordered > 0 || !look.inFlight().isEmpty()) {
      return true;
    }
    if (isFresh) {
      end(
          look,
          RunState.FAILED,
          new RunError(
              "planning", "INTERNAL", "slots are empty although all their steps are over"));
    }
    return isFresh;
  }

  /// What keeps the film from being made. A film that can do without a shot fails only when nothing
  /// else is left of it.
  private Optional<RunError> failure(Handle handle, Look look) {
    if (!look.film().project().settings().leavesOutLostShots()) {
      return stores.steps().failure(handle, look.run().id());
    }
    return stores
        .steps()
        .failureBesideClips(handle, look.run().id())
        .or(
            () ->
                look.film().isAllLost() && look.open().isEmpty()
                    ? Optional.of(NOTHING_TO_CUT)
                    : Optional.empty());
  }

  /// All that is on its way belongs to runs that are over and waits for a person: this run cannot
  /// go on before that is decided, and says so.
  private boolean waitsForVerdictOnly(Look look) {
    return stores
        .database()
        .write(
            handle -> {
              var others =
                  stores.steps().runsWithOpenSteps(handle, look.run().projectId()).stream()
                      .flatMap(run -> stores.steps().open(handle, run).stream())
                      .toList();
              if (others.isEmpty()
                  || !others.stream()
                      .allMatch(step -> step.status() == StepStatus.NEEDS_DECISION)) {
                return false;
              }
              runs.block(
                  handle,
                  look.run(),
                  BlockReason.DECISION,
                  new RunError(
                      "planning",
                      "DECISION",
                      "an earlier order may have been paid; say whether it is lost, or resume to"
                          + " send it again"));
              return true;
            });
  }

  private Optional<Look> seen(Handle handle, ProjectId id) {
    var project = stores.projects().find(handle, id);
    var run = stores.runs().open(handle, id).filter(Director::isAtWork);
    if (project.isEmpty() || run.isEmpty()) {
      return Optional.empty();
    }
    var film = films.refresh(handle, project.get());
    if (run.get().goal() == RunGoal.CUT) {
      film.lose(film.shotsWithoutClip());
    } else if (project.get().settings().leavesOutLostShots()) {
      film.lose(stores.steps().lostClips(handle, run.get().id()));
    }
    var open = stores.steps().open(handle, run.get().id());
    var inFlight = new HashSet<Slot>();
    open.forEach(step -> inFlight.add(step.slot()));
    // A call of a run that was stopped may still be on its way; it is not made twice.
    for (var other : stores.steps().runsWithOpenSteps(handle, id)) {
      if (!other.equals(run.get().id())) {
        stores.steps().open(handle, other).forEach(step -> inFlight.add(step.slot()));
      }
    }
    return Optional.of(new Look(run.get(), film, open, inFlight));
  }

  private static boolean isAtWork(Run run) {
    return run.state() != RunState.BLOCKED && run.state() != RunState.WAITING_FOR_APPROVAL;
  }

  private static boolean isGoalReached(Look look, Recipe recipe) {
    return look.run().goal() == RunGoal.PLAN
        ? !look.film().shots().isEmpty()
        : recipe.isComplete(look.film());
  }

  /// Orders what can be made now, the most urgent first.
  ///
  /// @return how many steps, or `NOT_AT_WORK`
  private int order(Look look, Recipe recipe) {
    var ready = look.open().stream().filter(step -> step.status() == StepStatus.READY).count();
    var specs =
        recipe.missing(look.film()).stream()
            .filter(spec -> look.run().goal() != RunGoal.CUT || spec.kind() == StepKind.CUT)
            .filter(spec -> !look.inFlight().contains(spec.slot()))
            .sorted(Comparator.comparingInt(StepSpec::priority))
            .limit(Math.max(0, MAX_READY - ready))
            .toList();
    var state = state(look, specs);
    if (specs.isEmpty() && state == look.run().state()) {
      return 0;
    }
    return stores
        .database()
        .write(
            handle -> {
              // In one order everywhere, so that two directors never wait for each other.
              var lanes = new TreeSet<String>();
              var count = 0;
              if (!stores.runs().holdAtWork(handle, look.run().id())) {
                return NOT_AT_WORK;
              }
              runs.to(handle, look.run(), state);
              for (var spec : specs) {
                var queue = queue(handle, look.film().project(), spec);
                if (insert(handle, look, spec, queue)) {
                  lanes.add(queue.lane());
                  count++;
                }
              }
              lanes.forEach(lane -> wakes.lane(handle, lane));
              return count;
            });
  }

  private boolean insert(Handle handle, Look look, StepSpec spec, StepStore.Queue queue) {
    var shot = spec.slot().shotId();
    var step =
        stores
            .steps()
            .insert(
                handle,
                look.run(),
                look.film().project().owner(),
                spec,
                shot == null ? 0 : look.film().number(shot),
                queue,
                clock.instant());
    step.ifPresent(
        ready -> history.ofStep(handle, ready, "step.ready", Map.of("lane", queue.lane())));
    return step.isPresent();
  }

  /// The lane that a step waits in: the fleet's, if its own shares the work of one.
  private StepStore.Queue queue(Handle handle, Project project, StepSpec spec) {
    var kind = spec.kind();
    var role = spec.slot().role();
    var wanted = casting.lane(project, kind, role);
    var lane =
        stores
            .lanes()
            .find(handle, wanted.id())
            .orElseGet(
                () -> {
                  stores.lanes().ensure(handle, wanted, clock.instant());
                  return wanted;
                });
    var fleet = lane.fleet();
    return new StepStore.Queue(
        fleet == null ? lane.id() : fleet, casting.needs(project, kind, role));
  }

  private static RunState state(Look look, List<StepSpec> specs) {
    if (look.film().shots().isEmpty()) {
      return RunState.PLANNING;
    }
    var kinds = new ArrayList<StepKind>();
    look.open().forEach(step -> kinds.add(step.kind()));
    specs.forEach(spec -> kinds.add(spec.kind()));
    return !kinds.isEmpty() && kinds.stream().allMatch(kind -> kind == StepKind.CUT)
        ? RunState.FINISHING
        : RunState.PRODUCING;
  }

  private Recipe recipe(Project project) {
    var recipe = recipes.get(project.recipe());
    if (recipe == null) {
      throw new IllegalStateException("no recipe " + project.recipe() + " for " + project.id());
    }
    return recipe;
  }

  private void end(Look look, RunState state, @Nullable RunError error) {
    films.forget(look.run().projectId());
    stores
        .database()
        .update(
            handle -> {
              if (runs.end(handle, look.run(), state, error) && state != RunState.DONE) {
                tellWorkers(handle, look.run());
              }
            });
  }

  /// Steps that sleep until their next poll should hear soon that they are no longer wanted.
  private void tellWorkers(Handle handle, Run run) {
    stores
        .steps()
        .open(handle, run.id())
        .forEach(step -> wakes.step(handle, step.id(), step.lane()));
  }

  private void fail(ProjectId project, RunError error) {
    stores
        .database()
        .update(
            handle ->
                stores
                    .runs()
                    .open(handle, project)
                    .ifPresent(
                        run -> {
                          if (runs.end(handle, run, RunState.FAILED, error)) {
                            tellWorkers(handle, run);
                          }
                        }));
  }

  private void countFailure(ProjectId project, RuntimeException cause) {
    var failures =
        stores
            .database()
            .write(
                handle ->
                    stores
                        .runs()
                        .open(handle, project)
                        .map(run -> stores.runs().countFailure(handle, run.id()))
                        .orElse(0));
    LOG.warn("project={} could not be advanced, failures={}", project, failures, cause);
    if (failures >= MAX_FAILURES) {
      fail(project, new RunError("planning", "INTERNAL", String.valueOf(cause)));
    }
  }
}
