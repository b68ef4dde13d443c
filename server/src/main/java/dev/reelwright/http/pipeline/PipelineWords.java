package dev.reelwright.http.pipeline;

import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.recipe.ForkBoundaries;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state words of this surface, as functions of core state.
final class PipelineWords {
  private PipelineWords() {}

  /// What the project's word depends on.
  ///
  /// @param run state of the newest run, or null before the first
  /// @param onlyJoins whether that run makes nothing but the film
  /// @param planning whether somebody works on the storyboard
  /// @param shots how many exist
  /// @param wanted how many the film should have
  /// @param framed how many have both frames
  /// @param settled how many have a clip, or had one that failed for good
  record Progress(
      @Nullable RunState run,
      boolean onlyJoins,
      boolean planning,
      int shots,
      int wanted,
      int framed,
      int settled) {}

  /// `pending` … `stitching` follow from what exists, so a fork shows at once where it goes on, and
  /// the words never go backwards while clips are made beside later frames.
  static String project(Progress progress) {
    return switch (progress.run()) {
      case null -> "pending";
      case DONE -> "complete";
      case FAILED -> "failed";
      case STOPPED -> "stopped";
      case PLANNING, WAITING_FOR_APPROVAL, PRODUCING, FINISHING, BLOCKED -> stage(progress);
    };
  }

  /// Where a fork goes on.
  static String stage(ForkBoundaries.Stage stage) {
    return switch (stage) {
      case PLAN -> "pending";
      case FRAMES -> "keyframing";
      case CLIPS -> "video_gen";
      case CUT -> "stitching";
    };
  }

  private static String stage(Progress progress) {
    if (progress.onlyJoins()) {
      return "stitching";
    }
    if (progress.shots() == 0) {
      return progress.planning() ? "storyboarding" : "pending";
    }
    if (progress.framed() < Math.max(progress.shots(), progress.wanted())) {
      return "keyframing";
    }
    return progress.settled() < progress.shots() ? "video_gen" : "stitching";
  }

  /// The clip's word, or empty when no clip was submitted.
  ///
  /// @param hasTake whether the slot is filled
  /// @param step the newest step of the slot, or null
  /// @param timedOut whether that step failed for want of an answer in time
  static Optional<String> clip(boolean hasTake, @Nullable StepStatus step, boolean timedOut) {
    if (hasTake) {
      return Optional.of("complete");
    }
    return switch (step) {
      case null -> Optional.empty();
      case SUBMITTED, NEEDS_DECISION -> Optional.of("polling");
      case FAILED -> Optional.of(timedOut ? "timed_out" : "failed");
      case READY, LEASED, DONE, CANCELLED -> Optional.empty();
    };
  }

  static String scene(boolean hasBothFrames, Optional<String> clip) {
    return switch (clip.orElse("")) {
      case "complete" -> "video_done";
      case "failed" -> "failed";
      case "timed_out" -> "timed_out";
      default -> hasBothFrames ? "keyframes_done" : "pending";
    };
  }
}
