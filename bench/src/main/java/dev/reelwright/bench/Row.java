package dev.reelwright.bench;

import java.util.List;
import java.util.Locale;

/// One measured value beside its goal.
///
/// @param most the greatest value that is good; meaningless for rows that only inform
/// @param isBar whether missing the goal fails the benchmark
record Row(String name, double measured, double most, String unit, boolean isBar) {
  static Row bar(String name, double measured, double most, String unit) {
    return new Row(name, measured, most, unit, true);
  }

  static Row info(String name, double measured, String unit) {
    return new Row(name, measured, Double.NaN, unit, false);
  }

  boolean holds() {
    return measured <= most;
  }

  static String table(List<Row> rows) {
    var text = new StringBuilder("%-52s %12s %12s  %s%n".formatted("", "goal", "measured", "bar"));
    for (var row : rows) {
      var goal = row.isBar ? String.format(Locale.ROOT, "<= %.2f", row.most) : "-";
      var verdict = row.isBar ? (row.holds() ? "holds" : "MISSED") : "";
      text.append(
          String.format(
              Locale.ROOT,
              "%-52s %12s %12.2f  %s%n",
              row.name + " [" + row.unit + "]",
              goal,
              row.measured,
              verdict));
    }
    return text.toString();
  }
}
