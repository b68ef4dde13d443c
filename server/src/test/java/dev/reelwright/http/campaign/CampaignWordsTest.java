package dev.reelwright.http.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.campaign.CampaignWords.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignWordsTest {
  @ParameterizedTest
  @CsvSource({
    // run, planning, taken, shots, clips, failed, music, status, flat, current stage, stage,
    // percent
    ", false, false, 0, 0, 0, false, pending, pending, pending, pending, 0",
    "PLANNING, false, false, 0, 0, 0, false, pending, pending, pending, pending, 0",
    "PLANNING, true, false, 0, 0, 0, false, storyboard_processing, pending, image_pair_selection, image_pair_selection, 0",
    "WAITING_FOR_APPROVAL, false, false, 7, 0, 0, false, storyboard_ready, pending, storyboard_ready, storyboard_ready, 0",
    "PRODUCING, false, false, 7, 0, 0, false, video_processing, approved, approved, approved, 0",
    "PRODUCING, false, true, 7, 0, 0, false, video_processing, processing, sub_job_processing, starting_render, 10",
    "PRODUCING, false, true, 7, 6, 0, true, video_processing, processing, sub_job_processing, starting_render, 65",
    "PRODUCING, false, true, 7, 7, 1, true, video_processing, processing, audio_generation, audio_generation, 75",
    "FINISHING, false, true, 7, 7, 1, false, video_processing, processing, video_combining, stitching_videos, 80",
    "BLOCKED, false, false, 0, 0, 0, false, storyboard_processing, pending, image_pair_selection, image_pair_selection, 0",
    "BLOCKED, false, true, 7, 3, 0, false, video_processing, processing, sub_job_processing, starting_render, 37",
    "DONE, false, true, 7, 7, 0, false, completed, completed, completed, completed, 100",
    "DONE, false, true, 7, 7, 2, false, completed, completed, completed, completed_partial, 100",
    "FAILED, false, true, 7, 7, 7, false, failed, failed, failed, all_renders_failed, 0",
    "FAILED, false, false, 0, 0, 0, false, failed, failed, failed, failed, 0",
    "STOPPED, false, true, 7, 3, 0, false, cancelled, failed, cancelled, cancelled, 0",
  })
  void aJobHasItsWordInBothVocabularies(
      RunState run,
      boolean planning,
      boolean taken,
      int shots,
      int clips,
      int failed,
      boolean music,
      String status,
      String flat,
      String currentStage,
      String stage,
      int percentage) {
    var job = new Progress(run, planning, taken, shots, clips, failed, music);

    assertThat(CampaignWords.status(job)).isEqualTo(status);
    assertThat(CampaignWords.flatStatus(job)).isEqualTo(flat);
    assertThat(CampaignWords.currentStage(job)).isEqualTo(currentStage);
    assertThat(CampaignWords.stage(job)).isEqualTo(stage);
    assertThat(CampaignWords.percentage(job)).isEqualTo(percentage);
  }

  @ParameterizedTest
  @EnumSource(
      value = RunState.class,
      names = {"FAILED"},
      mode = EnumSource.Mode.EXCLUDE)
  void aJobThatHasNotFailedIsNeverShownAsFailed(RunState run) {
    var job = new Progress(run, false, true, 7, 3, 1, false);

    assertThat(CampaignWords.status(job)).isNotEqualTo("failed");
  }

  @ParameterizedTest
  @CsvSource({
    "true, SUBMITTED, completed",
    "false, , pending",
    "false, READY, pending",
    "false, LEASED, processing",
    "false, SUBMITTED, processing",
    "false, NEEDS_DECISION, processing",
    "false, DONE, pending",
    "false, FAILED, failed",
    "false, CANCELLED, failed",
  })
  void aSubJobHasOneOfFourWords(boolean hasClip, StepStatus step, String word) {
    assertThat(CampaignWords.subJob(hasClip, step)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0, 7, ,          false, not_requested",
    "true,  0, 7, ,          false, requested",
    "true,  0, 0, ,          false, requested",
    "true,  0, 7, SUBMITTED, false, processing",
    "true,  3, 7, DONE,      false, processing",
    "true,  7, 7, DONE,      false, completed",
    "true,  3, 7, FAILED,    false, failed",
    "true,  3, 7, CANCELLED, true,  failed",
    "true,  0, 7, ,          true,  missing",
    "true,  3, 7, DONE,      true,  missing",
  })
  void musicHasOneOfSixWords(
      boolean wanted, int made, int scenes, StepStatus step, boolean jobEnded, String word) {
    assertThat(CampaignWords.audio(wanted, made, scenes, step, jobEnded)).isEqualTo(word);
  }
}
