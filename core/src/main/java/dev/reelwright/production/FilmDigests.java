package dev.reelwright.production;

import dev.reelwright.engine.BlockReason;
import dev.reelwright.engine.RunError;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.production.FilmDigest.Made;
import dev.reelwright.production.FilmDigest.Progress;
import dev.reelwright.project.Brief;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.store.Json;
import dev.reelwright.store.PageCursor;
import dev.reelwright.storyboard.ShotTexts;
import dev.reelwright.take.TakeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads films in a few numbers: one query for any number of them, one more for the shots of one.
/// For pages that ask again and again. Every method is a part of the caller's transaction.
/// Thread-safe.
public final class FilmDigests {
  private static final String NEWEST_RUN =
      """
      SELECT newest.id FROM run newest WHERE newest.project_id = project.id
       ORDER BY newest.created_at DESC, newest.id DESC LIMIT 1
      """;

  private static final String FILM =
      """
      SELECT project.id, project.owner, project.brief, project.settings, project.forked_from,
             project.extra, project.created_at, project.updated_at,
             run.id AS run_id, run.goal AS run_goal, run.state AS run_state, run.blocked_on,
             run.error AS run_error, run.created_at AS run_created_at, run.started_at, run.ended_at,
             (SELECT MAX(step.updated_at) FROM step WHERE step.run_id = run.id) AS moved_at,
             (SELECT MIN(step.kind) FROM step WHERE step.run_id = run.id AND step.state = 'FAILED'
                 AND step.error = run.error) AS failed_kind,
             (SELECT COUNT(*) FROM step WHERE step.run_id = run.id AND step.kind = 'PLAN'
                 AND step.fencing_token > 0) AS plans_begun,
             (SELECT COUNT(*) FROM shot WHERE shot.project_id = project.id AND shot.alternate = 0)
                 AS shots,
             (SELECT COUNT(*) FROM shot
                JOIN take first ON first.subject_id = shot.id AND first.role = 'START_FRAME'
                               AND first.candidate = 0 AND first.selected
                JOIN take final ON final.subject_id = shot.id AND final.role = 'END_FRAME'
                               AND final.candidate = 0 AND final.selected
               WHERE shot.project_id = project.id AND shot.alternate = 0) AS framed,
             (SELECT COUNT(*) FROM shot
                JOIN take clip ON clip.subject_id = shot.id AND clip.role = 'CLIP'
                              AND clip.candidate = 0 AND clip.selected
               WHERE shot.project_id = project.id AND shot.alternate = 0) AS clips,
             (SELECT COUNT(*) FROM step
                JOIN shot ON shot.id = step.subject_id AND shot.alternate = 0
                LEFT JOIN slot ON slot.subject_id = step.subject_id AND slot.role = 'CLIP'
                              AND slot.candidate = 0
                LEFT JOIN take clip ON clip.subject_id = step.subject_id AND clip.role = 'CLIP'
                                   AND clip.candidate = 0 AND clip.selected
               WHERE step.run_id = run.id AND step.kind = 'CLIP' AND step.state = 'FAILED'
                 AND step.candidate = 0 AND step.generation = COALESCE(slot.generation, 0)
                 AND clip.id IS NULL) AS lost,
             (SELECT COUNT(*) FROM step WHERE step.project_id = project.id AND step.kind = 'PLAN'
                 AND step.state = 'DONE') AS storyboards,
             (SELECT COUNT(*) FROM take WHERE take.project_id = project.id
                 AND take.role IN ('START_FRAME', 'END_FRAME') AND take.origin = 'GENERATED')
                 AS frames,
             (SELECT COUNT(*) FROM attempt JOIN step ON step.id = attempt.step_id
               WHERE attempt.project_id = project.id AND step.kind = 'CLIP'
                 AND (attempt.accepted_at IS NOT NULL
                      OR attempt.state IN ('BOOKED', 'UNKNOWN')
                      OR (attempt.state = 'LOST' AND attempt.charge_micros > 0)))
             - (SELECT COUNT(*) FROM take WHERE take.project_id = project.id
                   AND take.role = 'END_FRAME' AND take.origin = 'GENERATED'
                   AND take.step_id IS NULL) AS submissions
        FROM project
        LEFT JOIN run ON run.id = (%s)
       WHERE project.deleted_at IS NULL AND project.surface = :surface AND project.owner = :owner
      """
          .formatted(NEWEST_RUN);

  // What a clip came to is told by the newest run that made any: one that only joins makes none.
  private static final String SHOTS =
      """
      SELECT shot.description, shot.image_text, shot.start_text, shot.end_text, shot.motion_text,
             shot.negative_text, shot.narration_text, shot.transition_text,
             first.id AS start_take, final.id AS end_take, clip.id AS clip_take,
             step.state AS clip_state, step.error AS clip_error
        FROM shot
        JOIN scene ON scene.id = shot.scene_id AND scene.alternate = 0
        LEFT JOIN take first ON first.subject_id = shot.id AND first.role = 'START_FRAME'
                            AND first.candidate = 0 AND first.selected
        LEFT JOIN take final ON final.subject_id = shot.id AND final.role = 'END_FRAME'
                            AND final.candidate = 0 AND final.selected
        LEFT JOIN take clip ON clip.subject_id = shot.id AND clip.role = 'CLIP'
                           AND clip.candidate = 0 AND clip.selected
        LEFT JOIN slot ON slot.subject_id = shot.id AND slot.role = 'CLIP' AND slot.candidate = 0
        LEFT JOIN step ON step.id =
          (SELECT work.id FROM step work
            WHERE work.project_id = :project AND work.subject_id = shot.id AND work.role = 'CLIP'
              AND work.candidate = 0 AND work.generation = COALESCE(slot.generation, 0)
              AND (work.run_id = (SELECT run.id FROM run
                                   WHERE run.project_id = :project AND run.goal <> 'CUT'
                                   ORDER BY run.created_at DESC, run.id DESC LIMIT 1)
                   OR work.state IN ('SUBMITTED', 'NEEDS_DECISION'))
            ORDER BY work.created_at DESC, work.id DESC LIMIT 1)
       WHERE shot.project_id = :project AND shot.alternate = 0
       ORDER BY scene.position, scene.id, shot.position, shot.id
      """;

  /// Empty when the owner has no such film of that surface.
  public Optional<FilmDigest> find(Handle handle, String owner, String surface, ProjectId id) {
    return handle
        .createQuery(FILM + " AND project.id = :id")
        .bind("owner", owner)
        .bind("surface", surface)
        .bind("id", id.value())
        .map((row, _) -> film(row))
        .findOne();
  }

  /// Newest first.
  ///
  /// @param limit at most so many, or null for all
  /// @param after where the page before ended, or null for the first
  public List<FilmDigest> list(
      Handle handle,
      String owner,
      String surface,
      @Nullable Integer limit,
      @Nullable PageCursor after) {
    var sql = new StringBuilder(FILM);
    if (after != null) {
      sql.append(" AND (project.created_at, project.id) < (:at, :before)");
    }
    sql.append(" ORDER BY project.created_at DESC, project.id DESC");
    if (limit != null) {
      sql.append(" LIMIT :limit");
    }
    var query = handle.createQuery(sql.toString()).bind("owner", owner).bind("surface", surface);
    if (after != null) {
      query.bind("at", after.createdAt().toEpochMilli()).bind("before", after.id());
    }
    if (limit != null) {
      query.bind("limit", limit);
    }
    return query.map((row, _) -> film(row)).list();
  }

  /// The shots of a film in the order they are told.
  public List<ShotDigest> shots(Handle handle, FilmDigest film) {
    return handle
        .createQuery(SHOTS)
        .bind("project", film.id().value())
        .map((row, _) -> shot(row))
        .list();
  }

  private static FilmDigest film(ResultSet row) throws SQLException {
    var forkedFrom = row.getString("forked_from");
    var failedKind = row.getString("failed_kind");
    return new FilmDigest(
        new ProjectId(row.getString("id")),
        row.getString("owner"),
        Json.read(row.getString("brief"), Brief.class),
        Json.read(row.getString("settings"), ProjectSettings.class),
        forkedFrom == null ? null : new ProjectId(forkedFrom),
        Json.readMap(row.getString("extra")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        changedAt(row),
        run(row),
        failedKind == null ? null : StepKind.valueOf(failedKind),
        new Progress(
            row.getInt("plans_begun") > 0,
            row.getInt("shots"),
            row.getInt("framed"),
            row.getInt("clips"),
            row.getInt("lost")),
        new Made(row.getInt("storyboards"), row.getInt("frames"), row.getInt("submissions")));
  }

  private static Instant changedAt(ResultSet row) throws SQLException {
    var last = row.getLong("updated_at");
    for (var column : List.of("run_created_at", "started_at", "ended_at", "moved_at")) {
      last = Math.max(last, row.getLong(column));
    }
    return Instant.ofEpochMilli(last);
  }

  private static @Nullable RunFacts run(ResultSet row) throws SQLException {
    var id = row.getString("run_id");
    if (id == null) {
      return null;
    }
    var blockedOn = row.getString("blocked_on");
    return new RunFacts(
        new RunId(id),
        RunGoal.valueOf(row.getString("run_goal")),
        RunState.valueOf(row.getString("run_state")),
        blockedOn == null ? null : BlockReason.valueOf(blockedOn),
        ProductionRows.failure(row.getString("run_error")),
        Instant.ofEpochMilli(row.getLong("run_created_at")),
        ProductionRows.instant(row, "started_at"),
        ProductionRows.instant(row, "ended_at"));
  }

  private static ShotDigest shot(ResultSet row) throws SQLException {
    var state = row.getString("clip_state");
    var error = row.getString("clip_error");
    return new ShotDigest(
        new ShotTexts(
            row.getString("description"),
            row.getString("image_text"),
            row.getString("start_text"),
            row.getString("end_text"),
            row.getString("motion_text"),
            row.getString("negative_text"),
            row.getString("narration_text"),
            row.getString("transition_text")),
        take(row.getString("start_take")),
        take(row.getString("end_take")),
        take(row.getString("clip_take")),
        state == null ? null : StepStatus.valueOf(state),
        error != null && Json.read(error, RunError.class).code().equals(Failure.TIMED_OUT));
  }

  private static @Nullable TakeId take(@Nullable String id) {
    return id == null ? null : new TakeId(id);
  }
}
