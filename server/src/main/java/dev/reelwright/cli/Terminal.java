package dev.reelwright.cli;

import java.io.PrintStream;
import java.util.Map;

/// Where the command line writes.
///
/// @param out results and progress
/// @param err what went wrong
/// @param isLive whether `out` is a terminal that lines can be redrawn on
/// @param columns width of that terminal
record Terminal(PrintStream out, PrintStream err, boolean isLive, int columns) {
  private static final int DEFAULT_COLUMNS = 80;

  /// The launcher tells whether there is a terminal, and how wide: Java itself only knows whether
  /// both input and output are one.
  static Terminal ofProcess(Map<String, String> environment) {
    var columns = environment.getOrDefault("REELWRIGHT_TERMINAL", "");
    boolean isLive = !columns.isEmpty() && !"dumb".equals(environment.get("TERM"));
    int width = columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
    return new Terminal(System.out, System.err, isLive, width);
  }
}
