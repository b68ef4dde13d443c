package dev.reelwright.http.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StoryboardWordsTest {
  @ParameterizedTest
  @CsvSource({
    "PLANNING,  ,               pending",
    "PRODUCING, READY,          pending",
    "BLOCKED,   READY,          pending",
    "WAITING_FOR_APPROVAL, ,    pending",
    "PRODUCING, LEASED,         processing",
    "PRODUCING, SUBMITTED,      processing",
    "BLOCKED,   NEEDS_DECISION, processing",
    "FINISHING, DONE,           completed",
    "PRODUCING, FAILED,         failed",
    "PRODUCING, CANCELLED,      cancelled",
    "DONE,      DONE,           completed",
    "FAILED,    FAILED,         failed",
    "STOPPED,   SUBMITTED,      cancelled",
  })
  void aJobHasOneOfFiveWords(RunState run, StepStatus step, String word) {
    assertThat(StoryboardWords.job(run, step)).isEqualTo(word);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledJobStaysCancelledWhateverItsStepDoes(StepStatus step) {
    assertThat(StoryboardWords.job(RunState.STOPPED, step)).isEqualTo("cancelled");
  }

  @ParameterizedTest
  @CsvSource({
    "PLANNING,             false, pending",
    "WAITING_FOR_APPROVAL, false, pending",
    "PRODUCING,            false, pending",
    "PRODUCING,            true,  processing",
    "FINISHING,            true,  processing",
    "BLOCKED,              true,  processing",
    "DONE,                 true,  completed",
    "FAILED,               true,  failed",
    "STOPPED,              true,  failed",
  })
  void aBatchHasOneOfFourWords(RunState run, boolean taken, String word) {
    assertThat(StoryboardWords.batch(run, taken)).isEqualTo(word);
  }
}
