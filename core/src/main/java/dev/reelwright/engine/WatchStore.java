package dev.reelwright.engine;

import dev.reelwright.provider.ProviderJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of steps that are watched: asleep, without trouble, until their job is worth a glance.
final class WatchStore {
  /// A step that waits, and the call it waits for.
  record Sleeper(
      Step step,
      String attempt,
      String provider,
      String model,
      @Nullable ProviderJob job,
      Instant intendedAt) {}

  /// What a glance has shown.
  ///
  /// @param again when to look again, or null when the worker should
  record Glanced(Sleeper sleeper, @Nullable Instant again) {}

  boolean isAnyDue(Handle handle, Instant now) {
    return handle
        .createQuery("SELECT EXISTS (SELECT 1 FROM step WHERE watched AND wake_at <= :now)")
        .bind("now", now.toEpochMilli())
        .mapTo(Boolean.class)
        .one();
  }

  /// Takes the steps that have been due longest. Nobody else does before `until`.
  List<String> claim(Handle handle, Instant now, Instant until, int most) {
    return handle
        .createQuery(
            """
            UPDATE step SET wake_at = :until
             WHERE id IN (SELECT id FROM step WHERE watched AND wake_at <= :now
                           ORDER BY wake_at LIMIT :most)
               AND watched AND wake_at <= :now
            RETURNING id
            """)
        .bind("until", until.toEpochMilli())
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  List<Sleeper> sleepers(Handle handle, List<String> ids) {
    return handle
        .createQuery(
            """
            SELECT step.*, attempt.id AS attempt_id, attempt.provider AS attempt_provider,
                   attempt.model AS attempt_model, attempt.intended_at AS attempt_intended_at,
                   CASE WHEN attempt.state = 'ACCEPTED' THEN attempt.provider_job END AS attempt_job
              FROM step
              JOIN attempt ON attempt.step_id = step.id
             WHERE step.id IN (<ids>)
               AND attempt.number = (SELECT MAX(number) FROM attempt newest
                                      WHERE newest.step_id = step.id)
            """)
        .bindList("ids", ids)
        .map(
            (rows, _) -> {
              var job = rows.getString("attempt_job");
              return new Sleeper(
                  StepStore.step(rows),
                  rows.getString("attempt_id"),
                  rows.getString("attempt_provider"),
                  rows.getString("attempt_model"),
                  job == null ? null : new ProviderJob(job),
                  Instant.ofEpochMilli(rows.getLong("attempt_intended_at")));
            })
        .list();
  }

  /// Puts steps back to sleep, or wakes them.
  ///
  /// @return those that a worker should take; what somebody else has taken meanwhile is not ours
  List<Step> settle(Handle handle, List<Glanced> glanced, Instant now) {
    var asleep =
        handle.prepareBatch(
            """
            UPDATE step SET wake_at = :again
             WHERE id = :id AND watched AND fencing_token = :token AND NOT cancel_asked
            """);
    var polled = handle.prepareBatch("UPDATE attempt SET polls = polls + 1 WHERE id = :attempt");
    var awake =
        handle.prepareBatch(
            """
            UPDATE step SET watched = FALSE, wake_at = :now
             WHERE id = :id AND watched AND fencing_token = :token
            """);
    var woken = new ArrayList<Step>();
    for (var each : glanced) {
      var step = each.sleeper().step();
      var again = each.again();
      if (again == null) {
        awake
            .bind("id", step.id().value())
            .bind("token", step.token())
            .bind("now", now.toEpochMilli())
            .add();
        woken.add(step);
      } else {
        asleep
            .bind("id", step.id().value())
            .bind("token", step.token())
            .bind("again", again.toEpochMilli())
            .add();
        polled.bind("attempt", each.sleeper().attempt()).add();
      }
    }
    if (asleep.size() > 0) {
      asleep.execute();
      polled.execute();
    }
    if (awake.size() > 0) {
      awake.execute();
    }
    return woken;
  }
}
