package dev.reelwright.http.studio;

import org.jspecify.annotations.Nullable;

/// Bounds of texts that callers send.
final class Texts {
  static final int MAX_TITLE = 200;
  static final int MAX_PROMPT = 20_000;
  static final int MAX_SCRIPT = 200_000;
  static final int MAX_SHOT_TEXT = 8_000;
  static final int MAX_WORD = 200;

  private Texts() {}

  /// Members of a body may be absent whatever their type says.
  static boolean isMissing(@Nullable String text) {
    return text == null || text.isBlank();
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static <T extends @Nullable String> T bounded(String field, T text, int most) {
    if (text != null) {
      if (text.length() > most) {
        throw StudioCalls.invalid("body", field, "may have at most " + most + " characters", null);
      }
      if (text.indexOf('\0') >= 0) {
        throw StudioCalls.invalid("body", field, "holds a character that no text has", null);
      }
    }
    return text;
  }
}
