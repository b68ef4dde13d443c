package dev.reelwright.ledger;

import dev.reelwright.project.ProjectId;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.take.InputDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// Rows of the ledger. Every method is a part of the caller's transaction; every move is one
/// guarded statement, and false means that it had been made before or cannot be made any more.
/// Thread-safe.
public final class AttemptStore {
  public void insert(Handle handle, Attempt attempt) {
    handle
        .createUpdate(
            """
            INSERT INTO attempt (id, step_id, run_id, project_id, owner, number, lane, provider, model,
                                 request, input_digest, seed, state, currency, quote_micros, resend_of,
                                 intended_at)
            VALUES (:id, :step, :run, :project, :owner, :number, :lane, :provider, :model,
                    :request, :digest, :seed, 'INTENT', :currency, :quote, :resendOf, :intendedAt)
            """)
        .bind("id", attempt.id().value())
        .bind("step", attempt.stepId())
        .bind("run", attempt.runId())
        .bind("project", attempt.projectId().value())
        .bind("owner", attempt.owner())
        .bind("number", attempt.number())
        .bind("lane", attempt.lane())
        .bind("provider", attempt.provider())
        .bind("model", attempt.model())
        .bind("request", attempt.request())
        .bind("digest", attempt.digest().value())
        .bind("seed", attempt.seed())
        .bind("currency", attempt.quote().currency().getCurrencyCode())
        .bind("quote", attempt.quote().micros())
        .bind("resendOf", attempt.resendOf() == null ? null : attempt.resendOf().value())
        .bind("intendedAt", attempt.intendedAt().toEpochMilli())
        .execute();
  }

  /// The last try of a step.
  public Optional<Attempt> newest(Handle handle, String stepId) {
    return handle
        .createQuery("SELECT * FROM attempt WHERE step_id = :step ORDER BY number DESC LIMIT 1")
        .bind("step", stepId)
        .map((rows, _) -> attempt(rows))
        .findOne();
  }

  /// How many tries of a step a provider refused for one reason.
  ///
  /// @param besides digest of tries that do not count, or the empty text
  public int refusals(Handle handle, String stepId, RejectionReason reason, String besides) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM attempt
             WHERE step_id = :step AND state = 'REJECTED' AND outcome = :reason
               AND input_digest <> :besides
            """)
        .bind("step", stepId)
        .bind("reason", reason.name())
        .bind("besides", besides)
        .mapTo(Integer.class)
        .one();
  }

  /// The last try of a step with one request.
  public Optional<Attempt> newest(Handle handle, String stepId, InputDigest digest) {
    return handle
        .createQuery(
            """
            SELECT * FROM attempt WHERE step_id = :step AND input_digest = :digest
             ORDER BY number DESC LIMIT 1
            """)
        .bind("step", stepId)
        .bind("digest", digest.value())
        .map((rows, _) -> attempt(rows))
        .findOne();
  }

  /// Every try of a project, in the order they were written down.
  public List<Attempt> ofProject(Handle handle, ProjectId project) {
    return handle
        .createQuery("SELECT * FROM attempt WHERE project_id = :project ORDER BY intended_at, id")
        .bind("project", project.value())
        .map((rows, _) -> attempt(rows))
        .list();
  }

  /// What a project's booked tries were charged in one currency.
  public Money charged(Handle handle, ProjectId project, Currency currency) {
    return new Money(
        handle
            .createQuery(
                """
                SELECT COALESCE(SUM(charge_micros), 0) FROM attempt
                 WHERE project_id = :project AND currency = :currency
                """)
            .bind("project", project.value())
            .bind("currency", currency.getCurrencyCode())
            .mapTo(Long.class)
            .one(),
        currency);
  }

  public boolean accepted(Handle handle, AttemptId id, ProviderJob job, Instant now) {
    return move(
                handle,
                id,
                "state = 'ACCEPTED', provider_job = :job, accepted_at = :now, outcome = NULL",
                "state IN ('INTENT', 'UNKNOWN')",
                now)
            .bind("job", job.value())
            .execute()
        == 1;
  }

  public boolean polled(Handle handle, AttemptId id, Instant now) {
    return move(handle, id, "polls = polls + 1", "state = 'ACCEPTED' AND :now = :now", now)
            .execute()
        == 1;
  }

  public boolean booked(Handle handle, AttemptId id, Money charge, Instant now) {
    return move(
                handle,
                id,
                "state = 'BOOKED', charge_micros = :charge, ended_at = :now",
                "state IN ('INTENT', 'ACCEPTED', 'UNKNOWN')",
                now)
            .bind("charge", charge.micros())
            .execute()
        == 1;
  }

  public boolean rejected(
      Handle handle, AttemptId id, RejectionReason reason, Money charge, Instant now) {
    return move(
                handle,
                id,
                "state = 'REJECTED', charge_micros = :charge, outcome = :reason, ended_at = :now",
                "state IN ('INTENT', 'ACCEPTED', 'UNKNOWN')",
                now)
            .bind("charge", charge.micros())
            .bind("reason", reason.name())
            .execute()
        == 1;
  }

  /// @param cause why nobody knows; for people
  public boolean unknown(Handle handle, AttemptId id, String cause, Instant now) {
    return move(
                handle,
                id,
                "state = 'UNKNOWN', outcome = :cause, unknown_at = COALESCE(unknown_at, :now)",
                "state IN ('INTENT', 'ACCEPTED')",
                now)
            .bind("cause", cause)
            .execute()
        == 1;
  }

  /// Gives an attempt up that nobody knows about.
  ///
  /// @param decidedBy who decided: a person, `resume`, or the lane's policy
  /// @param charge what is counted as paid for it
  public boolean lost(Handle handle, AttemptId id, String decidedBy, Money charge, Instant now) {
    return move(
                handle,
                id,
                "state = 'LOST', decided_by = :decidedBy, charge_micros = :charge, ended_at = :now",
                "state IN ('INTENT', 'UNKNOWN')",
                now)
            .bind("decidedBy", decidedBy)
            .bind("charge", charge.micros())
            .execute()
        == 1;
  }

  /// Gives up a job that was accepted and never ends.
  ///
  /// @param charge what is counted as paid for it
  public boolean abandoned(
      Handle handle, AttemptId id, String decidedBy, Money charge, Instant now) {
    return move(
                handle,
                id,
                "state = 'LOST', decided_by = :decidedBy, charge_micros = :charge, ended_at = :now",
                "state = 'ACCEPTED'",
                now)
            .bind("decidedBy", decidedBy)
            .bind("charge", charge.micros())
            .execute()
        == 1;
  }

  /// Since when nobody has known what became of an attempt; empty for one that was never in doubt.
  public Optional<Instant> unknownSince(Handle handle, AttemptId id) {
    return handle
        .createQuery("SELECT unknown_at FROM attempt WHERE id = :id AND unknown_at IS NOT NULL")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  public Optional<Attempt> find(Handle handle, AttemptId id) {
    return handle
        .createQuery("SELECT * FROM attempt WHERE id = :id")
        .bind("id", id.value())
        .map((rows, _) -> attempt(rows))
        .findOne();
  }

  public boolean cancelled(Handle handle, AttemptId id, Instant now) {
    return move(
                handle,
                id,
                "state = 'CANCELLED', charge_micros = 0, ended_at = :now",
                "state IN ('INTENT', 'ACCEPTED', 'UNKNOWN')",
                now)
            .execute()
        == 1;
  }

  private static Update move(Handle handle, AttemptId id, String set, String guard, Instant now) {
    return handle
        .createUpdate("UPDATE attempt SET " + set + " WHERE id = :id AND " + guard)
        .bind("id", id.value())
        .bind("now", now.toEpochMilli());
  }

  private static Attempt attempt(ResultSet rows) throws SQLException {
    var seed = rows.getLong("seed");
    var explicitSeed = rows.wasNull() ? null : seed;
    var job = rows.getString("provider_job");
    var resendOf = rows.getString("resend_of");
    return new Attempt(
        new AttemptId(rows.getString("id")),
        rows.getString("step_id"),
        rows.getString("run_id"),
        new ProjectId(rows.getString("project_id")),
        rows.getString("owner"),
        rows.getInt("number"),
        rows.getString("lane"),
        rows.getString("provider"),
        rows.getString("model"),
        rows.getString("request"),
        new InputDigest(rows.getString("input_digest")),
        explicitSeed,
        AttemptState.valueOf(rows.getString("state")),
        job == null ? null : new ProviderJob(job),
        rows.getInt("polls"),
        new Money(rows.getLong("quote_micros"), Currency.getInstance(rows.getString("currency"))),
        resendOf == null ? null : new AttemptId(resendOf),
        Instant.ofEpochMilli(rows.getLong("intended_at")));
  }
}
