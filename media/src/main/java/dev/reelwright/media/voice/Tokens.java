package dev.reelwright.media.voice;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The words of a text as they are written, without punctuation. Han, Kana and other scripts
/// without spaces count by character.
final class Tokens {
  private Tokens() {}

  static List<String> of(String text, Locale locale) {
    List<String> tokens = new ArrayList<>();
    for (String piece : text.strip().split("\\s+", -1)) {
      addPiece(piece, locale, tokens);
    }
    return tokens;
  }

  private static void addPiece(String piece, Locale locale, List<String> tokens) {
    var characters = BreakIterator.getCharacterInstance(locale);
    characters.setText(piece);
    var word = new StringBuilder();
    int start = characters.first();
    for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
      String character = piece.substring(start, end);
      if (isSpaceless(character.codePointAt(0))) {
        addWord(word.toString(), tokens);
        word.setLength(0);
        addWord(character, tokens);
      } else {
        word.append(character);
      }
      start = end;
    }
    addWord(word.toString(), tokens);
  }

  private static void addWord(String word, List<String> tokens) {
    String bare = word.replaceAll("^[^\\p{L}\\p{N}$€£¥]+|[^\\p{L}\\p{M}\\p{N}%°]+$", "");
    if (isSpeakable(bare)) {
      tokens.add(bare);
    }
  }

  static boolean isSpeakable(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /// How long it takes to say, in letters: a Chinese character is a syllable, a digit a word.
  static double weight(String token) {
    return 1
        + token
            .codePoints()
            .mapToDouble(c -> isSpaceless(c) ? 2.5 : Character.isDigit(c) ? 3 : 1)
            .sum();
  }

  private static boolean isSpaceless(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
