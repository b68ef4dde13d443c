package dev.reelwright.quote;

import dev.reelwright.ledger.Money;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.recipe.StepKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What filling the empty slots of a project would cost at most.
///
/// @param lines one for each kind of work, in the order it is done
/// @param totals one sum for each currency
/// @param isComplete false when a line has no price, or when the storyboard is still to be planned
public record Quotation(List<Line> lines, List<Money> totals, boolean isComplete) {
  public Quotation {
    lines = List.copyOf(lines);
    totals = List.copyOf(totals);
  }

  /// Whether it is sure that nothing in it costs anything.
  public boolean isFree() {
    return lines.stream().allMatch(line -> line.amount() != null && line.amount().isZero());
  }

  /// @param count slots to fill
  /// @param model who would do it, or null for work of our own
  /// @param amount for all of them, or null when no price is known; `why` says why then
  public record Line(
      StepKind kind,
      int count,
      @Nullable ModelChoice model,
      @Nullable Money amount,
      @Nullable String why) {}
}
