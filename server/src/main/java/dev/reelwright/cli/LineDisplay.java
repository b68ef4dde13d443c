package dev.reelwright.cli;

import dev.reelwright.engine.StepStatus;
import dev.reelwright.wiring.RunView;
import dev.reelwright.wiring.StepView;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// One line per change, for logs and pipes.
final class LineDisplay implements Display {
  private final PrintStream out;
  private final Words words;
  private final StepWords stepWords;
  private final Map<String, StepStatus> shown = new HashMap<>();
  private boolean isPlanShown;

  LineDisplay(PrintStream out, Words words) {
    this.out = out;
    this.words = words;
    this.stepWords = new StepWords(words);
  }

  @Override
  public void show(RunView view, Duration elapsed) {
    for (var step : view.steps()) {
      if (step.status() != shown.put(step.key(), step.status()) && isWorthALine(step)) {
        line(elapsed, stepWords.name(step), stepWords.status(step) + detail(step));
      }
    }
    if (!isPlanShown && view.shots() > 0) {
      isPlanShown = true;
      line(elapsed, words.get("film"), words.get("planned", view.title(), view.shots()));
    }
  }

  private static boolean isWorthALine(StepView step) {
    return step.status() != StepStatus.READY && step.status() != StepStatus.SUBMITTED;
  }

  private static String detail(StepView step) {
    return step.error() == null ? "" : ": " + step.error();
  }

  private void line(Duration elapsed, String who, String what) {
    out.println("[" + StepWords.clock(elapsed) + "] " + who + ": " + what);
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
