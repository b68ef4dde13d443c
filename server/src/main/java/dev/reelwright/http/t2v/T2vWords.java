package dev.reelwright.http.t2v;

import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunState;
import dev.reelwright.production.RunFacts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state words of this surface, as functions of core state.
final class T2vWords {
  private T2vWords() {}

  /// The run a job's word speaks of. A shot that is made again leaves the job `SUCCEEDED`, whatever
  /// becomes of it.
  static Optional<RunFacts> speaking(List<RunFacts> runs) {
    return runs.stream().filter(run -> run.goal() != RunGoal.SHOT).reduce((_, later) -> later);
  }

  /// @param run state of the speaking run, or null before the first
  /// @param taken whether any of its steps was taken up
  static String state(@Nullable RunState run, boolean taken) {
    return switch (run) {
      case null -> "CREATED";
      case PLANNING, PRODUCING, FINISHING, BLOCKED -> taken ? "RUNNING" : "SUBMITTED";
      // Approval is given by asking for the render; until then the plan is what was asked for.
      case WAITING_FOR_APPROVAL, DONE -> "SUCCEEDED";
      case FAILED, STOPPED -> "FAILED";
    };
  }
}
