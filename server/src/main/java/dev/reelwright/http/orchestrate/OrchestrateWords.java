package dev.reelwright.http.orchestrate;

import dev.reelwright.engine.RunState;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.SlotRole;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state words of this surface, as functions of core state.
final class OrchestrateWords {
  private OrchestrateWords() {}

  /// @param run state of the newest run, or null before the first
  /// @param taken whether any of its steps was taken up
  static String status(@Nullable RunState run, boolean taken) {
    return switch (run) {
      case null -> "queued";
      case PLANNING, WAITING_FOR_APPROVAL, PRODUCING, FINISHING, BLOCKED ->
          taken ? "running" : "queued";
      case DONE -> "completed";
      // Callers know no other end; the error says that somebody stopped it.
      case FAILED, STOPPED -> "failed";
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
