package dev.reelwright.http.t2v;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunId;
import dev.reelwright.engine.RunState;
import dev.reelwright.production.RunFacts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class T2vWordsTest {
  @ParameterizedTest
  @CsvSource({
    ",                     false, CREATED",
    "PLANNING,             false, SUBMITTED",
    "PLANNING,             true,  RUNNING",
    "WAITING_FOR_APPROVAL, true,  SUCCEEDED",
    "PRODUCING,            false, SUBMITTED",
    "PRODUCING,            true,  RUNNING",
    "FINISHING,            true,  RUNNING",
    "BLOCKED,              false, SUBMITTED",
    "BLOCKED,              true,  RUNNING",
    "DONE,                 true,  SUCCEEDED",
    "FAILED,               true,  FAILED",
    "STOPPED,              true,  FAILED",
  })
  void aJobHasOneOfFiveStates(RunState run, boolean taken, String word) {
    assertThat(T2vWords.state(run, taken)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"fast, 1", "balanced, 2", "high, 3", ", 2"})
  void aQualityModeSaysHowManyCandidatesAShotGets(String mode, int candidates) {
    assertThat(Candidates.perShot(mode))
        .isEqualTo(candidates)
        .isLessThanOrEqualTo(Candidates.FINAL);
  }

  @Test
  void aShotMadeAgainDoesNotSpeakForTheJob() {
    var plan = run(RunGoal.PLAN, RunState.DONE);
    var shot = run(RunGoal.SHOT, RunState.FAILED);

    assertThat(T2vWords.speaking(List.of(plan, shot))).hasValue(plan);
    assertThat(T2vWords.speaking(List.of(shot))).isEmpty();
  }

  private static RunFacts run(RunGoal goal, RunState state) {
    return new RunFacts(RunId.fresh(), goal, state, null, null, Instant.EPOCH, null, null);
  }
}
