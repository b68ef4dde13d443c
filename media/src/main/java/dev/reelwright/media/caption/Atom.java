package dev.reelwright.media.caption;

/// The smallest piece of a text that stays on one line: a word with its punctuation.
///
/// @param columns width, a full-width character counts two
/// @param weight how long it takes to say, in letters, with the pause its punctuation asks for
/// @param spaceAfter whether a space follows when the next atom stays on the same line
record Atom(String text, int columns, double weight, boolean spaceAfter) {
  boolean endsSentence() {
    return endsWithAny(".!?。！？…");
  }

  boolean endsClause() {
    return endsWithAny(",;:，；：、—");
  }

  /// A short word such as `the` or `on` belongs to what follows it.
  boolean dangles() {
    return spaceAfter && columns <= 3 && Character.isLetter(text.codePointBefore(text.length()));
  }

  private boolean endsWithAny(String marks) {
    for (int i = text.length() - 1; i >= 0; i--) {
      char last = text.charAt(i);
      if (marks.indexOf(last) >= 0) {
        return true;
      }
      if (Character.isLetterOrDigit(last) || "\"'”’」』）)》".indexOf(last) < 0) {
        return false;
      }
    }
    return false;
  }
}
