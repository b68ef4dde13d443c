package dev.reelwright.engine;

import dev.reelwright.asset.BlobHash;
import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of jobs that outside workers ask for. Every move is one guarded statement; those of a
/// worker carry its token, and false means that it is late.
final class PullStore {
  /// How often a lease may run out before the job counts as failed: it may be the job that kills
  /// the workers.
  static final int MOST_LOST = 5;

  enum State {
    WAITING,
    CLAIMED,
    DELIVERED,
    FAILED,
    WITHDRAWN
  }

  /// A job, as stored.
  ///
  /// @param inputs files that go into it, by name
  /// @param token of the newest claim, 0 before the first
  /// @param lost how often a lease ran out and the job was claimed anew
  /// @param fraction done so far, 0..1
  record Job(
      String id,
      String lane,
      StepId step,
      ProjectId project,
      String owner,
      PullKind kind,
      String model,
      Map<String, Object> request,
      Map<String, PullLanes.Input> inputs,
      State state,
      long token,
      int lost,
      @Nullable Instant leaseUntil,
      double fraction,
      @Nullable BlobHash result,
      @Nullable RejectionReason reason,
      @Nullable String message) {
    boolean isAbandoned(Instant now) {
      return state == State.CLAIMED && leaseUntil != null && !leaseUntil.isAfter(now);
    }
  }

  /// A file that goes into a job, as stored.
  record StoredInput(String hash, String mediaType) {}

  /// Offers work; once for each attempt.
  void post(
      Handle handle,
      String attempt,
      String lane,
      PullKind kind,
      String model,
      Map<String, Object> request,
      Map<String, StoredInput> inputs,
      Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO pull_job (id, lane, step_id, project_id, owner, kind, model, request, inputs,
                                  state, created_at, updated_at)
            SELECT attempt.id, :lane, step.id, step.project_id, step.owner, :kind, :model, :request,
                   :inputs, 'WAITING', :now, :now
              FROM attempt JOIN step ON step.id = attempt.step_id
             WHERE attempt.id = :attempt
            ON CONFLICT DO NOTHING
            """)
        .bind("attempt", attempt)
        .bind("lane", lane)
        .bind("kind", kind.name())
        .bind("model", model)
        .bind("request", Json.write(request))
        .bind("inputs", Json.write(inputs))
        .bind("now", now.toEpochMilli())
        .execute();
  }

  Optional<Job> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM pull_job WHERE id = :id")
        .bind("id", id)
        .map((rows, _) -> job(rows))
        .findOne();
  }

  /// How many workers are at work for a lane.
  int claimed(Handle handle, String lane, Instant now) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM pull_job
             WHERE lane = :lane AND state = 'CLAIMED' AND lease_until > :now
            """)
        .bind("lane", lane)
        .bind("now", now.toEpochMilli())
        .mapTo(Integer.class)
        .one();
  }

  /// The job to do next of those that a worker can do: as dispatchers choose, by the priority of
  /// the project, then to the owner and the project that use the lane least, then in the order of
  /// the film, then by age.
  Optional<String> next(Handle handle, String lane, PullLanes.Wish wish, Instant now) {
    var query =
        handle
            .createQuery(
                """
                SELECT job.id
                  FROM pull_job job
                  JOIN step ON step.id = job.step_id
                  JOIN run ON run.id = step.run_id
                  JOIN project ON project.id = job.project_id
                 WHERE job.lane = :lane AND job.state IN ('WAITING', 'CLAIMED')
                   AND (job.state = 'WAITING' OR (job.lease_until <= :now AND job.lost + 1 < :mostLost))
                   AND job.kind IN (<kinds>)
                """
                    + (wish.models().isEmpty() ? "" : " AND job.model IN (<models>)")
                    + """
                      AND step.state IN ('LEASED', 'SUBMITTED') AND NOT step.cancel_asked
                      AND run.state IN ('PLANNING', 'PRODUCING', 'FINISHING')
                    ORDER BY project.priority DESC,
                             (SELECT COUNT(*) FROM pull_job busy
                               WHERE busy.lane = :lane AND busy.state = 'CLAIMED'
                                 AND busy.lease_until > :now AND busy.owner = job.owner),
                             (SELECT COUNT(*) FROM pull_job busy
                               WHERE busy.lane = :lane AND busy.state = 'CLAIMED'
                                 AND busy.lease_until > :now AND busy.project_id = job.project_id),
                             step.priority, job.created_at, job.id
                    LIMIT 1
                    """)
            .bind("lane", lane)
            .bind("now", now.toEpochMilli())
            .bind("mostLost", MOST_LOST)
            .bindList("kinds", wish.kinds().stream().map(PullKind::name).toList());
    if (!wish.models().isEmpty()) {
      query.bindList("models", wish.models());
    }
    return query.mapTo(String.class).findOne();
  }

  boolean claim(Handle handle, String id, String worker, Instant leaseUntil, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE pull_job SET token = token + 1,
                                    lost = lost + CASE WHEN state = 'CLAIMED' THEN 1 ELSE 0 END,
                                    state = 'CLAIMED', worker = :worker, lease_until = :until,
                                    permille = 0, updated_at = :now
                 WHERE id = :id AND (state = 'WAITING' OR (state = 'CLAIMED' AND lease_until <= :now))
                """)
            .bind("id", id)
            .bind("worker", worker)
            .bind("until", leaseUntil.toEpochMilli())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// A lease that has run out lives again as long as nobody else has claimed the job.
  boolean extend(
      Handle handle, String id, long token, Instant leaseUntil, double fraction, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE pull_job SET lease_until = :until, permille = :permille, updated_at = :now
                 WHERE id = :id AND state = 'CLAIMED' AND token = :token
                """)
            .bind("id", id)
            .bind("token", token)
            .bind("until", leaseUntil.toEpochMilli())
            .bind("permille", Math.round(fraction * 1000))
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  boolean deliver(Handle handle, String id, long token, BlobHash result, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE pull_job SET state = 'DELIVERED', result_hash = :result, updated_at = :now
                 WHERE id = :id AND state = 'CLAIMED' AND token = :token
                """)
            .bind("id", id)
            .bind("token", token)
            .bind("result", result.value())
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  boolean fail(
      Handle handle, String id, long token, RejectionReason reason, String message, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE pull_job SET state = 'FAILED', failure_reason = :reason,
                                    failure_message = :message, updated_at = :now
                 WHERE id = :id AND state = 'CLAIMED' AND token = :token
                """)
            .bind("id", id)
            .bind("token", token)
            .bind("reason", reason.name())
            .bind("message", message)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Gives a job back undone.
  boolean release(Handle handle, String id, long token, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE pull_job SET state = 'WAITING', lease_until = NULL, updated_at = :now
                 WHERE id = :id AND state = 'CLAIMED' AND token = :token
                """)
            .bind("id", id)
            .bind("token", token)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Takes a job back.
  ///
  /// @return false when its result is there already
  boolean withdraw(Handle handle, String id, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE pull_job SET state = 'WITHDRAWN', updated_at = :now
             WHERE id = :id AND state IN ('WAITING', 'CLAIMED')
            """)
        .bind("id", id)
        .bind("now", now.toEpochMilli())
        .execute();
    return find(handle, id).map(job -> job.state() != State.DELIVERED).orElse(true);
  }

  private static Job job(ResultSet rows) throws SQLException {
    var result = rows.getString("result_hash");
    var reason = rows.getString("failure_reason");
    var inputs = new LinkedHashMap<String, PullLanes.Input>();
    Json.readMap(rows.getString("inputs"))
        .forEach(
            (name, value) -> {
              var stored = Json.read(Json.write(value), StoredInput.class);
              inputs.put(
                  name, new PullLanes.Input(new BlobHash(stored.hash()), stored.mediaType()));
            });
    return new Job(
        rows.getString("id"),
        rows.getString("lane"),
        new StepId(rows.getString("step_id")),
        new ProjectId(rows.getString("project_id")),
        rows.getString("owner"),
        PullKind.valueOf(rows.getString("kind")),
        rows.getString("model"),
        Json.readMap(rows.getString("request")),
        inputs,
        State.valueOf(rows.getString("state")),
        rows.getLong("token"),
        rows.getInt("lost"),
        RunStore.instant(rows, "lease_until"),
        rows.getInt("permille") / 1000.0,
        result == null ? null : new BlobHash(result),
        reason == null ? null : RejectionReason.valueOf(reason),
        rows.getString("failure_message"));
  }
}
