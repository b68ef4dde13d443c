package dev.reelwright.http.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.recipe.ForkBoundaries;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineWordsTest {
  @ParameterizedTest
  @CsvSource({
    // run, planning, shots, wanted, framed, settled, word
    ",           false, 0, 3, 0, 0, pending",
    "PLANNING,   false, 0, 3, 0, 0, pending",
    "PLANNING,   true,  0, 3, 0, 0, storyboarding",
    "BLOCKED,    false, 0, 3, 0, 0, pending",
    "PRODUCING,  false, 3, 3, 1, 0, keyframing",
    "PRODUCING,  false, 3, 3, 2, 2, keyframing",
    "PRODUCING,  false, 2, 3, 2, 2, keyframing",
    "BLOCKED,    false, 3, 3, 2, 2, keyframing",
    "WAITING_FOR_APPROVAL, false, 3, 3, 0, 0, keyframing",
    "PRODUCING,  false, 3, 3, 3, 2, video_gen",
    "BLOCKED,    false, 3, 3, 3, 2, video_gen",
    "PRODUCING,  false, 3, 3, 3, 3, stitching",
    "FINISHING,  false, 3, 3, 3, 3, stitching",
    "BLOCKED,    false, 3, 3, 3, 3, stitching",
    "DONE,       false, 3, 3, 3, 3, complete",
    "FAILED,     false, 3, 3, 1, 0, failed",
    "STOPPED,    true,  0, 3, 0, 0, stopped",
  })
  void aProjectHasTheWordOfWhatItLacks(
      RunState run, boolean planning, int shots, int wanted, int framed, int settled, String word) {
    var progress = new PipelineWords.Progress(run, false, planning, shots, wanted, framed, settled);

    assertThat(PipelineWords.project(progress)).isEqualTo(word);
  }

  @ParameterizedTest
  @EnumSource
  void everyRunStateHasAWord(RunState state) {
    var progress = new PipelineWords.Progress(state, false, false, 0, 0, 0, 0);

    assertThat(PipelineWords.project(progress)).isIn("pending", "complete", "failed", "stopped");
  }

  @ParameterizedTest
  @CsvSource({
    "READY,,",
    "LEASED,,",
    "SUBMITTED,false,polling",
    "NEEDS_DECISION,false,polling",
    "FAILED,false,failed",
    "FAILED,true,timed_out",
    "CANCELLED,,",
    "DONE,,",
    ",,",
  })
  void aClipHasAWordOnceItWasSubmitted(StepStatus step, Boolean timedOut, String word) {
    assertThat(PipelineWords.clip(false, step, Boolean.TRUE.equals(timedOut)))
        .isEqualTo(Optional.ofNullable(word));
  }

  @ParameterizedTest
  @EnumSource
  void aClipThatIsThereIsCompleteWhateverItsStepSays(StepStatus step) {
    assertThat(PipelineWords.clip(true, step, false)).hasValue("complete");
  }

  @ParameterizedTest
  @EnumSource
  void everyPlaceWhereAForkGoesOnHasAWord(ForkBoundaries.Stage stage) {
    assertThat(PipelineWords.stage(stage)).isIn("pending", "keyframing", "video_gen", "stitching");
  }

  @Test
  void aSceneGoesFromPendingToFramesToVideo() {
    assertThat(PipelineWords.scene(false, Optional.empty())).isEqualTo("pending");
    assertThat(PipelineWords.scene(true, Optional.empty())).isEqualTo("keyframes_done");
    assertThat(PipelineWords.scene(true, Optional.of("polling"))).isEqualTo("keyframes_done");
    assertThat(PipelineWords.scene(true, Optional.of("complete"))).isEqualTo("video_done");
    assertThat(PipelineWords.scene(true, Optional.of("failed"))).isEqualTo("failed");
    assertThat(PipelineWords.scene(true, Optional.of("timed_out"))).isEqualTo("timed_out");
  }

  @Test
  void aFilmThatIsOnlyJoinedAnewIsStitchedWhateverItLacks() {
    var progress = new PipelineWords.Progress(RunState.PRODUCING, true, false, 3, 3, 3, 1);

    assertThat(PipelineWords.project(progress)).isEqualTo("stitching");
  }
}
