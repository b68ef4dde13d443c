package dev.reelwright.engine;

import dev.reelwright.project.ProjectId;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.recipe.StepSpec;
import dev.reelwright.store.Json;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.Slot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Rows of steps. Every move is one guarded statement; those of a worker carry its fencing token.
/// False means that somebody else was first, or that the worker has lost the step.
final class StepStore {
  private static final String HAS_OPEN_ATTEMPT =
      """
      EXISTS (SELECT 1 FROM attempt
               WHERE attempt.step_id = step.id AND attempt.state IN ('INTENT', 'ACCEPTED', 'UNKNOWN'))
      """;

  /// The JSON of a step.
  ///
  /// @param needs what the lane that carries it out must be able to do; null in rows of old
  record StoredSpec(List<String> inputs, int shotNumber, @Nullable List<String> needs) {}

  /// Where a step waits for its turn.
  ///
  /// @param needs what the lane that carries it out must be able to do
  record Queue(String lane, Set<String> needs) {}

  /// Orders a step, once per run and slot.
  ///
  /// @return the new step, or empty when the run has ordered it before
  Optional<Step> insert(
      Handle handle,
      Run run,
      String owner,
      StepSpec spec,
      int shotNumber,
      Queue queue,
      Instant now) {
    var slot = spec.slot();
    var id = StepId.fresh();
    var inserted =
        handle
            .createUpdate(
                """
                INSERT INTO step (id, run_id, project_id, owner, subject_id, role, candidate, generation,
                                  kind, lane, priority, spec, state, created_at, updated_at)
                VALUES (:id, :run, :project, :owner, :subject, :role, :candidate, :generation,
                        :kind, :lane, :priority, :spec, 'READY', :now, :now)
                ON CONFLICT DO NOTHING
                """)
            .bind("id", id.value())
            .bind("run", run.id().value())
            .bind("project", run.projectId().value())
            .bind("owner", owner)
            .bind("subject", slot.subjectId())
            .bind("role", slot.role().name())
            .bind("candidate", slot.candidate())
            .bind("generation", slot.generation())
            .bind("kind", spec.kind().name())
            .bind("lane", queue.lane())
            .bind("priority", spec.priority())
            .bind(
                "spec",
                Json.write(
                    new StoredSpec(
                        spec.inputs().stream().map(TakeId::value).toList(),
                        shotNumber,
                        List.copyOf(queue.needs()))))
            .bind("now", now.toEpochMilli())
            .execute();
    return inserted == 1 ? find(handle, id) : Optional.empty();
  }

  Optional<Step> find(Handle handle, StepId id) {
    return handle
        .createQuery("SELECT * FROM step WHERE id = :id")
        .bind("id", id.value())
        .map((rows, _) -> step(rows))
        .findOne();
  }

  /// How many steps of a run wait in a lane.
  int countReady(Handle handle, RunId run) {
    return handle
        .createQuery("SELECT COUNT(*) FROM step WHERE run_id = :run AND state = 'READY'")
        .bind("run", run.value())
        .mapTo(Integer.class)
        .one();
  }

  /// Steps of a run that are not over.
  List<Step> open(Handle handle, RunId run) {
    return handle
        .createQuery(
            """
            SELECT * FROM step
             WHERE run_id = :run AND state IN ('READY', 'LEASED', 'SUBMITTED', 'NEEDS_DECISION')
            """)
        .bind("run", run.value())
        .map((rows, _) -> step(rows))
        .list();
  }

  /// Runs of a project with a step that is not over.
  List<RunId> runsWithOpenSteps(Handle handle, ProjectId project) {
    return handle
        .createQuery(
            """
            SELECT run.id FROM run
             WHERE run.project_id = :project
               AND EXISTS (SELECT 1 FROM step
                            WHERE step.run_id = run.id
                              AND step.state IN ('READY', 'LEASED', 'SUBMITTED', 'NEEDS_DECISION'))
            """)
        .bind("project", project.value())
        .map((rows, _) -> new RunId(rows.getString(1)))
        .list();
  }

  /// A step of the run that failed for good, with why.
  Optional<RunError> failure(Handle handle, RunId run) {
    return handle
        .createQuery(
            """
            SELECT error FROM step WHERE run_id = :run AND state = 'FAILED' ORDER BY ended_at LIMIT 1
            """)
        .bind("run", run.value())
        .map((rows, _) -> Json.read(rows.getString(1), RunError.class))
        .findOne();
  }

  /// As `failure`, leaving clips aside.
  Optional<RunError> failureBesideClips(Handle handle, RunId run) {
    return handle
        .createQuery(
            """
            SELECT error FROM step
             WHERE run_id = :run AND state = 'FAILED' AND kind <> 'CLIP' ORDER BY ended_at LIMIT 1
            """)
        .bind("run", run.value())
        .map((rows, _) -> Json.read(rows.getString(1), RunError.class))
        .findOne();
  }

  /// Shots whose clip the run could not have made, unless an act has emptied the slot since.
  Set<ShotId> lostClips(Handle handle, RunId run) {
    return handle
        .createQuery(
            """
            SELECT step.subject_id FROM step
              LEFT JOIN slot ON slot.subject_id = step.subject_id AND slot.role = step.role
                            AND slot.candidate = step.candidate
             WHERE step.run_id = :run AND step.kind = 'CLIP' AND step.state = 'FAILED'
               AND step.candidate = 0 AND step.generation = COALESCE(slot.generation, 0)
            """)
        .bind("run", run.value())
        .map((rows, _) -> new ShotId(rows.getString(1)))
        .set();
  }

  /// Gives a ready step to a node.
  ///
  /// @param place the lane that carries it out
  boolean lease(Handle handle, StepId id, String place, String node, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE step SET state = 'LEASED', fencing_token = fencing_token + 1, worker = :node,
                                place = :place, wake_at = NULL, updated_at = :now
                 WHERE id = :id AND state = 'READY' AND (wake_at IS NULL OR wake_at <= :now)
                """)
            .bind("id", id.value())
            .bind("place", place)
            .bind("node", node)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Whether somebody works on a step.
  boolean isHeld(Handle handle, StepId id) {
    return find(handle, id)
        .filter(step -> step.status() == StepStatus.LEASED || step.status() == StepStatus.SUBMITTED)
        .isPresent();
  }

  /// Makes the caller the only one who may write the step, whoever had it before.
  Optional<Step> takeOver(Handle handle, Step seen, String node, Instant now) {
    var taken =
        handle
                .createUpdate(
                    """
                    UPDATE step SET fencing_token = fencing_token + 1, worker = :node, watched = FALSE,
                                    updated_at = :now
                     WHERE id = :id AND state IN ('LEASED', 'SUBMITTED') AND fencing_token = :token
                    """)
                .bind("id", seen.id().value())
                .bind("token", seen.token())
                .bind("node", node)
                .bind("now", now.toEpochMilli())
                .execute()
            == 1;
    return taken ? Optional.of(seen.takenBy(node, seen.token() + 1)) : Optional.empty();
  }

  /// Whether the worker still has the step; a write transaction that asks first keeps it.
  boolean holds(Handle handle, Step step, Instant now) {
    return held(handle, step, "updated_at = :now", now).execute() == 1;
  }

  boolean submitted(Handle handle, Step step, String job, Instant now) {
    return held(handle, step, "state = 'SUBMITTED', provider_job = :job, updated_at = :now", now)
            .bind("job", job)
            .execute()
        == 1;
  }

  /// @param isWatched whether it needs no row of the scheduler meanwhile
  boolean sleep(Handle handle, Step step, Instant until, boolean isWatched, Instant now) {
    return held(
                handle,
                step,
                "wake_at = :until, watched = :watched, tries = :tries, updated_at = :now",
                now)
            .bind("until", until.toEpochMilli())
            .bind("watched", isWatched)
            .bind("tries", step.tries())
            .execute()
        == 1;
  }

  boolean done(Handle handle, Step step, @Nullable String result, Instant now) {
    return held(
                handle,
                step,
                "state = 'DONE', result = :result, error = NULL, updated_at = :now, ended_at ="
                    + " :now",
                now)
            .bind("result", result)
            .execute()
        == 1;
  }

  boolean failed(Handle handle, Step step, RunError error, Instant now) {
    return held(
                handle,
                step,
                "state = 'FAILED', error = :error, updated_at = :now, ended_at = :now",
                now)
            .bind("error", Json.write(error))
            .execute()
        == 1;
  }

  boolean cancelled(Handle handle, Step step, Instant now) {
    return held(handle, step, "state = 'CANCELLED', updated_at = :now, ended_at = :now", now)
            .execute()
        == 1;
  }

  boolean needsDecision(Handle handle, Step step, RunError error, Instant now) {
    return held(handle, step, "state = 'NEEDS_DECISION', error = :error, updated_at = :now", now)
            .bind("error", Json.write(error))
            .execute()
        == 1;
  }

  /// Ends a step that waits and that nobody can read.
  ///
  /// @return the project it belonged to, unless somebody else was first
  Optional<ProjectId> giveUp(Handle handle, StepId id, RunError error, Instant now) {
    var ended =
        handle
            .createUpdate(
                """
                UPDATE step SET state = 'FAILED', error = :error, updated_at = :now, ended_at = :now
                 WHERE id = :id AND state = 'READY'
                """)
            .bind("id", id.value())
            .bind("error", Json.write(error))
            .bind("now", now.toEpochMilli())
            .execute();
    return ended == 0
        ? Optional.empty()
        : handle
            .createQuery("SELECT project_id FROM step WHERE id = :id")
            .bind("id", id.value())
            .map((rows, _) -> new ProjectId(rows.getString(1)))
            .findOne();
  }

  /// Puts a step back into its lane, to be tried again; one that is no longer wanted ends.
  ///
  /// @param tries tries in vain so far
  /// @param wakeAt not before, or null for at once
  boolean requeue(Handle handle, Step step, int tries, @Nullable Instant wakeAt, Instant now) {
    return held(
                handle,
                step,
                """
                state = CASE WHEN cancel_asked THEN 'CANCELLED' ELSE 'READY' END,
                ended_at = CASE WHEN cancel_asked THEN :now END,
                place = NULL, provider_job = NULL, tries = :tries, wake_at = :wakeAt, updated_at = :now
                """,
                now)
            .bind("tries", tries)
            .bind("wakeAt", wakeAt == null ? null : wakeAt.toEpochMilli())
            .execute()
        == 1;
  }

  /// After a person has decided about a step: to be tried again, or over.
  boolean decided(Handle handle, StepId id, boolean again, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE step SET state = :state, tries = 0, place = NULL, wake_at = NULL, updated_at = :now, ended_at = :ended
                 WHERE id = :id AND state = 'NEEDS_DECISION'
                """)
            .bind("id", id.value())
            .bind("state", again ? "READY" : "CANCELLED")
            .bind("now", now.toEpochMilli())
            .bind("ended", again ? null : now.toEpochMilli())
            .execute()
        == 1;
  }

  /// After a person has asked to look once more: a worker takes it up where it was left.
  ///
  /// @param isUnwanted whether it is to end as soon as nothing is on its way any more
  boolean lookAgain(Handle handle, StepId id, boolean isUnwanted, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE step SET state = 'LEASED', fencing_token = fencing_token + 1, tries = 0,
                                wake_at = NULL, error = NULL, cancel_asked = :unwanted, updated_at = :now
                 WHERE id = :id AND state = 'NEEDS_DECISION'
                """)
            .bind("id", id.value())
            .bind("unwanted", isUnwanted)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Something has happened that whoever works on the step should see at once, asleep or not: what
  /// they write from what they saw before is refused.
  boolean rouse(Handle handle, StepId id, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE step SET fencing_token = fencing_token + 1, wake_at = NULL, watched = FALSE,
                                updated_at = :now
                 WHERE id = :id AND state IN ('LEASED', 'SUBMITTED')
                """)
            .bind("id", id.value())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// After a person has given a step up.
  boolean givenUp(Handle handle, StepId id, RunError error, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE step SET state = 'FAILED', error = :error, updated_at = :now, ended_at = :now
                 WHERE id = :id AND state = 'NEEDS_DECISION'
                """)
            .bind("id", id.value())
            .bind("error", Json.write(error))
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Ends what nobody has begun, and asks the workers of the rest to end. A ready step whose call
  /// is still an open question goes to a worker, who finds out.
  void cancelOpen(Handle handle, RunId run, Instant now) {
    handle
        .createUpdate(
            "UPDATE step SET state = 'LEASED', fencing_token = fencing_token + 1, wake_at = NULL,"
                + " updated_at = :now WHERE run_id = :run AND state = 'READY' AND "
                + HAS_OPEN_ATTEMPT)
        .bind("run", run.value())
        .bind("now", now.toEpochMilli())
        .execute();
    handle
        .createUpdate(
            """
            UPDATE step SET state = 'CANCELLED', updated_at = :now, ended_at = :now
             WHERE run_id = :run AND state = 'READY'
            """)
        .bind("run", run.value())
        .bind("now", now.toEpochMilli())
        .execute();
    handle
        .createUpdate(
            """
            UPDATE step SET cancel_asked = :yes
             WHERE run_id = :run AND state IN ('LEASED', 'SUBMITTED')
            """)
        .bind("run", run.value())
        .bind("yes", true)
        .execute();
  }

  /// Ends what nobody has begun for a shot.
  ///
  /// @return whether nothing is left open
  boolean withdraw(Handle handle, ShotId shot, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE step SET state = 'CANCELLED', updated_at = :now, ended_at = :now
             WHERE subject_id = :shot AND state = 'READY' AND NOT
            """
                + HAS_OPEN_ATTEMPT)
        .bind("shot", shot.value())
        .bind("now", now.toEpochMilli())
        .execute();
    return handle
            .createQuery(
                """
                SELECT COUNT(*) FROM step
                 WHERE subject_id = :shot
                   AND state IN ('READY', 'LEASED', 'SUBMITTED', 'NEEDS_DECISION')
                """)
            .bind("shot", shot.value())
            .mapTo(Integer.class)
            .one()
        == 0;
  }

  /// How a step that somebody works on stands.
  ///
  /// @param worker node that has it, or had it last
  record Standing(StepId id, @Nullable String worker, long token, boolean cancelAsked) {}

  /// How some steps stand, as far as somebody works on them.
  List<Standing> standing(Handle handle, Collection<StepId> ids) {
    return handle
        .createQuery(
            """
            SELECT id, worker, fencing_token, cancel_asked FROM step
             WHERE id IN (<ids>) AND state IN ('LEASED', 'SUBMITTED')
            """)
        .bindList("ids", ids.stream().map(StepId::value).toList())
        .map(
            (rows, _) ->
                new Standing(
                    new StepId(rows.getString("id")),
                    rows.getString("worker"),
                    rows.getLong("fencing_token"),
                    rows.getBoolean("cancel_asked")))
        .list();
  }

  private static Update held(Handle handle, Step step, String set, Instant now) {
    return handle
        .createUpdate(
            "UPDATE step SET "
                + set
                + " WHERE id = :id AND state IN ('LEASED', 'SUBMITTED') AND fencing_token = :token")
        .bind("id", step.id().value())
        .bind("token", step.token())
        .bind("now", now.toEpochMilli());
  }

  static Step step(ResultSet rows) throws SQLException {
    var role = SlotRole.valueOf(rows.getString("role"));
    var spec = Json.read(rows.getString("spec"), StoredSpec.class);
    return new Step(
        new StepId(rows.getString("id")),
        new RunId(rows.getString("run_id")),
        rows.getString("owner"),
        StepKind.valueOf(rows.getString("kind")),
        new Slot(
            new ProjectId(rows.getString("project_id")),
            role.belongsToProject() ? null : new ShotId(rows.getString("subject_id")),
            role,
            rows.getInt("candidate"),
            rows.getInt("generation")),
        rows.getString("lane"),
        Objects.requireNonNullElse(rows.getString("place"), rows.getString("lane")),
        spec.needs() == null ? Set.of() : Set.copyOf(spec.needs()),
        rows.getInt("priority"),
        spec.shotNumber(),
        spec.inputs().stream().map(TakeId::new).toList(),
        StepStatus.valueOf(rows.getString("state")),
        rows.getLong("fencing_token"),
        rows.getInt("tries"),
        RunStore.instant(rows, "wake_at"),
        rows.getBoolean("watched"),
        rows.getString("worker"),
        rows.getBoolean("cancel_asked"),
        Instant.ofEpochMilli(rows.getLong("created_at")));
  }
}
