package dev.reelwright.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which part of which clip a narrated film shows. Pure.
public final class NarratedCut {
  /// How long the picture stays after the last word.
  public static final long AFTER_SPEECH_MILLIS = 50;

  /// Less than this of a clip is not worth a cut: no usual film shows a frame so briefly.
  private static final long LEAST_MILLIS = 42;

  private NarratedCut() {}

  /// Whole clips while they fit, the next one cut, the rest left out. Where the speech is longer
  /// than all of them, the last one is held until it ends.
  ///
  /// @param clips lengths in order; one that is unknown is null, and then all are shown whole
  /// @param speechMillis length of the speech, or null for a film without
  /// @param unknownMillis stands for an unknown length
  /// @return lengths of the clips that are shown, from the first on
  public static List<Long> lengths(
      List<@Nullable Long> clips, @Nullable Long speechMillis, long unknownMillis) {
    var whole = new ArrayList<Long>();
    for (var clip : clips) {
      whole.add(clip == null ? unknownMillis : clip);
    }
    if (speechMillis == null || whole.isEmpty() || clips.stream().anyMatch(Objects::isNull)) {
      return whole;
    }
    var sum = whole.stream().mapToLong(Long::longValue).sum();
    if (speechMillis >= sum) {
      whole.set(whole.size() - 1, whole.getLast() + speechMillis - sum);
      return whole;
    }
    var left = speechMillis + AFTER_SPEECH_MILLIS;
    var shown = new ArrayList<Long>();
    for (var clip : whole) {
      if (left < LEAST_MILLIS && !shown.isEmpty()) {
        break;
      }
      var part = Math.min(clip, Math.max(left, LEAST_MILLIS));
      shown.add(part);
      left -= part;
    }
    return shown;
  }
}
