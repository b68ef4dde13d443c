package dev.reelwright.bench;

import java.util.List;
import java.util.Locale;

/// One measured value beside its goal.
///
/// @param goal which side of the bar is good
/// @param bar the greatest or least value that is good; meaningless for rows that only inform
record Row(String name, double measured, Goal goal, double bar, String unit) {
  enum Goal {
    AT_MOST,
    AT_LEAST,
    NONE
  }

  static Row bar(String name, double measured, double most, String unit) {
    return new Row(name, measured, Goal.AT_MOST, most, unit);
  }

  static Row least(String name, double measured, double least, String unit) {
    return new Row(name, measured, Goal.AT_LEAST, least, unit);
  }

  /// Something that this machine does not have.
  static Row absent(String name, String unit) {
    return info(name, Double.NaN, unit);
  }

  static Row info(String name, double measured, String unit) {
    return new Row(name, measured, Goal.NONE, Double.NaN, unit);
  }

  boolean isBar() {
    return goal != Goal.NONE;
  }

  boolean holds() {
    return switch (goal) {
      case AT_MOST -> measured <= bar;
      case AT_LEAST -> measured >= bar;
      case NONE -> true;
    };
  }

  static String table(List<Row> rows) {
    var text = new StringBuilder("%-58s %12s %12s  %s%n".formatted("", "goal", "measured", "bar"));
    for (var row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-58s %12s %12s  %s%n",
              row.name + " [" + row.unit + "]",
              row.goalText(),
              row.measuredText(),
              row.isBar() ? (row.holds() ? "holds" : "MISSED") : ""));
    }
    return text.toString();
  }

  private String measuredText() {
    return !isBar() && Double.isNaN(measured)
        ? "not installed"
        : String.format(Locale.ROOT, "%.2f", measured);
  }

  private String goalText() {
    return switch (goal) {
      case AT_MOST -> String.format(Locale.ROOT, "<= %.2f", bar);
      case AT_LEAST -> String.format(Locale.ROOT, ">= %.2f", bar);
      case NONE -> "-";
    };
  }
}
