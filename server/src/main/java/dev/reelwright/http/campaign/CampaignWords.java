package dev.reelwright.http.campaign;

import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import org.jspecify.annotations.Nullable;

/// The state words of this surface, as functions of core state.
final class CampaignWords {
  private static final int RENDERING = 10;
  private static final int RENDERED = 75;
  private static final int JOINING = 80;

  private CampaignWords() {}

  /// What a job's words depend on.
  ///
  /// @param run state of the newest run, or null before the first
  /// @param planning whether somebody selects pairs or writes the storyboard
  /// @param taken whether any clip was taken up, which only happens after approval
  /// @param shots how many clips the film has
  /// @param clips how many are there, or failed for good
  /// @param failedClips how many of those failed
  /// @param music whether scene music is still being made
  record Progress(
      @Nullable RunState run,
      boolean planning,
      boolean taken,
      int shots,
      int clips,
      int failedClips,
      boolean music) {}

  /// `data.status`.
  static String status(Progress job) {
    return switch (job.run()) {
      case null -> "pending";
      case PLANNING -> job.planning() ? "storyboard_processing" : "pending";
      case WAITING_FOR_APPROVAL -> "storyboard_ready";
      case PRODUCING, FINISHING -> "video_processing";
      // A job that waits for money or a decision runs; `failed` would make clients give up.
      case BLOCKED -> job.taken() ? "video_processing" : "storyboard_processing";
      case DONE -> "completed";
      case FAILED -> "failed";
      case STOPPED -> "cancelled";
    };
  }

  /// The flat `status`.
  static String flatStatus(Progress job) {
    return switch (job.run()) {
      case null -> "pending";
      case PLANNING, WAITING_FOR_APPROVAL -> "pending";
      case PRODUCING -> job.taken() ? "processing" : "approved";
      case FINISHING -> "processing";
      case BLOCKED -> job.taken() ? "processing" : "pending";
      case DONE -> "completed";
      case FAILED, STOPPED -> "failed";
    };
  }

  /// The internal step, in the words of the older server.
  static String currentStage(Progress job) {
    return switch (status(job)) {
      case "storyboard_processing" -> "image_pair_selection";
      case "video_processing" -> {
        if (!job.taken()) {
          yield "approved";
        }
        if (job.clips() < job.shots()) {
          yield "sub_job_processing";
        }
        yield job.music() ? "audio_generation" : "video_combining";
      }
      default -> status(job);
    };
  }

  /// The same in the words of the later server.
  static String stage(Progress job) {
    return switch (currentStage(job)) {
      case "sub_job_processing" -> "starting_render";
      case "video_combining" -> "stitching_videos";
      case "completed" -> job.failedClips() > 0 ? "completed_partial" : "completed";
      case "failed" ->
          job.shots() > 0 && job.failedClips() == job.shots() ? "all_renders_failed" : "failed";
      default -> currentStage(job);
    };
  }

  /// 0..100, never backwards while a run goes on.
  static int percentage(Progress job) {
    return switch (currentStage(job)) {
      case "sub_job_processing" ->
          RENDERING + (RENDERED - RENDERING) * job.clips() / Math.max(1, job.shots());
      case "audio_generation" -> RENDERED;
      case "video_combining" -> JOINING;
      case "completed" -> 100;
      default -> 0;
    };
  }

  static String subJob(boolean hasClip, @Nullable StepStatus step) {
    if (hasClip) {
      return "completed";
    }
    return switch (step) {
      case null -> "pending";
      case READY, DONE -> "pending";
      case LEASED, SUBMITTED, NEEDS_DECISION -> "processing";
      case FAILED, CANCELLED -> "failed";
    };
  }

  /// The state of the scene music.
  ///
  /// @param wanted whether the job asks for music
  /// @param made how many scenes have theirs, out of `scenes`
  /// @param step the newest music step, or null before the first
  /// @param jobEnded whether the job came to its end
  static String audio(
      boolean wanted, int made, int scenes, @Nullable StepStatus step, boolean jobEnded) {
    if (!wanted) {
      return "not_requested";
    }
    if (scenes > 0 && made >= scenes) {
      return "completed";
    }
    return switch (step) {
      case null -> jobEnded ? "missing" : "requested";
      case FAILED, CANCELLED -> "failed";
      case READY, LEASED, SUBMITTED, NEEDS_DECISION, DONE -> jobEnded ? "missing" : "processing";
    };
  }
}
