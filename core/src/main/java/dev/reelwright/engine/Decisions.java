package dev.reelwright.engine;

import dev.reelwright.ledger.Attempt;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What people decide about calls whose outcome nobody knows. Sending again is possible once, and
/// counted as a possible payment.
final class Decisions {
  /// What became of a verdict.
  enum Ruling {
    DECIDED,
    /// Nobody waits for a verdict on it; perhaps somebody else has decided.
    NOT_ASKED,
    /// It cannot be sent again for a run that is over.
    RUN_OVER;

    void orThrow(AttemptId attempt) {
      switch (this) {
        case DECIDED -> {}
        case NOT_ASKED -> throw new NotDecidable(NotDecidable.Reason.NOT_ASKED, attempt);
        case RUN_OVER -> throw new NotDecidable(NotDecidable.Reason.RUN_OVER, attempt);
      }
    }
  }

  private final Stores stores;
  private final RunMoves runs;
  private final History history;
  private final Wakes wakes;
  private final InstantSource clock;

  Decisions(Stores stores, RunMoves runs, History history, Wakes wakes, InstantSource clock) {
    this.stores = stores;
    this.runs = runs;
    this.history = history;
    this.wakes = wakes;
    this.clock = clock;
  }

  /// What waits for a verdict, oldest first.
  List<Question> open(Handle handle, String owner) {
    return handle
        .createQuery(
            """
            SELECT attempt.*, step.error AS step_error, run.state AS run_state
              FROM step
              JOIN attempt ON attempt.step_id = step.id
              JOIN run ON run.id = step.run_id
             WHERE step.state = 'NEEDS_DECISION' AND step.owner = :owner
               AND attempt.number = (SELECT MAX(number) FROM attempt newest
                                      WHERE newest.step_id = step.id)
             ORDER BY attempt.intended_at, attempt.id
            """)
        .bind("owner", owner)
        .map(
            (rows, _) -> {
              var error = Json.read(rows.getString("step_error"), RunError.class);
              return new Question(
                  new AttemptId(rows.getString("id")),
                  new ProjectId(rows.getString("project_id")),
                  new RunId(rows.getString("run_id")),
                  new StepId(rows.getString("step_id")),
                  error.stage(),
                  rows.getString("provider"),
                  rows.getString("model"),
                  rows.getString("provider_job"),
                  new Money(
                      rows.getLong("quote_micros"),
                      Currency.getInstance(rows.getString("currency"))),
                  Instant.ofEpochMilli(rows.getLong("intended_at")),
                  error.message(),
                  RunState.valueOf(rows.getString("run_state")).isFinal());
            })
        .list();
  }

  /// @param by who decides
  Ruling decide(Handle handle, String owner, AttemptId id, Verdict verdict, String by) {
    var attempt =
        stores.attempts().find(handle, id).filter(each -> each.owner().equals(owner)).orElse(null);
    if (attempt == null) {
      return Ruling.NOT_ASKED;
    }
    var step = stores.steps().find(handle, new StepId(attempt.stepId())).orElse(null);
    var isNewest =
        stores
            .attempts()
            .newest(handle, attempt.stepId())
            .map(newest -> newest.id().equals(id))
            .orElse(false);
    if (step == null || !isNewest || step.status() != StepStatus.NEEDS_DECISION) {
      return Ruling.NOT_ASKED;
    }
    var run = stores.runs().find(handle, step.runId()).orElseThrow();
    var isOver = run.state().isFinal();
    if (verdict == Verdict.AGAIN && isOver) {
      return Ruling.RUN_OVER;
    }
    // The guarded move of the step decides between two who decide at once.
    var isOurs =
        switch (verdict) {
          case LOOK -> stores.steps().lookAgain(handle, step.id(), isOver, clock.instant());
          case AGAIN -> stores.steps().decided(handle, step.id(), true, clock.instant());
          case LOST ->
              isOver
                  ? stores.steps().decided(handle, step.id(), false, clock.instant())
                  : stores.steps().givenUp(handle, step.id(), lost(step, by), clock.instant());
        };
    if (!isOurs) {
      return Ruling.NOT_ASKED;
    }
    if (verdict != Verdict.LOOK) {
      giveUp(handle, step, attempt, by);
    }
    history.ofStep(handle, step, "step.decided", Map.of("verdict", verdict.name(), "by", by));
    goOn(handle, run);
    wakes.step(handle, step.id(), step.lane());
    wakes.lane(handle, step.lane());
    wakes.project(handle, step.slot().projectId());
    return Ruling.DECIDED;
  }

  /// What a user's `resume` decides: all is sent again.
  void sendAgain(Handle handle, ProjectId project) {
    for (var run : stores.steps().runsWithOpenSteps(handle, project)) {
      var isOpen =
          stores.runs().find(handle, run).map(each -> !each.state().isFinal()).orElse(false);
      stores.steps().open(handle, run).stream()
          .filter(step -> step.status() == StepStatus.NEEDS_DECISION)
          .forEach(step -> sendAgain(handle, step, isOpen));
    }
  }

  private void sendAgain(Handle handle, Step step, boolean isRunOpen) {
    var attempt = stores.attempts().newest(handle, step.id().value()).orElse(null);
    if (attempt != null && attempt.state() == AttemptState.ACCEPTED) {
      // Its job has a name: it is looked at again, not paid again.
      if (stores.steps().lookAgain(handle, step.id(), !isRunOpen, clock.instant())) {
        history.ofStep(handle, step, "step.decided", Map.of("verdict", Verdict.LOOK.name()));
        wakes.step(handle, step.id(), step.lane());
      }
      return;
    }
    if (stores.steps().decided(handle, step.id(), isRunOpen, clock.instant())) {
      if (attempt != null && attempt.state().isOpen()) {
        giveUp(handle, step, attempt, "resume");
      }
      history.ofStep(handle, step, "step.decided", Map.of("again", isRunOpen));
    }
  }

  /// It may have been paid: what was set aside counts as spent.
  private void giveUp(Handle handle, Step step, Attempt attempt, String by) {
    var now = clock.instant();
    var isGivenUp =
        stores.attempts().lost(handle, attempt.id(), by, attempt.quote(), now)
            || stores.attempts().abandoned(handle, attempt.id(), by, attempt.quote(), now);
    if (isGivenUp) {
      stores.budgets().charge(handle, attempt, attempt.quote(), now);
      history.ofStep(handle, step, "attempt.lost", Map.of("attempt", attempt.id().value()));
    }
  }

  /// The project's open run, which need not be the one whose call was in doubt, goes on once
  /// nothing waits for a verdict any more.
  private void goOn(Handle handle, Run decided) {
    var isMoreOpen =
        stores.steps().runsWithOpenSteps(handle, decided.projectId()).stream()
            .flatMap(run -> stores.steps().open(handle, run).stream())
            .anyMatch(step -> step.status() == StepStatus.NEEDS_DECISION);
    if (!isMoreOpen) {
      stores
          .runs()
          .open(handle, decided.projectId())
          .ifPresent(run -> runs.unblock(handle, run, BlockReason.DECISION));
    }
  }

  private static RunError lost(Step step, String by) {
    var stage = new Assignment(step, null, (_, _) -> {}, () -> false).stage();
    return new RunError(stage, "LOST", "given up by %s; resume to order it anew".formatted(by));
  }
}
