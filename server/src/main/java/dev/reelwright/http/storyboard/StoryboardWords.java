package dev.reelwright.http.storyboard;

import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import org.jspecify.annotations.Nullable;

/// The state words of this surface, as functions of core state.
final class StoryboardWords {
  private StoryboardWords() {}

  /// The word of a queue job: a run with one step.
  ///
  /// @param step its state, or null before the director ordered it
  static String job(RunState run, @Nullable StepStatus step) {
    return switch (run) {
      case STOPPED -> "cancelled";
      case FAILED -> "failed";
      case DONE -> "completed";
      case PLANNING, WAITING_FOR_APPROVAL, PRODUCING, FINISHING, BLOCKED ->
          switch (step) {
            case null -> "pending";
            case READY -> "pending";
            case LEASED, SUBMITTED, NEEDS_DECISION -> "processing";
            case DONE -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
          };
    };
  }

  /// The word of a batch: a run with many steps, of which some may fail.
  ///
  /// @param taken whether any of its steps was taken up
  static String batch(RunState run, boolean taken) {
    return switch (run) {
      case PLANNING, WAITING_FOR_APPROVAL, PRODUCING, FINISHING, BLOCKED ->
          taken ? "processing" : "pending";
      case DONE -> "completed";
      case FAILED, STOPPED -> "failed";
    };
  }
}
