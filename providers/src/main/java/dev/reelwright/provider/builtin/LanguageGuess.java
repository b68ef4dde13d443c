package dev.reelwright.provider.builtin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Guesses the language of a text from its script and its commonest words.
final class LanguageGuess {
  private static final Map<String, Set<String>> COMMON_WORDS =
      new TreeMap<>(
          Map.of(
              "en", words("the and of to in is a with on at an for from her his it over under by"),
              "de", words("der die das und ein eine ist nicht mit auf im den dem zu von sich"),
              "fr", words("le la les des et un une est dans avec sur pour du au qui ne pas"),
              "es", words("el la los las y un una es en con del por para que se su al"),
              "it", words("il lo la gli e un una è nel con di per che si della sul dal"),
              "pt", words("o a os as e um uma é em com do da para que no na se"),
              "nl", words("de het een en is in van op met niet dat zijn aan voor")));

  private LanguageGuess() {}

  /// @return BCP 47 tag; `en` when nothing tells
  static String of(String text) {
    Map<Character.UnicodeScript, Long> letters =
        text.codePoints()
            .filter(Character::isLetter)
            .boxed()
            .collect(Collectors.groupingBy(Character.UnicodeScript::of, Collectors.counting()));
    long all = letters.values().stream().mapToLong(Long::longValue).sum();
    if (share(letters, all, Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA)
        > 0.1) {
      return "ja";
    }
    if (share(letters, all, Character.UnicodeScript.HAN) > 0.25) {
      return "zh";
    }
    if (share(letters, all, Character.UnicodeScript.HANGUL) > 0.25) {
      return "ko";
    }
    if (share(letters, all, Character.UnicodeScript.CYRILLIC) > 0.4) {
      return "ru";
    }
    if (share(letters, all, Character.UnicodeScript.ARABIC) > 0.4) {
      return "ar";
    }
    return latin(text);
  }

  /// Whether the language is written without spaces between words.
  static boolean isUnspaced(String language) {
    return language.startsWith("zh") || language.startsWith("ja");
  }

  private static double share(
      Map<Character.UnicodeScript, Long> letters, long all, Character.UnicodeScript... scripts) {
    long counted =
        Arrays.stream(scripts).mapToLong(script -> letters.getOrDefault(script, 0L)).sum();
    return all == 0 ? 0 : counted / (double) all;
  }

  private static String latin(String text) {
    List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", 0));
    String best = "en";
    // English unless another language is clearly ahead: most prompts are English.
    double most = score(words, "en") + 0.5;
    for (String language : COMMON_WORDS.keySet()) {
      double score = score(words, language);
      if (score > most) {
        most = score;
        best = language;
      }
    }
    return best;
  }

  private static long score(List<String> words, String language) {
    Set<String> common = COMMON_WORDS.getOrDefault(language, Set.of());
    return words.stream().filter(common::contains).count();
  }

  private static Set<String> words(String spaced) {
    return Set.of(spaced.split(" ", 0));
  }
}
