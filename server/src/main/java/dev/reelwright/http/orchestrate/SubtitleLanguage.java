package dev.reelwright.http.orchestrate;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Callers write a tag (`pt-BR`), a name (`English`) or nothing at all.
final class SubtitleLanguage {
  static final String DEFAULT = "pt";

  private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

  private SubtitleLanguage() {}

  /// The BCP 47 tag that is meant; empty when the text names no language we know.
  static Optional<String> tag(@Nullable String text) {
    var asked = text == null || text.isBlank() ? DEFAULT : text.strip().replace('_', '-');
    var locale = Locale.forLanguageTag(asked);
    if (CODES.contains(locale.getLanguage())) {
      return Optional.of(locale.toLanguageTag());
    }
    return CODES.stream()
        .filter(code -> Locale.of(code).getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(asked))
        .sorted()
        .findFirst();
  }
}
