package dev.reelwright.media.finish;

import dev.reelwright.media.timeline.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The end of one shot fading into the beginning of the next.
///
/// @param last frames of the first shot
/// @param first frames of the second, as many
record FadeGraph(SpanGraph last, SpanGraph first, Transition kind) implements PictureGraph {
  @Override
  public List<String> inputs() {
    var inputs = new ArrayList<>(last.inputs());
    inputs.addAll(first.inputs());
    return inputs;
  }

  @Override
  public int inputCount() {
    return last.inputCount() + first.inputCount();
  }

  @Override
  public String filters(int firstInput, String label) {
    var from = label + "a";
    var into = label + "b";
    var rate = last.shot().format().rate().perSecond();
    return String.format(
        Locale.ROOT,
        "%s;%s;[%s][%s]xfade=transition=%s:duration=%.6f:offset=0[%s]",
        last.filters(firstInput, from),
        first.filters(firstInput + last.inputCount(), into),
        from,
        into,
        kind.word(),
        (last.to() - last.from()) * (double) rate.den() / rate.num(),
        label);
  }
}
