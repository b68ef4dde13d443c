package dev.reelwright.media.voice;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Cuts a text into sentences, and sentences that are too long for an engine into pieces.
final class Sentences {
  static final int MAX_LENGTH = 300;

  private static final long PARAGRAPH_MILLIS = 450;
  private static final long SENTENCE_MILLIS = 260;
  private static final long PIECE_MILLIS = 90;

  /// Full stops behind these, or behind a lone capital, do not end a sentence.
  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "(?s).*(^|\\s)(Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No|vs|etc|approx|dept|fig|e\\.g|i\\.e|\\p{Lu})\\.$");

  /// @param pauseMillis silence after it
  record Piece(String text, long pauseMillis) {}

  private Sentences() {}

  static List<Piece> of(String text, Locale locale) {
    List<Piece> pieces = new ArrayList<>();
    for (String paragraph : text.split("\\R+", -1)) {
      for (String sentence : sentences(paragraph, locale)) {
        addPieces(sentence, pieces);
      }
      if (!pieces.isEmpty()) {
        pieces.add(new Piece(pieces.removeLast().text, PARAGRAPH_MILLIS));
      }
    }
    return pieces;
  }

  private static List<String> sentences(String paragraph, Locale locale) {
    var breaks = BreakIterator.getSentenceInstance(locale);
    breaks.setText(paragraph);
    List<String> sentences = new ArrayList<>();
    var sentence = new StringBuilder();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      sentence.append(paragraph, start, end);
      start = end;
      if (!ABBREVIATION.matcher(sentence.toString().strip()).matches()) {
        sentences.add(sentence.toString());
        sentence.setLength(0);
      }
    }
    sentences.add(sentence.toString());
    return sentences;
  }

  private static void addPieces(String sentence, List<Piece> pieces) {
    String rest = sentence.strip();
    while (rest.length() > MAX_LENGTH) {
      int cut = cut(rest);
      addIfSpeakable(rest.substring(0, cut).strip(), PIECE_MILLIS, pieces);
      rest = rest.substring(cut).strip();
    }
    addIfSpeakable(rest, SENTENCE_MILLIS, pieces);
  }

  private static void addIfSpeakable(String text, long pauseMillis, List<Piece> pieces) {
    if (Tokens.isSpeakable(text)) {
      pieces.add(new Piece(text, pauseMillis));
    }
  }

  /// Behind the last comma, else the last space, else the last whole character that fits.
  private static int cut(String text) {
    for (String marks : List.of(",;:，；：、", " \t")) {
      for (int i = MAX_LENGTH - 1; i > MAX_LENGTH / 3; i--) {
        if (marks.indexOf(text.charAt(i)) >= 0) {
          return i + 1;
        }
      }
    }
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int before = characters.preceding(MAX_LENGTH + 1);
    return before > 0 ? before : MAX_LENGTH;
  }
}
