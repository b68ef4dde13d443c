package dev.reelwright.http.studio;

import dev.reelwright.event.NewEvent;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// Says in a sentence what an event means. Thread-safe.
final class HistoryTexts {
  private static final String BUNDLE = "dev.reelwright.http.studio.history";

  private final ResourceBundle texts;

  private HistoryTexts(Locale locale) {
    this.texts =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// @param languages a header `Accept-Language` or a single tag; English unless the first known
  ///   one is Chinese
  static HistoryTexts of(@Nullable String languages) {
    if (languages == null || languages.isBlank()) {
      return new HistoryTexts(Locale.ENGLISH);
    }
    try {
      var known =
          Locale.lookup(
              Locale.LanguageRange.parse(languages.strip()),
              List.of(Locale.ENGLISH, Locale.CHINESE));
      return new HistoryTexts(known == null ? Locale.ENGLISH : known);
    } catch (IllegalArgumentException _) {
      // Not a list of languages; the answer matters more than its language.
      return new HistoryTexts(Locale.ENGLISH);
    }
  }

  String say(NewEvent event) {
    var data = event.data();
    var isKnown = texts.containsKey(event.kind());
    var key = isKnown ? event.kind() : "other";
    return fill(key, work(data), isKnown ? detail(event.kind(), data) : event.kind());
  }

  private String work(Map<String, Object> data) {
    var kind = "work." + data.getOrDefault("work", "");
    var name = texts.containsKey(kind) ? texts.getString(kind) : String.valueOf(data.get("work"));
    return data.get("shot") instanceof Number shot
        ? fill("work.of", name, String.valueOf(shot))
        : name;
  }

  private String detail(String kind, Map<String, Object> data) {
    if (kind.startsWith("attempt.")) {
      return String.valueOf(data.getOrDefault("provider", "?"));
    }
    for (var name : List.of("on", "goal")) {
      if (data.get(name) instanceof String word) {
        var key = name + "." + word;
        return texts.containsKey(key) ? texts.getString(key) : word;
      }
    }
    return String.valueOf(data.getOrDefault("code", "?"));
  }

  private String fill(String key, String... parts) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(parts);
  }
}
