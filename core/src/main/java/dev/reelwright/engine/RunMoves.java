package dev.reelwright.engine;

import dev.reelwright.ledger.Money;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Moves runs from state to state: the guarded statement, its event, and word to the audience once
/// it is committed. False means that the run was already elsewhere.
final class RunMoves {
  private final Stores stores;
  private final History history;
  private final Audience audience;
  private final InstantSource clock;

  RunMoves(Stores stores, History history, Audience audience, InstantSource clock) {
    this.stores = stores;
    this.history = history;
    this.audience = audience;
    this.clock = clock;
  }

  void begin(Handle handle, Run run, String owner) {
    stores.runs().insert(handle, run);
    history.ofRun(handle, run, owner, "run.started", Map.of("goal", run.goal().name()));
    announce(handle, run);
  }

  boolean to(Handle handle, Run run, RunState state) {
    return stores.runs().move(handle, run.id(), state, clock.instant())
        && told(handle, run, "run." + state.name().toLowerCase(Locale.ROOT), Map.of());
  }

  boolean block(Handle handle, Run run, BlockReason reason, RunError error) {
    return block(handle, run, reason, error, null);
  }

  /// @param needs the amount a budget has no room for, or null
  boolean block(Handle handle, Run run, BlockReason reason, RunError error, @Nullable Money needs) {
    return stores.runs().block(handle, run.id(), reason, error, needs, clock.instant())
        && told(
            handle,
            run,
            "run.blocked",
            Map.of("on", reason.name(), "stage", error.stage(), "code", error.code()));
  }

  boolean unblock(Handle handle, Run run) {
    return stores.runs().unblock(handle, run.id()) && told(handle, run, "run.resumed", Map.of());
  }

  /// Goes on after what the run waited for has passed.
  boolean unblock(Handle handle, Run run, BlockReason reason) {
    return stores.runs().unblock(handle, run.id(), reason)
        && told(handle, run, "run.resumed", Map.of("after", reason.name()));
  }

  /// Ends a run; a failed or stopped one takes its steps with it.
  boolean end(Handle handle, Run run, RunState state, @Nullable RunError error) {
    if (!stores.runs().end(handle, run.id(), state, error, clock.instant())) {
      return false;
    }
    if (state != RunState.DONE) {
      stores.steps().cancelOpen(handle, run.id(), clock.instant());
    }
    return told(
        handle,
        run,
        "run." + state.name().toLowerCase(Locale.ROOT),
        error == null ? Map.of() : Map.of("stage", error.stage(), "code", error.code()));
  }

  private boolean told(Handle handle, Run run, String kind, Map<String, Object> data) {
    // Only the owner: a project whose row cannot be read must still be able to fail.
    var owner = stores.projects().owner(handle, run.projectId()).orElse(null);
    history.ofRun(handle, run, owner, kind, data);
    stores.runs().find(handle, run.id()).ifPresent(moved -> announce(handle, moved));
    return true;
  }

  private void announce(Handle handle, Run run) {
    stores.database().afterCommit(handle, () -> audience.runChanged(run));
  }
}
