package dev.reelwright.http.orchestrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.http.orchestrate.OrchestrateWords.Made;
import dev.reelwright.line.LineState;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.SlotRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrchestrateWordsTest {
  @ParameterizedTest
  @CsvSource({"QUEUED, queued", "TAKEN, running", "DONE, completed", "DEAD, failed"})
  void aJobHasOneOfFourWords(LineState state, String word) {
    assertThat(OrchestrateWords.status(state)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    // images, wanted, voice, wanted, clips, wanted, film, step, progress
    "0, 2, false, true,  0, 2, false, voice,  0.0",
    "0, 2, true,  true,  0, 2, false, images, 0.16",
    "1, 2, false, false, 0, 2, false, images, 0.2",
    "2, 2, false, false, 1, 2, false, clips,  0.6",
    "2, 2, false, false, 2, 2, false, stitch, 0.8",
    "0, 0, false, false, 0, 0, false, stitch, 0.0",
    "2, 2, true,  false, 2, 2, true,  stitch, 1.0",
  })
  void aRunningJobShowsTheFirstThingThatLacks(
      int images,
      int imagesWanted,
      boolean voice,
      boolean voiceWanted,
      int clips,
      int clipsWanted,
      boolean film,
      String step,
      double progress) {
    var made = new Made(images, imagesWanted, voice, voiceWanted, clips, clipsWanted, film);

    assertThat(OrchestrateWords.step("running", made)).hasValue(step);
    assertThat(OrchestrateWords.step("queued", made)).isEmpty();
    assertThat(made.fraction()).isEqualTo(progress);
  }

  @ParameterizedTest
  @CsvSource({
    "PLAN, CUT,               invalid_job,             , why",
    "FRAME, IMAGE,            image_generation_failed, 0, image_generation_failed at index 1: why",
    "FRAME, START_FRAME,      image_upload_failed,     1, image_upload_failed at index 2: why",
    "INHERIT_FRAME, END_FRAME, image_upload_failed,    , image_upload_failed: why",
    "CLIP, CLIP,              video_generation_failed, 2, video_generation_failed at index 3: why",
    "NARRATION, NARRATION,    voiceover_failed,        0, why",
    "MUSIC, MUSIC,            stitching_failed,        , stitching_failed: why",
    "CUT, CUT,                stitching_failed,        , stitching_failed: why",
    ", ,                      internal_error,          , why",
  })
  void aFailedStepHasAReasonAndAnError(
      StepKind kind, SlotRole role, String reason, Integer position, String error) {
    assertThat(OrchestrateWords.reason(kind, role)).isEqualTo(reason);
    assertThat(OrchestrateWords.error(reason, position, "why")).isEqualTo(error);
  }
}
