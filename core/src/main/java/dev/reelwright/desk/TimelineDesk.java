package dev.reelwright.desk;

import dev.reelwright.edit.Decision;
import dev.reelwright.edit.Edit;
import dev.reelwright.edit.EditKind;
import dev.reelwright.edit.EditStore;
import dev.reelwright.edit.FilmEdits;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Keeps what people decide on the timeline. A decision empties the finished film and nothing else:
/// no clip is made or paid for again. Thread-safe.
public final class TimelineDesk {
  private static final Set<String> STEMS = Set.of(FilmEdits.NARRATION, FilmEdits.MUSIC);

  private final Workbench bench;
  private final Set<String> transitions;
  private final EditStore edits = new EditStore();

  /// @param transitions words of those that the finisher can make
  public TimelineDesk(Workbench bench, Set<String> transitions) {
    this.bench = bench;
    this.transitions = Set.copyOf(transitions);
  }

  /// All decisions of a project.
  public Act<List<Edit>> all(String owner, ProjectId id) {
    return handle -> {
      bench.project(handle, owner, id);
      return edits.ofProject(handle, id);
    };
  }

  /// Decides about a shot.
  ///
  /// @param version of the decision that was read, 0 when there was none
  public Act<Edited<Edit>> decide(String owner, ShotId id, Decision decision, long version) {
    return handle -> {
      if (decision instanceof Decision.Transition transition
          && !transitions.contains(transition.into())) {
        throw Refusal.invalid(
            "into", "must be one of " + String.join(", ", transitions.stream().sorted().toList()));
      }
      var shot = bench.shot(handle, owner, id);
      var project = bench.project(handle, owner, shot.projectId());
      demandUnlocked(handle, project, id, decision.kind());
      return put(handle, project, id.value(), decision, version);
    };
  }

  /// Decides how loud all narrations or the music are.
  ///
  /// @param stem `FilmEdits.NARRATION` or `FilmEdits.MUSIC`
  public Act<Edited<Edit>> level(
      String owner, ProjectId id, String stem, Decision.Level level, long version) {
    return handle -> {
      demandStem(stem);
      return put(handle, bench.project(handle, owner, id), stem, level, version);
    };
  }

  /// Takes a decision about a shot back.
  public Act<Edited<Edit>> undo(String owner, ShotId id, EditKind kind, long version) {
    return handle -> {
      var shot = bench.shot(handle, owner, id);
      var project = bench.project(handle, owner, shot.projectId());
      demandUnlocked(handle, project, id, kind);
      return remove(handle, project, id.value(), kind, version);
    };
  }

  /// Takes a level back.
  public Act<Edited<Edit>> undoLevel(String owner, ProjectId id, String stem, long version) {
    return handle -> {
      demandStem(stem);
      return remove(handle, bench.project(handle, owner, id), stem, EditKind.LEVEL, version);
    };
  }

  private Edited<Edit> put(
      Handle handle, Project project, String subject, Decision decision, long version) {
    var value = Decision.value(decision);
    var found = edits.find(handle, project.id(), subject, decision.kind());
    var base = found.map(Edit::version).orElse(0L);
    if (version != Act.ANY_VERSION && version != base) {
      throw Refusal.changed("decision about", subject, base);
    }
    var edit =
        found
            .map(before -> before.withValue(value))
            .orElseGet(
                () -> Edit.fresh(project.id(), subject, decision.kind(), value, bench.now()));
    if (!edits.put(handle, edit, bench.now())) {
      throw Refusal.changed("decision about", subject, base + 1);
    }
    return done(
        handle,
        project,
        edits.find(handle, project.id(), subject, decision.kind()).orElseThrow(),
        "edit.made");
  }

  private Edited<Edit> remove(
      Handle handle, Project project, String subject, EditKind kind, long version) {
    var found =
        edits
            .find(handle, project.id(), subject, kind)
            .orElseThrow(() -> Refusal.missing("decision about", subject));
    if (version != Act.ANY_VERSION && version != found.version()) {
      throw Refusal.changed("decision about", subject, found.version());
    }
    if (!edits.remove(handle, found)) {
      throw Refusal.changed("decision about", subject, found.version() + 1);
    }
    return done(handle, project, found, "edit.undone");
  }

  private Edited<Edit> done(Handle handle, Project project, Edit edit, String event) {
    var film = bench.film(handle, project);
    var emptied =
        bench.empty(
            handle,
            project,
            edit.kind() == EditKind.LOCK
                ? List.of()
                : List.of(
                    Slot.ofProject(project.id(), SlotRole.CUT, film.generation(SlotRole.CUT))));
    bench.tell(
        handle,
        project,
        event,
        Map.of("subject", edit.subject(), "kind", edit.kind().name().toLowerCase(Locale.ROOT)));
    return new Edited<>(edit, emptied);
  }

  private void demandUnlocked(Handle handle, Project project, ShotId shot, EditKind kind) {
    if (kind != EditKind.LOCK
        && edits.find(handle, project.id(), shot.value(), EditKind.LOCK).isPresent()) {
      throw Refusal.conflict(
          "SHOT_LOCKED", "shot %s is locked on the timeline".formatted(shot), "Unlock it first.");
    }
  }

  private static void demandStem(String stem) {
    if (!STEMS.contains(stem)) {
      throw Refusal.invalid("stem", "must be narration or music");
    }
  }
}
