package dev.reelwright.desk;

import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.production.FilmSnapshot;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.Emptied;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Starts, stops and goes on; approves a plan; has slots made again. Thread-safe.
public final class RunDesk {
  private static final int MAX_REDO = 10_000;

  /// Slots that were emptied, and the run that fills them.
  public record Redone(RunId run, Emptied emptied) {}

  private final Workbench bench;
  private final RandomGenerator random;

  public RunDesk(Workbench bench) {
    this(bench, RandomGenerator.getDefault());
  }

  /// @param random where new seeds come from
  public RunDesk(Workbench bench, RandomGenerator random) {
    this.bench = bench;
    this.random = random;
  }

  /// Stops the open run; a project at rest stays at rest.
  ///
  /// @return whether a run was stopped by this
  public Act<Boolean> stop(String owner, ProjectId id) {
    return handle -> {
      bench.project(handle, owner, id);
      return bench.engine().stop(handle, id);
    };
  }

  /// Goes on where the project stands; begins where it never began. A call whose outcome nobody
  /// knows is sent again, once, and counted as a possible payment.
  public Act<RunId> resume(String owner, ProjectId id) {
    return handle -> {
      var project = bench.project(handle, owner, id);
      demandSomethingToMake(handle, project);
      emptyUnfinishedCut(handle, project);
      return bench.engine().resume(handle, id);
    };
  }

  /// A film that was cut without its lost shots is to have them now.
  private void emptyUnfinishedCut(Handle handle, Project project) {
    var film = bench.film(handle, project);
    var isUnfinished =
        film.shots().stream().anyMatch(shot -> film.take(shot.id(), SlotRole.CLIP).isEmpty());
    if (isUnfinished && film.take(SlotRole.CUT).isPresent()) {
      bench.empty(handle, project, List.of(cut(film)));
    }
  }

  /// Joins a film anew from the clips there are. No provider is asked for anything: what could not
  /// be made before is left out again.
  ///
  /// @param crossfade how long shots fade into each other, or null for hard cuts; kept for later
  ///   cuts
  /// @throws Refusal while somebody works on the film, or when clips are missing that it needs
  public Act<RunId> recut(String owner, ProjectId id, @Nullable Duration crossfade) {
    return handle -> {
      var project = bench.project(handle, owner, id);
      if (bench.engine().newest(handle, id).filter(run -> !run.state().isFinal()).isPresent()) {
        throw Refusal.conflict(
            "STILL_AT_WORK",
            "project %s is being made".formatted(id),
            "Wait until it is done, or stop it.");
      }
      demandClips(bench.film(handle, project));
      var settings = project.settings().withCrossfade(crossfade);
      if (!settings.equals(project.settings())) {
        var changed =
            ProjectDesk.changed(
                project,
                new ProjectDesk.Editable(
                    project.title(), project.brief(), settings, project.priority()));
        if (!bench.projects().update(handle, changed, bench.now())) {
          throw Refusal.changed("project", id, project.version() + 1);
        }
      }
      bench.empty(handle, project, List.of(cut(bench.film(handle, project))));
      return bench.engine().start(handle, id, RunGoal.CUT);
    };
  }

  private static void demandClips(FilmSnapshot film) {
    var clips =
        film.shots().stream()
            .filter(shot -> film.take(shot.id(), SlotRole.CLIP).isPresent())
            .count();
    var isLeftOut = film.project().settings().leavesOutLostShots();
    if (clips == 0 || (clips < film.shots().size() && !isLeftOut)) {
      throw Refusal.conflict(
          "CLIPS_MISSING",
          "project %s has %d of %d clips"
              .formatted(film.project().id(), clips, film.shots().size()),
          "Resume it to have the others made.");
    }
  }

  private static Slot cut(FilmSnapshot film) {
    return Slot.ofProject(film.project().id(), SlotRole.CUT, film.generation(SlotRole.CUT));
  }

  /// Says yes to a plan: the film is made.
  public Act<RunId> approve(String owner, ProjectId id) {
    return handle -> {
      bench.project(handle, owner, id);
      var newest = bench.engine().newest(handle, id);
      var isPlanned =
          newest
              .map(run -> run.goal() == RunGoal.PLAN && run.state() == RunState.DONE)
              .orElse(false);
      var waits = newest.map(run -> run.state() == RunState.WAITING_FOR_APPROVAL).orElse(false);
      if (!isPlanned && !waits) {
        throw Refusal.conflict(
            "NOTHING_TO_APPROVE",
            "project %s does not wait for an approval".formatted(id),
            "Order it with start=plan, or resume it to have it made.");
      }
      return waits
          ? bench.engine().resume(handle, id)
          : bench.engine().start(handle, id, RunGoal.FINAL);
    };
  }

  /// What is to be different when slots are made again. The same texts and seeds would give the
  /// same takes.
  ///
  /// @param isAnother whether the shots get new seeds
  /// @param note added to the texts that the named slots are made from; may be empty
  public record Wish(boolean isAnother, String note) {
    public static final Wish NONE = new Wish(false, "");
  }

  /// Empties exactly the named slots and has them made again. A wish changes the shots of these
  /// slots without emptying anything else: what stays was accepted as it is.
  ///
  /// @param alsoDependents whether what was made from them is emptied as well
  public Act<Redone> redo(
      String owner, ProjectId id, List<SlotKey> named, boolean alsoDependents, Wish wish) {
    return handle -> {
      var project = bench.project(handle, owner, id);
      if (named.isEmpty() || named.size() > MAX_REDO) {
        throw Refusal.invalid("slots", "name 1 to " + MAX_REDO + " slots");
      }
      var film = bench.film(handle, project);
      var slots = new LinkedHashMap<SlotKey, Slot>();
      for (var key : named) {
        var slot = slot(film, key);
        if (film.take(key).map(take -> take.locked()).orElse(false)) {
          throw TakeDesk.locked();
        }
        slots.put(key, slot);
      }
      if (alsoDependents) {
        for (var slot : List.copyOf(slots.values())) {
          bench
              .acts(project)
              .ofReplacement(film, slot)
              .forEach(each -> slots.putIfAbsent(each.key(), each));
        }
      }
      if (wish.isAnother() || !wish.note().isBlank()) {
        vary(handle, project, named, wish);
      }
      var emptied = bench.empty(handle, project, new ArrayList<>(slots.values()));
      return new Redone(bench.engine().start(handle, id, RunGoal.FINAL), emptied);
    };
  }

  private void vary(Handle handle, Project project, List<SlotKey> named, Wish wish) {
    var roles = new HashMap<String, Set<SlotRole>>();
    for (var key : named) {
      roles.computeIfAbsent(key.subjectId(), _ -> EnumSet.noneOf(SlotRole.class)).add(key.role());
    }
    for (var shot : bench.storyboards().shots(handle, project.id())) {
      var made = roles.get(shot.id().value());
      if (made == null) {
        continue;
      }
      var varied = varied(shot, made, wish);
      if (!bench.storyboards().update(handle, varied, bench.now())) {
        throw Refusal.changed("shot", shot.id(), shot.version() + 1);
      }
      bench.tell(handle, project, "shot.changed", Map.of("shot", shot.id().value()));
    }
  }

  private Shot varied(Shot shot, Set<SlotRole> made, Wish wish) {
    var texts = shot.texts();
    return new ShotPatch(
            null,
            noted(texts.image(), made.contains(SlotRole.IMAGE), wish),
            noted(texts.start(), made.contains(SlotRole.START_FRAME), wish),
            noted(texts.end(), made.contains(SlotRole.END_FRAME), wish),
            noted(texts.motion(), made.contains(SlotRole.CLIP), wish),
            null,
            null,
            null,
            null,
            wish.isAnother() ? random.nextLong(ProjectSettings.MAX_SEED + 1) : null,
            null,
            null)
        .of(shot);
  }

  private static @Nullable String noted(String text, boolean isMade, Wish wish) {
    var note = wish.note().strip();
    if (!isMade || note.isEmpty()) {
      return null;
    }
    return text.isBlank() ? note : text + ", " + note;
  }

  private static Slot slot(FilmSnapshot film, SlotKey key) {
    var generation = film.generations().getOrDefault(key, 0);
    if (key.role().belongsToProject()) {
      return new Slot(film.project().id(), null, key.role(), key.candidate(), generation);
    }
    return film.shots().stream()
        .filter(shot -> shot.id().value().equals(key.subjectId()))
        .findFirst()
        .map(
            shot ->
                new Slot(film.project().id(), shot.id(), key.role(), key.candidate(), generation))
        .orElseThrow(() -> Refusal.invalid("slots", "the project has no shot " + key.subjectId()));
  }

  private void demandSomethingToMake(Handle handle, Project project) {
    var script = project.brief().script();
    if (project.brief().prompt().isBlank()
        && (script == null || script.isBlank())
        && bench.storyboards().shots(handle, project.id()).isEmpty()) {
      throw Refusal.conflict(
          "NOTHING_TO_MAKE",
          "project %s has neither a prompt nor a shot".formatted(project.id()),
          "Give it a prompt or a script, or create a scene with shots.");
    }
  }
}
