package dev.reelwright.engine;

import dev.reelwright.ledger.AttemptState;
import dev.reelwright.project.ProjectId;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What a user's `resume` decides: a call whose outcome nobody knows is sent again, once, and
/// counted as a possible payment.
final class Decisions {
  private final Stores stores;
  private final History history;
  private final InstantSource clock;

  Decisions(Stores stores, History history, InstantSource clock) {
    this.stores = stores;
    this.history = history;
    this.clock = clock;
  }

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
    stores
        .attempts()
        .newest(handle, step.id().value())
        .filter(attempt -> attempt.state().isOpen() && attempt.state() != AttemptState.ACCEPTED)
        .ifPresent(
            attempt -> {
              // It may have been paid: what was set aside counts as spent.
              if (stores
                  .attempts()
                  .lost(handle, attempt.id(), "resume", attempt.quote(), clock.instant())) {
                stores.budgets().charge(handle, attempt.id(), attempt.quote(), clock.instant());
                history.ofStep(
                    handle, step, "attempt.lost", Map.of("attempt", attempt.id().value()));
              }
            });
    if (stores.steps().decided(handle, step.id(), isRunOpen, clock.instant())) {
      history.ofStep(handle, step, "step.decided", Map.of("again", isRunOpen));
    }
  }
}
