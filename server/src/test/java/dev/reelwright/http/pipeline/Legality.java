package dev.reelwright.http.pipeline;

import java.util.List;
import java.util.Optional;

/// Which state may follow which, as the contract has it.
final class Legality {
  /// Stands in a sequence where somebody resumed the film.
  static final String RESUMED = "(resumed)";

  private static final List<String> ORDER =
      List.of("pending", "storyboarding", "keyframing", "video_gen", "stitching", "complete");

  private Legality() {}

  /// The first step that may not be, in words.
  static Optional<String> firstFault(List<String> sequence) {
    var before = "pending";
    var isResumed = false;
    for (var state : sequence) {
      if (state.equals(RESUMED)) {
        isResumed = true;
        continue;
      }
      if (!follows(before, state, isResumed)) {
        return Optional.of(before + " -> " + state);
      }
      if (!state.equals(before)) {
        isResumed = false;
      }
      before = state;
    }
    return Optional.empty();
  }

  private static boolean follows(String before, String after, boolean isResumed) {
    if (before.equals(after)) {
      return true;
    }
    return switch (before) {
      case "complete" -> false;
      case "failed", "stopped" -> isResumed && ORDER.contains(after);
      default ->
          after.equals("failed")
              || after.equals("stopped")
              || ORDER.indexOf(after) > ORDER.indexOf(before);
    };
  }
}
