package dev.reelwright.http.orchestrate;

import dev.reelwright.line.LineState;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.SlotRole;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state words of this surface, as functions of core state.
final class OrchestrateWords {
  static final String CANCELLED = "cancelled";
  static final String CANCELLED_BY_CALLER = "cancelled on request";

  private OrchestrateWords() {}

  /// The word of a job that stands in line.
  static String status(LineState state) {
    return switch (state) {
      case QUEUED -> "queued";
      case TAKEN -> "running";
      case DONE -> "completed";
      case DEAD -> "failed";
    };
  }

  /// What exists, out of what the job asks for.
  record Made(
      int images,
      int imagesWanted,
      boolean voice,
      boolean voiceWanted,
      int clips,
      int clipsWanted,
      boolean film) {

    double fraction() {
      var done = images + clips + (voice ? 1 : 0) + (film ? 1 : 0);
      var wanted =
          Math.max(images, imagesWanted)
              + Math.max(clips, clipsWanted)
              + (voice || voiceWanted ? 1 : 0)
              + 1;
      return Math.floor(100.0 * done / wanted) / 100;
    }
  }

  /// The step a running job is at, in the order callers know; empty unless it is running.
  static Optional<String> step(String status, Made made) {
    if (!status.equals("running")) {
      return Optional.empty();
    }
    if (made.voiceWanted() && !made.voice()) {
      return Optional.of("voice");
    }
    if (made.images() < made.imagesWanted()) {
      return Optional.of("images");
    }
    return Optional.of(made.clips() < made.clipsWanted() ? "clips" : "stitch");
  }

  /// The dead letter's reason for a failed step, or for a run that failed without one.
  static String reason(@Nullable StepKind failed, @Nullable SlotRole role) {
    return switch (failed) {
      case null -> "internal_error";
      case PLAN -> "invalid_job";
      case FRAME, INHERIT_FRAME ->
          role == SlotRole.IMAGE ? "image_generation_failed" : "image_upload_failed";
      case CLIP -> "video_generation_failed";
      case NARRATION -> "voiceover_failed";
      case MUSIC, CUT -> "stitching_failed";
    };
  }

  /// The error as callers parse it; `position` is the 0-based prompt, or null.
  static String error(String reason, @Nullable Integer position, String why) {
    return switch (reason) {
      case "image_generation_failed", "image_upload_failed", "video_generation_failed" ->
          position == null
              ? reason + ": " + why
              : "%s at index %d: %s".formatted(reason, position + 1, why);
      case "stitching_failed" -> reason + ": " + why;
      default -> why;
    };
  }
}
