package dev.reelwright.cli;

import dev.reelwright.take.SlotRole;
import dev.reelwright.wiring.StepView;
import java.time.Duration;

/// Puts steps and times into words.
final class StepWords {
  private final Words words;

  StepWords(Words words) {
    this.words = words;
  }

  /// `shot 2 clip`, `storyboard`.
  String name(StepView step) {
    boolean isLastFrame = step.role() == SlotRole.END_FRAME;
    var kind = words.get(isLastFrame ? "step.END_FRAME" : "step." + step.kind().name());
    return step.shot() == 0 ? kind : words.get("step.of-shot", step.shot(), kind);
  }

  String status(StepView step) {
    return words.get("status." + step.status().name());
  }

  /// Minutes and seconds, `0:07`.
  static String clock(Duration time) {
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
