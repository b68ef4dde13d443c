package dev.reelwright.provider.builtin;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Cuts a text into paragraphs and sentences, whatever its language.
final class ScriptText {
  private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");
  private static final String ENDS = ".!?…。！？；｡؟।";
  private static final String CLOSERS = "\"'”’»)]）」』】》";
  private static final String PAUSES = ",;:，；：、—";
  private static final List<String> ABBREVIATIONS =
      List.of("mr.", "mrs.", "ms.", "dr.", "st.", "vs.", "e.g.", "i.e.", "etc.", "no.", "prof.");
  private static final int LONG_SENTENCE = 220;

  private ScriptText() {}

  /// @param paragraph 0-based
  record Sentence(String text, int paragraph) {}

  static List<Sentence> sentences(String text) {
    var sentences = new ArrayList<Sentence>();
    int paragraph = 0;
    for (String block : PARAGRAPHS.split(Normalizer.normalize(text, Normalizer.Form.NFC), 0)) {
      int before = sentences.size();
      for (String sentence : cut(SPACE.matcher(block).replaceAll(" ").strip())) {
        sentences.add(new Sentence(sentence, paragraph));
      }
      if (sentences.size() > before) {
        paragraph++;
      }
    }
    return sentences;
  }

  private static List<String> cut(String block) {
    var sentences = new ArrayList<String>();
    int start = 0;
    int index = 0;
    while (index < block.length()) {
      if (endsSentence(block, start, index)) {
        int end = index + 1;
        while (end < block.length()
            && (CLOSERS.indexOf(block.charAt(end)) >= 0 || ENDS.indexOf(block.charAt(end)) >= 0)) {
          end++;
        }
        addIfSpoken(sentences, block.substring(start, end));
        start = end;
        index = end;
      } else {
        index++;
      }
    }
    addIfSpoken(sentences, block.substring(start));
    return sentences.stream().flatMap(sentence -> shorter(sentence).stream()).toList();
  }

  private static boolean endsSentence(String block, int start, int index) {
    char mark = block.charAt(index);
    if (ENDS.indexOf(mark) < 0) {
      return false;
    }
    if (mark != '.') {
      return true;
    }
    boolean closed =
        index + 1 == block.length()
            || Character.isWhitespace(block.charAt(index + 1))
            || CLOSERS.indexOf(block.charAt(index + 1)) >= 0
            || ENDS.indexOf(block.charAt(index + 1)) >= 0;
    int wordStart = Math.max(start, block.lastIndexOf(' ', index) + 1);
    String word = block.substring(wordStart, index + 1).toLowerCase(Locale.ROOT);
    boolean initial =
        word.length() == 2 && Character.isLetter(word.charAt(0)) && !word.equals("i.");
    return closed && !initial && !ABBREVIATIONS.contains(word);
  }

  private static void addIfSpoken(List<String> sentences, String piece) {
    String stripped = piece.strip();
    if (stripped.codePoints().anyMatch(Character::isLetterOrDigit)) {
      sentences.add(stripped);
    } else if (!stripped.isEmpty() && !sentences.isEmpty()) {
      sentences.add(sentences.removeLast() + stripped);
    } else if (!stripped.isEmpty()) {
      sentences.add(stripped);
    }
  }

  /// Cuts what nobody could speak in one breath, at a pause if there is one.
  private static List<String> shorter(String sentence) {
    var pieces = new ArrayList<String>();
    String rest = sentence;
    while (rest.length() > LONG_SENTENCE) {
      int cut = -1;
      for (int index = LONG_SENTENCE / 3; index < LONG_SENTENCE; index++) {
        if (PAUSES.indexOf(rest.charAt(index)) >= 0) {
          cut = index + 1;
        }
      }
      if (cut < 0) {
        cut = rest.lastIndexOf(' ', LONG_SENTENCE);
      }
      if (cut <= 0) {
        cut = LONG_SENTENCE;
        if (Character.isHighSurrogate(rest.charAt(cut - 1))) {
          cut--;
        }
      }
      pieces.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    if (!rest.isEmpty()) {
      pieces.add(rest);
    }
    return pieces;
  }
}
