package dev.reelwright.cli;

/// Words as they must be typed into a shell.
final class ShellWord {
  private ShellWord() {}

  /// The word itself where that is safe, else in single quotes.
  static String of(String word) {
    return word.matches("[\\p{L}\\p{N}_./:@%+,=-]+")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
