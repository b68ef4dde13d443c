package dev.reelwright.media.finish;

import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Transition;
import java.util.Locale;

/// One stream of pictures becoming another.
///
/// @param frames that both are seen
record FadeGraph(FrameRate rate, Transition kind, long frames) {
  /// @param from label of the first stream
  /// @param into label of the second
  /// @param offset frame of the first stream that begins to fade
  String filter(String from, String into, long offset, String label) {
    return String.format(
        Locale.ROOT,
        "[%s][%s]xfade=transition=%s:duration=%.6f:offset=%.6f[%s]",
        from,
        into,
        kind.word(),
        seconds(frames),
        seconds(offset),
        label);
  }

  private double seconds(long count) {
    var time = rate.secondsAtFrame(count);
    return (double) time.num() / time.den();
  }
}
