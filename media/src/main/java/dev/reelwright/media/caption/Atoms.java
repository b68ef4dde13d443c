package dev.reelwright.media.caption;

import com.ibm.icu.util.ULocale;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// Cuts a text into atoms. Never cuts inside a grapheme cluster.
final class Atoms {
  /// May not begin a line, after JIS X 4051 and GB/T 15834.
  private static final String NOT_FIRST =
      "、。，．・：；？！ー々〻‐゠–〜～…‥）〕］｝〉》」』】〙〗｠»”’!?,.:;)]}%％‰°℃"
          + "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ";

  /// May not end a line.
  private static final String NOT_LAST = "（〔［｛〈《「『【〘〖｟«“‘([{￥＄$£#＃@";

  private Atoms() {}

  /// @param maxColumns atoms that are wider are cut between grapheme clusters
  static List<Atom> of(String text, int maxColumns) {
    List<Atom> atoms = new ArrayList<>();
    var word = new StringBuilder();
    String clean = clean(text);
    List<String> clusters = clustersOf(clean);
    var wordEnds = wordEnds(clean);
    int position = 0;
    for (int i = 0; i < clusters.size(); i++) {
      String cluster = clusters.get(i);
      position += cluster.length();
      if (cluster.isBlank()) {
        add(word, true, maxColumns, atoms);
        continue;
      }
      word.append(cluster);
      if (i + 1 < clusters.size()
          && wordEnds.get(position)
          && mayBreakBetween(cluster, clusters.get(i + 1))) {
        add(word, false, maxColumns, atoms);
      }
    }
    add(word, false, maxColumns, atoms);
    return atoms;
  }

  /// Chinese and Japanese write no spaces; a dictionary knows their words.
  private static BitSet wordEnds(String text) {
    var ends = new BitSet();
    var words = com.ibm.icu.text.BreakIterator.getWordInstance(ULocale.ROOT);
    words.setText(text);
    for (int end = words.next(); end != com.ibm.icu.text.BreakIterator.DONE; end = words.next()) {
      ends.set(end);
    }
    return ends;
  }

  static List<String> clusters(String text) {
    return clustersOf(clean(text));
  }

  private static List<String> clustersOf(String clean) {
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(clean);
    List<String> clusters = new ArrayList<>();
    int start = characters.first();
    for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
      clusters.add(clean.substring(start, end));
      start = end;
    }
    return clusters;
  }

  /// Half surrogates and control characters cannot be shown; blanks of every kind are one space.
  private static String clean(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .filter(c -> Character.isWhitespace(c) || isShowable(c))
        .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isShowable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SURROGATE, Character.CONTROL, Character.UNASSIGNED, Character.PRIVATE_USE ->
          false;
      default -> codePoint != 0xFEFF && codePoint != 0x200B;
    };
  }

  private static boolean mayBreakBetween(String before, String after) {
    int left = before.codePointAt(0);
    int right = after.codePointAt(0);
    if (!isIdeographic(left) && !isIdeographic(right)) {
      return left == '—' && Character.isLetter(right);
    }
    return NOT_FIRST.indexOf(right) < 0 && NOT_LAST.indexOf(left) < 0;
  }

  private static void add(
      StringBuilder word, boolean spaceAfter, int maxColumns, List<Atom> atoms) {
    if (word.isEmpty()) {
      if (spaceAfter && !atoms.isEmpty()) {
        Atom last = atoms.removeLast();
        atoms.add(new Atom(last.text(), last.columns(), last.weight(), true));
      }
      return;
    }
    var piece = new StringBuilder();
    int columns = 0;
    double weight = 0;
    for (String cluster : clusters(word.toString())) {
      int width = columns(cluster);
      if (columns + width > maxColumns && columns > 0) {
        atoms.add(new Atom(piece.toString(), columns, weight, false));
        piece.setLength(0);
        columns = 0;
        weight = 0;
      }
      piece.append(cluster);
      columns += width;
      weight += weight(cluster);
    }
    atoms.add(new Atom(piece.toString(), columns, weight, spaceAfter));
    word.setLength(0);
  }

  static int columns(String cluster) {
    int codePoint = cluster.codePointAt(0);
    boolean wide =
        switch (Character.UnicodeScript.of(codePoint)) {
              case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL -> true;
              default -> false;
            }
            || (codePoint >= 0x3000 && codePoint <= 0x303F)
            || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
            || Character.isEmojiPresentation(codePoint);
    return wide ? 2 : 1;
  }

  /// Letters a reader or speaker spends on it.
  static double weight(String cluster) {
    int codePoint = cluster.codePointAt(0);
    if (isIdeographic(codePoint)) {
      return columns(cluster) == 2 ? 2.5 : 1;
    }
    if (Character.isDigit(codePoint)) {
      return 3;
    }
    if (Character.isLetter(codePoint)) {
      return 1;
    }
    if (".!?。！？…".indexOf(codePoint) >= 0) {
      return 4;
    }
    return ",;:，；：、—".indexOf(codePoint) >= 0 ? 2 : 0.2;
  }

  static boolean isIdeographic(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
      default ->
          (codePoint >= 0x3000 && codePoint <= 0x303F)
              || (codePoint >= 0xFF01 && codePoint <= 0xFF60);
    };
  }
}
