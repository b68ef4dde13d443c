package dev.reelwright.take;

import dev.reelwright.asset.AssetId;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import dev.reelwright.storyboard.ShotId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of takes and slots. Every method is a part of the caller's transaction. Thread-safe:
/// whoever changes the takes of a project locks its wake row first, so that two changes of one slot
/// never meet. Wakes are raised by the caller.
public final class TakeStore {
  /// Stores a take without selecting it, whatever it says. A take of a step that already has one is
  /// not stored again.
  ///
  /// @return the take as stored; the earlier one where the step has one
  public Take insert(Handle handle, Take take) {
    lock(handle, take.slot().projectId());
    return insertLocked(handle, take);
  }

  /// Stores a take and selects it if its slot still waits for it: no act emptied the slot since the
  /// work was ordered, and nothing else was selected meanwhile. Otherwise it is kept unselected. A
  /// take of a step that already has one changes nothing.
  ///
  /// @return the take as stored
  public Take insertIfCurrent(Handle handle, Take take) {
    lock(handle, take.slot().projectId());
    var stored = insertLocked(handle, take);
    if (!stored.id().equals(take.id())) {
      return stored;
    }
    handle
        .createUpdate(
            """
            UPDATE take SET selected = TRUE
             WHERE id = :id
               AND generation = COALESCE((SELECT slot.generation FROM slot
                                           WHERE slot.subject_id = :subject AND slot.role = :role
                                             AND slot.candidate = :candidate), 0)
               AND NOT EXISTS (SELECT 1 FROM take other
                                WHERE other.subject_id = :subject AND other.role = :role
                                  AND other.candidate = :candidate AND other.selected)
            """)
        .bind("id", take.id().value())
        .bind("subject", take.slot().subjectId())
        .bind("role", take.slot().role().name())
        .bind("candidate", take.slot().candidate())
        .execute();
    return find(handle, take.id()).orElseThrow();
  }

  /// Makes a take the selected one of its slot.
  public Selection select(Handle handle, TakeId id) {
    var take = find(handle, id);
    if (take.isEmpty()) {
      return Selection.MISSING;
    }
    var slot = take.get().slot();
    lock(handle, slot.projectId());
    handle
        .createUpdate(
            """
            UPDATE take SET selected = FALSE
             WHERE subject_id = :subject AND role = :role AND candidate = :candidate
               AND selected AND NOT locked AND id <> :id
            """)
        .bind("subject", slot.subjectId())
        .bind("role", slot.role().name())
        .bind("candidate", slot.candidate())
        .bind("id", id.value())
        .execute();
    var selected =
        handle
            .createUpdate(
                """
                UPDATE take SET selected = TRUE
                 WHERE id = :id
                   AND NOT EXISTS (SELECT 1 FROM take other
                                    WHERE other.subject_id = :subject AND other.role = :role
                                      AND other.candidate = :candidate AND other.selected
                                      AND other.id <> :id)
                """)
            .bind("id", id.value())
            .bind("subject", slot.subjectId())
            .bind("role", slot.role().name())
            .bind("candidate", slot.candidate())
            .execute();
    return selected == 1 ? Selection.SELECTED : Selection.LOCKED;
  }

  /// Empties slots: nothing is selected there, and work that was ordered before does not fill them
  /// any more. This is the only way a filled slot becomes empty. A locked take keeps its slot; a
  /// caller that wants all or nothing looks at the answer and undoes its transaction.
  public Emptied empty(Handle handle, Collection<Slot> slots) {
    var byProject = new TreeMap<String, List<Slot>>();
    for (var slot : slots) {
      byProject.computeIfAbsent(slot.projectId().value(), _ -> new ArrayList<>()).add(slot);
    }
    var emptied = new ArrayList<Slot>();
    var locked = new ArrayList<Slot>();
    for (var group : byProject.entrySet()) {
      var project = new ProjectId(group.getKey());
      lock(handle, project);
      var lockedKeys = lockedSlots(handle, project);
      var free = new HashMap<SlotKey, Slot>();
      for (var slot : group.getValue()) {
        if (lockedKeys.contains(slot.key())) {
          locked.add(slot);
        } else {
          free.put(slot.key(), slot);
        }
      }
      emptied.addAll(emptyUnlocked(handle, project, free));
    }
    return new Emptied(emptied, locked);
  }

  /// Removes a take that is neither selected nor locked; its file stays.
  ///
  /// @return false when it is selected or locked, or there is no such take
  public boolean remove(Handle handle, TakeId id) {
    var take = find(handle, id);
    if (take.isEmpty()) {
      return false;
    }
    lock(handle, take.get().slot().projectId());
    return handle.execute(
            "DELETE FROM take WHERE id = ? AND NOT selected AND NOT locked", id.value())
        == 1;
  }

  /// Locks a take against being replaced or emptied, or unlocks it.
  ///
  /// @return false when there is no such take
  public boolean setLocked(Handle handle, TakeId id, boolean locked) {
    return find(handle, id)
        .map(
            take -> {
              lock(handle, take.slot().projectId());
              return handle.execute("UPDATE take SET locked = ? WHERE id = ?", locked, id.value());
            })
        .isPresent();
  }

  public Optional<Take> find(Handle handle, TakeId id) {
    return handle
        .createQuery("SELECT * FROM take WHERE id = :id")
        .bind("id", id.value())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// What a step has made.
  public Optional<Take> findByStep(Handle handle, String stepId) {
    return handle
        .createQuery("SELECT * FROM take WHERE step_id = :step")
        .bind("step", stepId)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// All takes of a slot, oldest first.
  public List<Take> ofSlot(Handle handle, SlotKey slot) {
    return handle
        .createQuery(
            """
            SELECT * FROM take
             WHERE subject_id = :subject AND role = :role AND candidate = :candidate
             ORDER BY created_at, id
            """)
        .bind("subject", slot.subjectId())
        .bind("role", slot.role().name())
        .bind("candidate", slot.candidate())
        .map((row, _) -> read(row))
        .list();
  }

  /// The selected takes of a project, in no particular order.
  public List<Take> selected(Handle handle, ProjectId project) {
    return handle
        .createQuery("SELECT * FROM take WHERE project_id = :project AND selected")
        .bind("project", project.value())
        .map((row, _) -> read(row))
        .list();
  }

  /// All takes of a shot, oldest first.
  public List<Take> ofShot(Handle handle, ShotId shot) {
    return handle
        .createQuery("SELECT * FROM take WHERE subject_id = :shot ORDER BY created_at, id")
        .bind("shot", shot.value())
        .map((row, _) -> read(row))
        .list();
  }

  /// All takes that show a file, oldest first.
  public List<Take> ofAsset(Handle handle, AssetId asset) {
    return handle
        .createQuery("SELECT * FROM take WHERE asset_id = :asset ORDER BY created_at, id")
        .bind("asset", asset.value())
        .map((row, _) -> read(row))
        .list();
  }

  /// All takes of a project, oldest first.
  public List<Take> ofProject(Handle handle, ProjectId project) {
    return handle
        .createQuery("SELECT * FROM take WHERE project_id = :project ORDER BY created_at, id")
        .bind("project", project.value())
        .map((row, _) -> read(row))
        .list();
  }

  /// How often acts emptied the slots of a project; a slot that is absent was never emptied.
  public Map<SlotKey, Integer> generations(Handle handle, ProjectId project) {
    var generations = new HashMap<SlotKey, Integer>();
    handle
        .createQuery(
            "SELECT subject_id, role, candidate, generation FROM slot WHERE project_id = :project")
        .bind("project", project.value())
        .map((row, _) -> Map.entry(key(row), row.getInt("generation")))
        .forEach(entry -> generations.put(entry.getKey(), entry.getValue()));
    return Map.copyOf(generations);
  }

  /// The newest take that was made from the same inputs with an explicit seed, in any project of
  /// the owner, and whose file is still there.
  public Optional<Take> findReusable(Handle handle, String owner, InputDigest digest) {
    return handle
        .createQuery(
            """
            SELECT take.*
              FROM take
              JOIN project ON project.id = take.project_id
              JOIN asset ON asset.id = take.asset_id
              JOIN blob ON blob.hash = asset.blob_hash
             WHERE take.input_digest = :digest AND take.seed IS NOT NULL
               AND take.origin IN ('GENERATED', 'INHERITED')
               AND project.owner = :owner AND project.deleted_at IS NULL
               AND asset.deleted_at IS NULL AND blob.state = 'LIVE'
             ORDER BY take.created_at DESC, take.id DESC LIMIT 1
            """)
        .bind("digest", digest.value())
        .bind("owner", owner)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// PostgreSQL holds the row until the end of the transaction; on SQLite writers are alone anyway.
  private static void lock(Handle handle, ProjectId project) {
    handle.execute("UPDATE project_wake SET wake = wake WHERE project_id = ?", project.value());
  }

  private Take insertLocked(Handle handle, Take take) {
    var slot = take.slot();
    var inserted =
        handle
            .createUpdate(
                """
                INSERT INTO take (id, project_id, shot_id, subject_id, role, candidate, generation,
                  input_digest, asset_id, provider, model, params, seed, group_id, lane, origin,
                  selected, locked, run_id, step_id, created_at)
                VALUES (:id, :projectId, :shotId, :subject, :role, :candidate, :generation,
                  :digest, :assetId, :provider, :model, :params, :seed, :groupId, :lane, :origin,
                  FALSE, :locked, :runId, :stepId, :createdAt)
                ON CONFLICT (step_id) WHERE step_id IS NOT NULL DO NOTHING
                """)
            .bind("id", take.id().value())
            .bind("projectId", slot.projectId().value())
            .bind("shotId", text(slot.shotId()))
            .bind("subject", slot.subjectId())
            .bind("role", slot.role().name())
            .bind("candidate", slot.candidate())
            .bind("generation", slot.generation())
            .bind("digest", take.digest().value())
            .bind("assetId", take.assetId().value())
            .bind("provider", take.provider())
            .bind("model", take.model())
            .bind("params", Json.write(take.params()))
            .bind("seed", take.seed())
            .bind("groupId", take.groupId())
            .bind("lane", take.lane())
            .bind("origin", take.origin().name())
            .bind("locked", take.locked())
            .bind("runId", take.runId())
            .bind("stepId", take.stepId())
            .bind("createdAt", take.createdAt().toEpochMilli())
            .execute();
    var stepId = take.stepId();
    return inserted == 1 || stepId == null
        ? find(handle, take.id()).orElseThrow()
        : findByStep(handle, stepId).orElseThrow();
  }

  private static Set<SlotKey> lockedSlots(Handle handle, ProjectId project) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                SELECT subject_id, role, candidate FROM take
                 WHERE project_id = :project AND selected AND locked
                """)
            .bind("project", project.value())
            .map((row, _) -> key(row))
            .list());
  }

  private List<Slot> emptyUnlocked(Handle handle, ProjectId project, Map<SlotKey, Slot> slots) {
    if (slots.isEmpty()) {
      return List.of();
    }
    var unselect =
        handle.prepareBatch(
            """
            UPDATE take SET selected = FALSE
             WHERE subject_id = :subject AND role = :role AND candidate = :candidate AND selected
            """);
    var raise =
        handle.prepareBatch(
            """
            INSERT INTO slot (subject_id, role, candidate, project_id, generation)
            VALUES (:subject, :role, :candidate, :projectId, 1)
            ON CONFLICT (subject_id, role, candidate)
            DO UPDATE SET generation = slot.generation + 1
            """);
    for (var key : slots.keySet()) {
      unselect
          .bind("subject", key.subjectId())
          .bind("role", key.role().name())
          .bind("candidate", key.candidate())
          .add();
      raise
          .bind("subject", key.subjectId())
          .bind("role", key.role().name())
          .bind("candidate", key.candidate())
          .bind("projectId", project.value())
          .add();
    }
    unselect.execute();
    raise.execute();
    var generations = generations(handle, project);
    return slots.values().stream()
        .map(
            slot ->
                new Slot(
                    project,
                    slot.shotId(),
                    slot.role(),
                    slot.candidate(),
                    generations.getOrDefault(slot.key(), 0)))
        .toList();
  }

  private static SlotKey key(ResultSet row) throws SQLException {
    return new SlotKey(
        row.getString("subject_id"),
        SlotRole.valueOf(row.getString("role")),
        row.getInt("candidate"));
  }

  private static Take read(ResultSet row) throws SQLException {
    var shot = row.getString("shot_id");
    var seed = row.getLong("seed");
    var hasSeed = !row.wasNull();
    return new Take(
        new TakeId(row.getString("id")),
        new Slot(
            new ProjectId(row.getString("project_id")),
            shot == null ? null : new ShotId(shot),
            SlotRole.valueOf(row.getString("role")),
            row.getInt("candidate"),
            row.getInt("generation")),
        new InputDigest(row.getString("input_digest")),
        new AssetId(row.getString("asset_id")),
        row.getString("provider"),
        row.getString("model"),
        Json.readMap(row.getString("params")),
        hasSeed ? seed : null,
        row.getString("group_id"),
        row.getString("lane"),
        TakeOrigin.valueOf(row.getString("origin")),
        row.getBoolean("selected"),
        row.getBoolean("locked"),
        row.getString("run_id"),
        row.getString("step_id"),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  private static @Nullable String text(@Nullable ShotId id) {
    return id == null ? null : id.value();
  }
}
