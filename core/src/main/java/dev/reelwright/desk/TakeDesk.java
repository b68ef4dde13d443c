package dev.reelwright.desk;

import dev.reelwright.asset.Asset;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Emptied;
import dev.reelwright.take.Selection;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotKey;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeId;
import dev.reelwright.take.TakeOrigin;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Chooses among takes, locks them, and takes in those that people bring. Thread-safe.
public final class TakeDesk {
  private static final Map<SlotRole, String> KINDS =
      Map.of(
          SlotRole.START_FRAME, "image/",
          SlotRole.END_FRAME, "image/",
          SlotRole.IMAGE, "image/",
          SlotRole.CLIP, "video/",
          SlotRole.NARRATION, "audio/",
          SlotRole.MUSIC, "audio/",
          SlotRole.CUT, "video/");

  private final Workbench bench;

  public TakeDesk(Workbench bench) {
    this.bench = bench;
  }

  /// Makes a take the selected one of its slot. What was made from the one before no longer fits
  /// and is emptied.
  ///
  /// @param keepsDependents whether it is left as it is all the same
  public Act<Edited<Take>> select(String owner, TakeId id, boolean keepsDependents) {
    return handle -> {
      var take = bench.take(handle, owner, id);
      if (take.selected()) {
        return new Edited<>(take, new Emptied(List.of(), List.of()));
      }
      var project = bench.project(handle, owner, take.slot().projectId());
      if (bench.takes().select(handle, id) == Selection.LOCKED) {
        throw locked();
      }
      var emptied = replaced(handle, project, take.slot(), keepsDependents);
      bench.tell(handle, project, "take.selected", Map.of("take", id.value()));
      return new Edited<>(bench.take(handle, owner, id), emptied);
    };
  }

  /// Locks a take against being replaced or emptied, or unlocks it.
  public Act<Take> lock(String owner, TakeId id, boolean locked) {
    return handle -> {
      var take = bench.take(handle, owner, id);
      if (take.locked() == locked) {
        return take;
      }
      if (locked && !take.selected()) {
        throw Refusal.conflict(
            "NOT_SELECTED", "only a selected take can be locked", "Select it first.");
      }
      var project = bench.project(handle, owner, take.slot().projectId());
      bench.takes().setLocked(handle, id, locked);
      bench.tell(
          handle, project, locked ? "take.locked" : "take.unlocked", Map.of("take", id.value()));
      return bench.take(handle, owner, id);
    };
  }

  /// Deletes a take that its slot does not show. A file that was made for it alone goes out of
  /// sight with it.
  ///
  /// @throws Refusal when it is selected or locked
  public Act<Take> remove(String owner, TakeId id) {
    return handle -> {
      var take = bench.take(handle, owner, id);
      if (take.selected()) {
        throw Refusal.conflict(
            "TAKE_SELECTED",
            "take %s is what its slot shows".formatted(id),
            "Select another one first, or redo the slot.");
      }
      var project = bench.project(handle, owner, take.slot().projectId());
      if (!bench.takes().remove(handle, id)) {
        throw locked();
      }
      if (take.origin() == TakeOrigin.GENERATED
          && bench.takes().ofAsset(handle, take.assetId()).isEmpty()) {
        bench.assets().remove(handle, take.assetId(), bench.now());
      }
      bench.tell(handle, project, "take.removed", Map.of("take", id.value()));
      return take;
    };
  }

  /// Fills a slot of the project itself, such as its music, with a file that somebody brought.
  ///
  /// @param asset already looked at, not yet stored
  public Act<Edited<Take>> bring(
      String owner, ProjectId id, SlotRole role, int candidate, Asset asset) {
    return handle -> {
      var project = bench.project(handle, owner, id);
      if (!role.belongsToProject()) {
        throw Refusal.invalid("role", role + " belongs to a shot, not to the project");
      }
      return bring(handle, project, null, role, candidate, asset);
    };
  }

  /// Fills a slot of a shot with a file that somebody brought.
  ///
  /// @param asset already looked at, not yet stored
  public Act<Edited<Take>> bring(
      String owner, ShotId shotId, SlotRole role, int candidate, Asset asset) {
    return handle -> {
      var shot = bench.shot(handle, owner, shotId);
      if (role.belongsToProject()) {
        throw Refusal.invalid("role", role + " belongs to the project, not to a shot");
      }
      var project = bench.project(handle, owner, shot.projectId());
      return bring(handle, project, shotId, role, candidate, asset);
    };
  }

  private Edited<Take> bring(
      Handle handle,
      Project project,
      @Nullable ShotId shot,
      SlotRole role,
      int candidate,
      Asset asset) {
    if (candidate < 0 || candidate > 99) {
      throw Refusal.invalid("candidate", "must lie within 0..99");
    }
    if (!asset.mediaType().startsWith(KINDS.getOrDefault(role, ""))) {
      throw Refusal.invalid(
          "file", "a file of type %s cannot be a %s".formatted(asset.mediaType(), role));
    }
    var key = new SlotKey(shot == null ? project.id().value() : shot.value(), role, candidate);
    var generation = bench.takes().generations(handle, project.id()).getOrDefault(key, 0);
    var slot = new Slot(project.id(), shot, role, candidate, generation);
    bench.assets().insert(handle, asset);
    var take = Brought.fill(handle, bench, slot, asset);
    var emptied = replaced(handle, project, slot, false);
    bench.tell(
        handle,
        project,
        "take.uploaded",
        Map.of("take", take.id().value(), "asset", asset.id().value()));
    return new Edited<>(take, emptied);
  }

  private Emptied replaced(Handle handle, Project project, Slot slot, boolean keepsDependents) {
    var dependents =
        keepsDependents
            ? List.<Slot>of()
            : bench.acts(project).ofReplacement(bench.film(handle, project), slot);
    return bench.empty(handle, project, dependents);
  }

  static Refusal locked() {
    return Refusal.conflict(
        "TAKE_LOCKED", "the selected take of the slot is locked", "Unlock it first.");
  }
}
