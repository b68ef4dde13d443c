package dev.reelwright.http.orchestrate;

import dev.reelwright.http.Problem;
import java.util.regex.Pattern;

/// What a run may be called. It names a folder, so it may hold nothing that leads elsewhere.
final class RunName {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,127}");

  private RunName() {}

  /// @throws Problem 400 when it is blank or refused
  static String of(String asked) {
    var name = asked.strip();
    if (name.isEmpty()) {
      throw Problem.of(400, "RUN_ID", "run_id is required");
    }
    if (!isAllowed(name)) {
      throw Problem.of(
          400,
          "RUN_ID",
          "run_id must be 1 to 128 of letters, digits, dot, dash, underscore and blank, begin with a"
              + " letter or digit, hold no two dots in a row and not end with a dot");
    }
    return name;
  }

  static boolean isAllowed(String name) {
    return ALLOWED.matcher(name).matches()
        && !name.contains("..")
        && !name.endsWith(".")
        && !name.endsWith(" ");
  }
}
