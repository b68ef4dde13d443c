package dev.reelwright.engine;

import dev.reelwright.ledger.Attempt;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.AttemptStore;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.ledger.BudgetScope;
import dev.reelwright.ledger.Budgets;
import dev.reelwright.ledger.Money;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Json;
import dev.reelwright.store.Samples;
import dev.reelwright.storyboard.StoryboardStore;
import dev.reelwright.take.InputDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A clip of a paid provider of which nobody knows whether it was ordered: rows as the engine
/// leaves them, in a database on which no engine works yet, or in a lane that is paused.
public record UndecidedCall(ProjectId project, RunId run, AttemptId attempt) {
  public static final Money QUOTE = Money.usd("0.50");

  /// @param owner whose film it is for
  public static UndecidedCall in(Database database, String owner) {
    var film = Samples.film(owner, 1);
    var project = film.project().id();
    var run = RunId.fresh();
    var step = StepId.fresh();
    var attempt =
        new Attempt(
            AttemptId.fresh(),
            step.value(),
            run.value(),
            project,
            owner,
            1,
            "acme-paused",
            "acme",
            "v1",
            "{}",
            InputDigest.of(Map.of("step", step.value())),
            7L,
            AttemptState.INTENT,
            null,
            0,
            QUOTE,
            null,
            Samples.CREATED);
    database.update(
        handle -> {
          new ProjectStore().insert(handle, film.project());
          new StoryboardStore()
              .insert(handle, List.of(film.scene()), film.shots(), Samples.CREATED);
          handle.execute(
              """
              INSERT INTO lane (id, kind, capacity, paused, resubmit, updated_at)
              VALUES ('acme-paused', 'CALL', 1, TRUE, 'PAID', 0) ON CONFLICT DO NOTHING
              """);
          handle.execute(
              """
              INSERT INTO run (id, project_id, goal, recipe, recipe_version, state, blocked_on,
                               blocked_at, created_at)
              VALUES (?, ?, 'FINAL', 'prompt-film', 1, 'BLOCKED', 'DECISION', 0, 0)
              """,
              run.value(),
              project.value());
          handle.execute(
              """
              INSERT INTO step (id, run_id, project_id, owner, subject_id, role, candidate,
                                generation, kind, lane, priority, spec, state, error, created_at,
                                updated_at)
              VALUES (?, ?, ?, ?, ?, 'CLIP', 0, 0, 'CLIP', 'acme-paused', 0, ?,
                      'NEEDS_DECISION', ?, 0, 0)
              """,
              step.value(),
              run.value(),
              project.value(),
              owner,
              film.shots().getFirst().id().value(),
              "{\"inputs\":[],\"shotNumber\":1,\"needs\":[]}",
              Json.write(new RunError("shot 1 clip", "DECISION", "no answer was seen")));
          new BudgetCaps()
              .set(
                  handle,
                  BudgetScope.PROJECT,
                  project.value(),
                  Money.USD,
                  5_000_000L,
                  null,
                  Instant.EPOCH);
          var attempts = new AttemptStore();
          attempts.insert(handle, attempt);
          new Budgets().hold(handle, attempt);
          attempts.unknown(handle, attempt.id(), "no answer was seen", Samples.CREATED);
        });
    return new UndecidedCall(project, run, attempt.id());
  }
}
