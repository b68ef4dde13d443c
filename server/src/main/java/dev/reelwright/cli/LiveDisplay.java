package dev.reelwright.cli;

import dev.reelwright.wiring.RunView;
import dev.reelwright.wiring.StepView;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A block of lines that is redrawn in place: the whole film on top, below it what is at work.
final class LiveDisplay implements Display {
  private static final int MAX_AT_WORK = 6;
  private static final int BAR = 20;
  private static final String ERASE_BELOW = "\u001b[J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final PrintStream out;
  private final Words words;
  private final StepWords stepWords;
  private final int columns;
  private int drawnLines;

  LiveDisplay(Terminal terminal, Words words) {
    this.out = terminal.out();
    this.words = words;
    this.stepWords = new StepWords(words);
    this.columns = terminal.columns();
  }

  @Override
  public void show(RunView view, Duration elapsed) {
    var lines = lines(view, elapsed);
    var text = new StringBuilder(drawnLines == 0 ? HIDE_CURSOR : "\u001b[" + drawnLines + "F");
    text.append(ERASE_BELOW);
    lines.forEach(line -> text.append(fit(line)).append('\n'));
    out.print(text);
    out.flush();
    drawnLines = lines.size();
  }

  private List<String> lines(RunView view, Duration elapsed) {
    var lines = new ArrayList<String>();
    int done = view.filledSlots();
    double atWork =
        view.steps().stream().filter(StepView::isAtWork).mapToDouble(StepView::fraction).sum();
    int all = view.expectedSteps();
    double fraction = all == 0 ? 0 : Math.min(1, (done + atWork) / all);
    var state = words.get("run." + view.state().name());
    lines.add(
        "%s %3d %%  %s  %s".formatted(bar(fraction), (int) (fraction * 100), state, view.title()));
    var count = view.shots() == 0 ? "" : words.get("live.count", view.shots(), done, all) + "  ";
    lines.add(count + words.get("live.elapsed", StepWords.clock(elapsed)));
    view.steps().stream()
        .filter(StepView::isAtWork)
        .limit(MAX_AT_WORK)
        .forEach(step -> lines.add(line(step)));
    return lines;
  }

  private String line(StepView step) {
    var doing = step.doing().isEmpty() ? stepWords.status(step) : step.doing();
    return "  %s %3d %%  %s  %s  %s"
        .formatted(
            bar(step.fraction()),
            (int) (step.fraction() * 100),
            StepWords.clock(step.elapsed()),
            stepWords.name(step),
            doing);
  }

  private static String bar(double fraction) {
    int full = (int) Math.round(Math.clamp(fraction, 0, 1) * BAR);
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  /// Cuts a line to the terminal's width, so that it never wraps and the redraw stays aligned. East
  /// Asian characters are two columns wide.
  private String fit(String line) {
    int width = 0;
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      width += isWide(line.codePointAt(i)) ? 2 : 1;
      if (width >= columns) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private static boolean isWide(int character) {
    return character >= 0x1100
        && (Character.isIdeographic(character)
            || Character.UnicodeScript.of(character) == Character.UnicodeScript.HANGUL
            || (character >= 0x3000 && character <= 0x30FF)
            || (character >= 0xFF00 && character <= 0xFF60)
            || character >= 0x1F300);
  }

  @Override
  public void close() {
    if (drawnLines > 0) {
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }
}
