package dev.reelwright.desk;

import dev.reelwright.engine.NotDecidable;
import dev.reelwright.engine.Question;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.Verdict;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.ledger.BudgetScope;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Ids;
import java.util.Currency;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What may be spent, and what is decided about calls of which nobody knows whether they were paid.
/// Thread-safe.
public final class MoneyDesk {
  private final Workbench bench;
  private final BudgetCaps caps = new BudgetCaps();

  public MoneyDesk(Workbench bench) {
    this.bench = bench;
  }

  /// Every budget that the owner's calls can fall under.
  public Act<List<BudgetCaps.Line>> budgets(String owner) {
    return handle -> caps.of(handle, owner);
  }

  /// Sets both caps of a budget; runs that waited for room go on by themselves.
  ///
  /// @param subject id of a project or run; ignored for an owner's own; `*` or empty for the days
  ///   of the whole server, the owner's name for his own days
  /// @param capMicros millionths of a unit, or null for no cap
  /// @param capCalls number of paid calls, or null for no cap
  public Act<BudgetCaps.Line> setBudget(
      String owner,
      BudgetScope scope,
      String subject,
      Currency currency,
      @Nullable Long capMicros,
      @Nullable Long capCalls) {
    return handle -> {
      require("cap", capMicros, BudgetCaps.MAX_MICROS, 1_000_000);
      require("calls", capCalls, BudgetCaps.MAX_CALLS, 1);
      var whose = subject(handle, owner, scope, subject);
      caps.set(handle, scope, whose, currency, capMicros, capCalls, bench.now());
      return caps.find(handle, scope, whose, currency).orElseThrow();
    };
  }

  /// Calls that wait for a verdict, oldest first.
  public Act<List<Question>> questions(String owner) {
    return handle -> bench.engine().questions(handle, owner);
  }

  /// Decides about one of them, once.
  public Act<AttemptId> decide(String owner, AttemptId attempt, Verdict verdict) {
    return handle -> {
      try {
        bench.engine().decide(handle, owner, attempt, verdict, owner);
        return attempt;
      } catch (NotDecidable e) {
        throw switch (e.reason()) {
          case NOT_ASKED ->
              Refusal.conflict(
                  "NOT_ASKED",
                  "attempt %s waits for no decision".formatted(attempt),
                  "Somebody may have decided already; read /api/studio/decisions again.");
          case RUN_OVER ->
              Refusal.conflict(
                  "RUN_OVER",
                  "the run of attempt %s is over, so nothing is sent again for it"
                      .formatted(attempt),
                  "Say lost or look, then resume the project to have the slot filled anew.");
        };
      }
    };
  }

  private String subject(Handle handle, String owner, BudgetScope scope, String subject) {
    return switch (scope) {
      case OWNER -> owner;
      case PROJECT -> {
        demandId("project", subject);
        yield bench.project(handle, owner, new ProjectId(subject)).id().value();
      }
      case RUN -> {
        demandId("run", subject);
        var run =
            bench
                .engine()
                .find(handle, new RunId(subject))
                .orElseThrow(() -> Refusal.missing("run", subject));
        bench.project(handle, owner, run.projectId());
        yield subject;
      }
      case DAY -> {
        if (subject.equals(owner)) {
          yield owner;
        }
        if (!subject.isEmpty() && !subject.equals(BudgetCaps.WHOLE_SERVER)) {
          throw Refusal.missing("budget of", subject);
        }
        yield BudgetCaps.WHOLE_SERVER;
      }
    };
  }

  private static void demandId(String what, String id) {
    if (!Ids.isUuid(id)) {
      throw Refusal.missing(what, id);
    }
  }

  /// @param unit how much of a cap is one of what people write
  private static void require(String field, @Nullable Long cap, long most, long unit) {
    if (cap != null && (cap < 0 || cap > most)) {
      throw Refusal.invalid(field, "must lie within 0..%d".formatted(most / unit));
    }
  }
}
