package dev.reelwright.wiring;

import java.util.Locale;

/// Names of files that people get.
public final class FileName {
  private static final int MAX_LETTERS = 48;

  private FileName() {}

  /// Letters and digits of any script, in lower case, joined by hyphens; `film` for a title without
  /// any.
  public static String of(String title) {
    var name =
        title
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    if (name.codePointCount(0, name.length()) > MAX_LETTERS) {
      name = name.substring(0, name.offsetByCodePoints(0, MAX_LETTERS));
      int word = name.lastIndexOf('-');
      name = word > MAX_LETTERS / 2 ? name.substring(0, word) : name.replaceAll("-$", "");
    }
    return name.isEmpty() ? "film" : name;
  }
}
