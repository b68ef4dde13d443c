package dev.reelwright.http.pipeline;

import dev.reelwright.desk.FilmFork;
import dev.reelwright.http.Problem;
import dev.reelwright.production.FilmDigest;
import dev.reelwright.production.RunFacts;
import java.util.Objects;

/// A request to fork, checked against its source in the order of the contract.
record ForkPlan(FilmDigest source, ForkRequest asked, PipelineRules rules) {
  /// @throws Problem 409 or 422
  FilmFork fork(long seed, int clipsAtOnce) {
    if (source.newestRun().map(RunFacts::state).filter(state -> state.isFinal()).isEmpty()) {
      throw Problem.conflict(
          "WRONG_STATE",
          "Can only fork terminal projects, got '%s'".formatted(PipelineViews.status(source)));
    }
    var merged = asked.over(PipelineIntake.askedFor(source));
    rules.demandFork(merged);
    int target = Objects.requireNonNullElse(source.settings().shots(), source.progress().shots());
    long deleted =
        asked.deleted().stream().filter(scene -> scene >= 0 && scene < target).distinct().count();
    rules.demandScenesLeft(Math.toIntExact(deleted), target);
    if (asked.totalDuration() == null && deleted > 0) {
      int kept = target - Math.toIntExact(deleted);
      merged = merged.lasting(kept * merged.clipDuration());
    }
    int scenes = merged.sceneCount();
    rules.demandForkSense(asked, merged, scenes);
    return PipelineIntake.fork(
        asked, merged, scenes, seed, clipsAtOnce, source.settings().crossfade());
  }
}
