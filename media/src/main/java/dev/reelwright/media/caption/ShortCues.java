package dev.reelwright.media.caption;

import dev.reelwright.media.sound.Speech;
import dev.reelwright.media.voice.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes cues of a few words each from a script and the voice that speaks it: from the first word's
/// start to the last word's end, without lead and without filled gaps, never across the end of a
/// sentence. Four words a cue, or more of them as long as it would flash by.
public final class ShortCues {
  private static final int WORDS = 4;
  private static final int WORDS_ON_FIRST_LINE = 2;
  private static final long LEAST_MILLIS = 600;

  // As wide as a line can be before the painter makes it smaller.
  private static final int MAX_COLUMNS = 80;

  private static final String QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』";
  private static final String TRAILING = ",.;:!?…，。；：！？、";

  private ShortCues() {}

  /// Where each word's time is known.
  ///
  /// @param words when each is spoken, from the beginning of the sound
  /// @param millis length of the sound
  public static List<Cue> of(String script, List<Spoken.Word> words, long millis) {
    var atoms = atoms(script);
    if (atoms.isEmpty() || millis < 1) {
      return List.of();
    }
    var times = AtomTimes.of(atoms, words, millis);
    var starts = new long[atoms.size()];
    var ends = new long[atoms.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = times.start(i);
      ends[i] = times.end(i);
    }
    return cues(atoms, starts, ends);
  }

  /// Where only the sound itself tells when somebody speaks: the words are spread over that time by
  /// their length, and no word is shown across a pause.
  public static List<Cue> of(String script, Speech speech) {
    var atoms = atoms(script);
    var millis = speech.spokenMillis();
    if (atoms.isEmpty() || millis < 1) {
      return List.of();
    }
    var times = AtomTimes.of(atoms, List.of(), millis);
    var starts = new long[atoms.size()];
    var ends = new long[atoms.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = speech.startAt(times.start(i));
      ends[i] = speech.endAt(times.end(i));
    }
    return cues(atoms, starts, ends);
  }

  /// Signs that nobody speaks stand with the word before them.
  private static List<Atom> atoms(String script) {
    var atoms = new ArrayList<Atom>();
    for (var atom : Atoms.of(script, MAX_COLUMNS)) {
      if (atoms.isEmpty() || atom.text().codePoints().anyMatch(Character::isLetterOrDigit)) {
        atoms.add(atom);
      } else {
        var last = atoms.removeLast();
        var gap = last.spaceAfter() ? " " : "";
        atoms.add(
            new Atom(
                last.text() + gap + atom.text(),
                last.columns() + gap.length() + atom.columns(),
                last.weight() + atom.weight(),
                atom.spaceAfter()));
      }
    }
    return atoms;
  }

  private static List<Cue> cues(List<Atom> atoms, long[] starts, long[] ends) {
    var cues = new ArrayList<Cue>();
    long shownUntil = 0;
    int from = 0;
    while (from < atoms.size()) {
      int to = from + 1;
      while (to < atoms.size()
          && !atoms.get(to - 1).endsSentence()
          && (to - from < WORDS || ends[to - 1] - starts[from] < LEAST_MILLIS)) {
        to++;
      }
      var isEnd = to == atoms.size() || atoms.get(to - 1).endsSentence();
      var lines = lines(atoms.subList(from, to), isEnd);
      long start = Math.max(shownUntil, starts[from]);
      long end = Math.max(start + 1, ends[to - 1]);
      if (!lines.isEmpty()) {
        cues.add(new Cue(start, end, lines));
        shownUntil = end;
      }
      from = to;
    }
    return cues;
  }

  private static List<String> lines(List<Atom> words, boolean isEnd) {
    var parts =
        words.size() > WORDS_ON_FIRST_LINE
            ? List.of(
                words.subList(0, WORDS_ON_FIRST_LINE),
                words.subList(WORDS_ON_FIRST_LINE, words.size()))
            : List.of(words);
    var lines = new ArrayList<String>();
    for (int i = 0; i < parts.size(); i++) {
      line(parts.get(i), isEnd && i == parts.size() - 1).ifPresent(lines::add);
    }
    return lines;
  }

  private static Optional<String> line(List<Atom> words, boolean keepsItsEnd) {
    var line = new StringBuilder();
    for (var word : words) {
      line.append(unquoted(word.text()));
      if (word.spaceAfter()) {
        line.append(' ');
      }
    }
    var text = line.toString().strip();
    if (!keepsItsEnd) {
      int end = text.length();
      while (end > 0 && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
      text = text.substring(0, end).strip();
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /// Without the quotation marks around it; what follows a closing one stays.
  private static String unquoted(String word) {
    int from = 0;
    while (from < word.length() && QUOTES.indexOf(word.charAt(from)) >= 0) {
      from++;
    }
    var bare = new StringBuilder(word.substring(from));
    int to = bare.length();
    while (to > 0 && TRAILING.indexOf(bare.charAt(to - 1)) >= 0) {
      to--;
    }
    while (to > 0 && QUOTES.indexOf(bare.charAt(to - 1)) >= 0) {
      bare.deleteCharAt(--to);
    }
    // A closing mark may also stand behind the full stop.
    int end = bare.length();
    while (end > 0 && QUOTES.indexOf(bare.charAt(end - 1)) >= 0) {
      bare.deleteCharAt(--end);
    }
    return bare.toString();
  }
}
