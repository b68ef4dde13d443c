package dev.reelwright.provider.builtin;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cuts a text into paragraphs and sentences, whatever its language.
final class ScriptText {
  private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");
  private static final Pattern LINE = Pattern.compile("\\R");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");
  private static final String ENDS = ".!?…。！？；｡؟।";
  private static final String CLOSERS = "\"'”’»)]）」』】》";
  private static final String PAUSES = ",;:，；：、—";
  private static final List<String> ABBREVIATIONS =
      List.of("mr.", "mrs.", "ms.", "dr.", "st.", "vs.", "e.g.", "i.e.", "etc.", "no.", "prof.");
  private static final int LONG_SENTENCE = 220;

  private ScriptText() {}

  /// @param text what is told; empty when it is only shown
  /// @param shown what is seen
  /// @param paragraph 0-based
  record Sentence(String text, String shown, int paragraph, Directions directions) {}

  /// At least one, unless the text is blank or holds nothing but directions.
  static List<Sentence> sentences(String text) {
    String whole = Normalizer.normalize(text, Normalizer.Form.NFC);
    var sentences = new ArrayList<Sentence>();
    Screenplay.read(whole)
        .ifPresentOrElse(
            pieces -> pieces.forEach(piece -> addPiece(piece, sentences)),
            () -> addProse(whole, sentences));
    if (sentences.isEmpty()) {
      String rest = SPACE.matcher(whole).replaceAll(" ").strip();
      return rest.isEmpty() ? List.of() : List.of(new Sentence(rest, rest, 0, Directions.NONE));
    }
    return sentences;
  }

  private static void addProse(String whole, List<Sentence> sentences) {
    if (whole.codePoints().noneMatch(Character::isLetterOrDigit)) {
      // Pictures instead of words: each group of them is a sentence.
      for (String group : SPACE.split(whole.strip(), 0)) {
        if (!group.isEmpty()) {
          sentences.add(new Sentence(group, group, 0, Directions.NONE));
        }
      }
      return;
    }
    int paragraph = 0;
    for (String block : PARAGRAPHS.split(whole, 0)) {
      int before = sentences.size();
      for (String part : besideCards(block)) {
        for (String sentence : cut(SPACE.matcher(part).replaceAll(" ").strip())) {
          add(Directions.of(sentence), null, paragraph, sentences);
        }
      }
      if (sentences.size() > before) {
        paragraph++;
      }
    }
  }

  /// A line that is a card stands alone; other lines go on as one text.
  private static List<String> besideCards(String block) {
    var parts = new ArrayList<String>();
    var running = new StringBuilder();
    for (String line : LINE.split(block, 0)) {
      if (Directions.of(line).directions().card().isEmpty()) {
        running.append(line).append(' ');
      } else {
        parts.add(running.toString());
        running.setLength(0);
        parts.add(line);
      }
    }
    parts.add(running.toString());
    return parts;
  }

  private static void addPiece(Screenplay.Piece piece, List<Sentence> sentences) {
    String text = SPACE.matcher(piece.text()).replaceAll(" ").strip();
    int paragraph = sentences.isEmpty() ? 0 : sentences.getLast().paragraph();
    boolean moves =
        !sentences.isEmpty() && !sentences.getLast().directions().place().equals(piece.place());
    for (String sentence : piece.isOneShot() ? List.of(text) : cut(text)) {
      Directions.Read read = Directions.of(sentence);
      add(
          new Directions.Read(read.text(), read.directions().at(piece.place()).explicit()),
          piece.shown().equals(piece.text()) ? null : piece.shown(),
          moves ? paragraph + 1 : paragraph,
          sentences);
    }
  }

  /// What is nothing but directions goes to the sentence before it.
  private static void add(
      Directions.Read read, @Nullable String shown, int paragraph, List<Sentence> sentences) {
    Directions directions = read.directions();
    boolean isCard = !directions.card().isEmpty();
    if (read.text().isBlank() && !isCard) {
      if (!sentences.isEmpty()) {
        Sentence last = sentences.removeLast();
        sentences.add(
            new Sentence(
                last.text(), last.shown(), last.paragraph(), directions.or(last.directions())));
      }
      return;
    }
    String seen = isCard ? directions.card() : shown == null ? read.text() : shown;
    sentences.add(new Sentence(read.text(), seen, paragraph, directions));
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
