package dev.reelwright.engine;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rows of lanes, and what waits and runs in them.
final class LaneStore {
  private static final Logger LOG = LoggerFactory.getLogger(LaneStore.class);

  /// How much of a lane one project uses.
  ///
  /// @param place the lane that carries it out: the lane itself or a member of the fleet
  record Use(String place, String owner, ProjectId project, int steps) {}

  /// A step that waits, with the priority a person gave its project.
  record Candidate(Step step, int projectPriority) {}

  /// Makes the lane when there is none; what an operator has set stays.
  void ensure(Handle handle, Lane lane, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO lane (id, kind, node, capacity, rate_per_minute, resubmit, updated_at)
            VALUES (:id, :kind, :node, :capacity, :rate, :resubmit, :now)
            ON CONFLICT DO NOTHING
            """)
        .bind("id", lane.id())
        .bind("kind", lane.kind().name())
        .bind("node", lane.node())
        .bind("capacity", lane.capacity())
        .bind("rate", lane.ratePerMinute())
        .bind("resubmit", lane.free() ? "FREE" : "PAID")
        .bind("now", now.toEpochMilli())
        .execute();
  }

  Optional<Lane> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM lane WHERE id = :id")
        .bind("id", id)
        .map((rows, _) -> lane(rows))
        .findOne();
  }

  /// Lanes that share a fleet's work.
  List<Lane> members(Handle handle, String fleet) {
    return handle
        .createQuery("SELECT * FROM lane WHERE fleet = :fleet ORDER BY id")
        .bind("fleet", fleet)
        .map((rows, _) -> lane(rows))
        .list();
  }

  /// Whether a lane has work in it, or had some that is still on record.
  boolean isUsed(Handle handle, String id) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM step WHERE lane = :id)
                OR EXISTS (SELECT 1 FROM step WHERE place = :id AND state IN ('LEASED', 'SUBMITTED'))
            """)
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  /// From now on the lane carries out what waits for the fleet, and its own queue goes there.
  void joinFleet(Handle handle, String id, String fleet, Instant now) {
    handle.execute(
        "UPDATE lane SET fleet = ?, updated_at = ? WHERE id = ?", fleet, now.toEpochMilli(), id);
    handle
        .createUpdate(
            """
            UPDATE step SET lane = :fleet, place = CASE WHEN state = 'READY' THEN NULL ELSE :lane END
             WHERE lane = :lane AND state IN ('READY', 'LEASED', 'SUBMITTED', 'NEEDS_DECISION')
            """)
        .bind("fleet", fleet)
        .bind("lane", id)
        .execute();
  }

  /// What it carries out just now it carries to the end.
  void leaveFleet(Handle handle, String id, Instant now) {
    handle.execute(
        "UPDATE lane SET fleet = NULL, updated_at = ? WHERE id = ?", now.toEpochMilli(), id);
    handle.execute(
        "UPDATE step SET lane = ? WHERE place = ? AND lane <> ? AND state IN ('LEASED', 'SUBMITTED')",
        id,
        id,
        id);
  }

  Optional<Circuit> circuit(Handle handle, String lane) {
    return handle
        .createQuery("SELECT health, failures, down_until, probe FROM lane WHERE id = :id")
        .bind("id", lane)
        .map((rows, _) -> circuit(rows))
        .findOne();
  }

  /// Writes down how well a lane is.
  ///
  /// @return false when somebody else did so since
  boolean turn(Handle handle, String lane, Circuit seen, Circuit next, Instant now) {
    var update =
        handle
            .createUpdate(
                """
                UPDATE lane SET health = :health, failures = :failures, down_until = :until,
                                probe = :probe, updated_at = :now
                 WHERE id = :id AND health = :seenHealth AND failures = :seenFailures
                """)
            .bind("id", lane)
            .bind("seenHealth", health(seen))
            .bind("seenFailures", failures(seen))
            .bind("health", health(next))
            .bind("failures", failures(next))
            .bind("until", next instanceof Circuit.Open open ? open.until().toEpochMilli() : null)
            .bind("probe", next instanceof Circuit.HalfOpen half ? half.probe().value() : null)
            .bind("now", now.toEpochMilli());
    return update.execute() == 1;
  }

  /// Says that a node lives, on each lane of its own.
  void keepAlive(Handle handle, String node, Instant now) {
    handle
        .createUpdate("UPDATE lane SET updated_at = :now WHERE node = :node")
        .bind("node", node)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// Lanes of nodes that have not been heard of since a time and still have work.
  List<Lane> abandoned(Handle handle, String exceptNode, Instant silentSince) {
    return handle
        .createQuery(
            """
            SELECT * FROM lane
             WHERE kind = 'LOCAL' AND node <> :node AND updated_at < :silentSince
               AND EXISTS (SELECT 1 FROM step WHERE step.lane = lane.id
                            AND step.state IN ('READY', 'LEASED', 'SUBMITTED'))
            """)
        .bind("node", exceptNode)
        .bind("silentSince", silentSince.toEpochMilli())
        .map((rows, _) -> lane(rows))
        .list();
  }

  /// Moves a step of a node that is gone to another lane; whoever had it loses it.
  int rebind(Handle handle, String fromLane, String toLane, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE step SET lane = :to, place = NULL, state = 'READY',
                            fencing_token = fencing_token + 1, wake_at = NULL, updated_at = :now
             WHERE lane = :from AND state IN ('READY', 'LEASED', 'SUBMITTED')
            """)
        .bind("from", fromLane)
        .bind("to", toLane)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// What waits in a lane.
  ///
  /// @param broken steps whose rows cannot be read; they must not keep the others waiting
  record Waiting(List<Candidate> ready, List<StepId> broken) {}

  /// Steps that may begin now, the best few of each project.
  Waiting ready(Handle handle, String lane, int perProject, Instant now) {
    var ready = new ArrayList<Candidate>();
    var broken = new ArrayList<StepId>();
    handle
        .createQuery(
            """
            SELECT waiting.*, project.priority AS project_priority
              FROM (SELECT step.*, ROW_NUMBER() OVER (PARTITION BY project_id
                                                      ORDER BY priority, created_at, id) AS turn
                      FROM step
                     WHERE lane = :lane AND state = 'READY' AND (wake_at IS NULL OR wake_at <= :now)
                       AND EXISTS (SELECT 1 FROM run WHERE run.id = step.run_id
                                    AND run.state IN ('PLANNING', 'PRODUCING', 'FINISHING'))) waiting
              JOIN project ON project.id = waiting.project_id
             WHERE waiting.turn <= :perProject
            """)
        .bind("lane", lane)
        .bind("perProject", perProject)
        .bind("now", now.toEpochMilli())
        .map(
            (rows, _) -> {
              try {
                return ready.add(
                    new Candidate(StepStore.step(rows), rows.getInt("project_priority")));
              } catch (IllegalArgumentException e) {
                LOG.error("step={} cannot be read", rows.getString("id"), e);
                return broken.add(new StepId(rows.getString("id")));
              }
            })
        .list();
    return new Waiting(ready, broken);
  }

  List<Use> inUse(Handle handle, String lane) {
    return handle
        .createQuery(
            """
            SELECT COALESCE(place, lane) AS place, owner, project_id, COUNT(*) AS steps FROM step
             WHERE lane = :lane AND state IN ('LEASED', 'SUBMITTED')
             GROUP BY lane, place, owner, project_id
            """)
        .bind("lane", lane)
        .map(
            (rows, _) ->
                new Use(
                    rows.getString("place"),
                    rows.getString("owner"),
                    new ProjectId(rows.getString("project_id")),
                    rows.getInt("steps")))
        .list();
  }

  /// When the next step that waits for a time may begin.
  Optional<Instant> nextWake(Handle handle, String lane, Instant after) {
    return handle
        .createQuery(
            "SELECT MIN(wake_at) FROM step WHERE lane = :lane AND state = 'READY' AND wake_at > :after")
        .bind("lane", lane)
        .bind("after", after.toEpochMilli())
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  /// Starts in the lane that count against its rate: calls written down since a time, and steps
  /// given out since then that have not written theirs down yet.
  int startsSince(Handle handle, String lane, Instant since) {
    return handle
        .createQuery(
            """
            SELECT (SELECT COUNT(*) FROM attempt WHERE lane = :lane AND intended_at > :since)
                 + (SELECT COUNT(*) FROM step WHERE place = :lane AND state = 'LEASED' AND updated_at > :since
                     AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.step_id = step.id
                                      AND attempt.intended_at > :since))
            """)
        .bind("lane", lane)
        .bind("since", since.toEpochMilli())
        .mapTo(Integer.class)
        .one();
  }

  /// Gives the dispatcher one more reason to look.
  void raiseWake(Handle handle, String lane) {
    handle.execute("UPDATE lane SET wake = wake + 1 WHERE id = ?", lane);
  }

  /// How many reasons there have been to look; 0 for an unknown lane.
  long wake(Handle handle, String lane) {
    return handle
        .createQuery("SELECT wake FROM lane WHERE id = :id")
        .bind("id", lane)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /// Lanes in which something could begin.
  List<String> withReadySteps(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            SELECT id FROM lane
             WHERE EXISTS (SELECT 1 FROM step JOIN run ON run.id = step.run_id
                            WHERE step.lane = lane.id AND step.state = 'READY'
                              AND (step.wake_at IS NULL OR step.wake_at <= :now)
                              AND run.state IN ('PLANNING', 'PRODUCING', 'FINISHING'))
            """)
        .bind("now", now.toEpochMilli())
        .mapTo(String.class)
        .list();
  }

  private static Lane lane(ResultSet rows) throws SQLException {
    return new Lane(
        rows.getString("id"),
        Lane.Kind.valueOf(rows.getString("kind")),
        rows.getString("node"),
        rows.getString("fleet"),
        Set.copyOf(Json.readList(rows.getString("offers"), String.class)),
        rows.getInt("capacity"),
        rate(rows),
        !rows.getBoolean("paused") && !rows.getBoolean("draining"),
        rows.getString("resubmit").equals("FREE"),
        circuit(rows));
  }

  private static Circuit circuit(ResultSet rows) throws SQLException {
    var failures = rows.getInt("failures");
    return switch (rows.getString("health")) {
      case "DOWN" -> new Circuit.Open(Instant.ofEpochMilli(rows.getLong("down_until")), failures);
      case "TRYING" -> new Circuit.HalfOpen(new StepId(rows.getString("probe")), failures);
      default -> new Circuit.Closed(failures);
    };
  }

  private static String health(Circuit circuit) {
    return switch (circuit) {
      case Circuit.Closed _ -> "UP";
      case Circuit.Open _ -> "DOWN";
      case Circuit.HalfOpen _ -> "TRYING";
    };
  }

  private static int failures(Circuit circuit) {
    return circuit instanceof Circuit.Closed(var failures) ? failures : circuit.times();
  }

  private static @Nullable Integer rate(ResultSet rows) throws SQLException {
    var rate = rows.getInt("rate_per_minute");
    return rows.wasNull() ? null : rate;
  }
}
