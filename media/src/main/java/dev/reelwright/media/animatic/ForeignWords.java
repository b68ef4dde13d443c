package dev.reelwright.media.animatic;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Names of things in languages other than English and Chinese. Endings and prefixes are taken off
/// by a few rules for each script, not by grammar: what is found is right far more often than not,
/// and what is missed is only not drawn. Immutable after loading.
final class ForeignWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:[’'-][\\p{L}\\p{M}]+)*");
  private static final List<String> LATIN_ENDINGS = List.of("", "s", "e", "n", "en", "es", "er");
  private static final List<String> ARABIC_BEGINNINGS =
      List.of("", "ال", "وال", "بال", "فال", "كال", "لل", "و", "ب", "ل", "ف");
  private static final int LONGEST_JAPANESE = 7;
  private static final int SHORTEST_STEM = 3;
  private static final int LONGEST_ENDING = 3;

  /// @param start where it stands in the text
  record Found(int start, int length, String id) {}

  private final Map<String, String> words = new HashMap<>();
  private final Map<String, String> stems = new HashMap<>();

  void add(String word, String id) {
    words.putIfAbsent(word, id);
    if (UnicodeScript.of(word.codePointAt(0)) == UnicodeScript.CYRILLIC) {
      String stem = word.replaceAll("[аеёиоуыэюяьй]{1,2}$", "");
      if (stem.length() >= SHORTEST_STEM) {
        stems.putIfAbsent(stem, id);
      }
    }
  }

  /// @param text in lower case
  List<Found> in(String text) {
    var found = new ArrayList<Found>();
    boolean isJapanese = text.codePoints().anyMatch(ForeignWords::isKana);
    for (MatchResult word : WORD.matcher(text).results().toList()) {
      if (isJapanese) {
        findInside(word.group(), word.start(), found);
      } else {
        named(word.group())
            .ifPresent(id -> found.add(new Found(word.start(), word.end() - word.start(), id)));
      }
    }
    return found;
  }

  private Optional<String> named(String word) {
    return switch (UnicodeScript.of(word.codePointAt(0))) {
      case LATIN -> latin(word);
      case ARABIC -> arabic(word);
      case CYRILLIC -> cyrillic(word);
      case HANGUL -> korean(word);
      case HAN, HIRAGANA, KATAKANA -> Optional.empty();
      default -> Optional.ofNullable(words.get(word));
    };
  }

  private Optional<String> latin(String word) {
    for (String ending : LATIN_ENDINGS) {
      int length = word.length() - ending.length();
      String id =
          word.endsWith(ending) && length >= SHORTEST_STEM
              ? words.get(word.substring(0, length))
              : null;
      if (id != null) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private Optional<String> arabic(String word) {
    for (String beginning : ARABIC_BEGINNINGS) {
      String rest = word.startsWith(beginning) ? word.substring(beginning.length()) : "";
      String shorter = rest.length() > SHORTEST_STEM ? rest.substring(0, rest.length() - 1) : rest;
      String id = words.getOrDefault(rest, words.get(shorter));
      if (id != null) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private Optional<String> cyrillic(String word) {
    String whole = words.get(word);
    if (whole != null) {
      return Optional.of(whole);
    }
    for (int ending = 0; ending <= LONGEST_ENDING; ending++) {
      int length = word.length() - ending;
      String id = length < SHORTEST_STEM ? null : stems.get(word.substring(0, length));
      if (id != null) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  /// Particles follow the noun without a blank.
  private Optional<String> korean(String word) {
    for (int length = word.length(); length > 0; length--) {
      String id = words.get(word.substring(0, length));
      if (id != null && (length > 1 || word.length() <= 2)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private void findInside(String text, int offset, List<Found> found) {
    int at = 0;
    while (at < text.length()) {
      int length = Math.min(LONGEST_JAPANESE, text.length() - at);
      while (length > 0 && !words.containsKey(text.substring(at, at + length))) {
        length--;
      }
      String id = words.get(text.substring(at, at + length));
      if (id != null) {
        found.add(new Found(offset + at, length, id));
      }
      at += Math.max(1, length);
    }
  }

  private static boolean isKana(int letter) {
    UnicodeScript script = UnicodeScript.of(letter);
    return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
  }
}
