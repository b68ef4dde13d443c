package dev.reelwright.provider.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts that say themselves what their shots are: numbered or bulleted lists, and screenplays.
final class Screenplay {
  private static final String COUNT = "(?:\\d{1,3}|[一二三四五六七八九十]{1,3})";
  private static final Pattern ITEM =
      Pattern.compile(
          "^\\s*(?:(?:shot|scene|clip|panel|镜头|分镜|场景|画面)\\s*#?\\s*"
              + COUNT
              + "\\s*[.)、:：．—–-]?|第"
              + COUNT
              + "[镜幕场个]+(?:头)?\\s*[:：、]?|"
              + COUNT
              + "\\s*[.)、．:：](?!\\d)|[-*•–])\\s+?(.*)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TIGHT_ITEM =
      Pattern.compile(
          "^\\s*(?:(?:镜头|分镜|场景|画面)?" + COUNT + "\\s*[、．:：)）]|第" + COUNT + "[镜幕场]头?[:：、])\\s*(.*)$");
  private static final Pattern INLINE = Pattern.compile("(?:^|\\s)(\\d{1,2})[.)]\\s+(?=\\S)");
  private static final Pattern HEADING =
      Pattern.compile(
          "^\\s*(?:\\d+\\s*[.)]?\\s*)?((?:INT|EXT|INT\\s*\\.?\\s*/\\s*EXT|I/E)[. ].*|[内外]景[:：.、 ].*)$");
  private static final Pattern TRANSITION =
      Pattern.compile(
          "^\\s*(?:(?:smash |match |jump |hard )?cut(?: to| back to)?|fade (?:in|out|to .*)|dissolve(?: to)?"
              + "|title over|the end of .*|转场|淡入|淡出|切至)\\s*[:.：。]*\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ASIDE = Pattern.compile("^\\s*[(（].*[)）]\\s*$");
  private static final Pattern CUE =
      Pattern.compile("^\\s*([\\p{Lu}][\\p{Lu}\\p{N} .'’-]{1,30})(?:\\s*\\(.*\\))?\\s*$");
  private static final int FEWEST_ITEMS = 2;

  private Screenplay() {}

  /// One piece that is to be a shot, or several sentences of action.
  ///
  /// @param text what is told
  /// @param shown what is seen; mostly the same text
  /// @param place heading that holds for it, or empty
  /// @param isOneShot whether it must not be cut into sentences
  record Piece(String text, String shown, String place, boolean isOneShot) {}

  /// The pieces of a text that says what its shots are; empty for prose.
  static Optional<List<Piece>> read(String text) {
    List<String> lines = List.of(text.split("\\R", -1));
    if (lines.stream().anyMatch(line -> HEADING.matcher(line).matches())) {
      return Optional.of(scenes(lines));
    }
    Optional<List<Piece>> listed = items(lines);
    return listed.isPresent() ? listed : items(onLines(text));
  }

  /// Puts "1. … 2. … 3. …" on lines.
  private static List<String> onLines(String text) {
    Matcher numbers = INLINE.matcher(text);
    var lines = new ArrayList<String>();
    int start = 0;
    int expected = 1;
    while (numbers.find()) {
      if (Integer.parseInt(numbers.group(1)) == expected) {
        if (expected > 1 || numbers.start() > 0) {
          lines.add(text.substring(start, numbers.start()));
        }
        start = numbers.start();
        expected++;
      }
    }
    lines.add(text.substring(start));
    return expected > FEWEST_ITEMS ? lines : List.of();
  }

  private static Optional<List<Piece>> items(List<String> lines) {
    var pieces = new ArrayList<Piece>();
    int items = 0;
    int others = 0;
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      Optional<String> item = item(line);
      if (item.isPresent()) {
        items++;
        pieces.add(new Piece(item.get(), item.get(), "", true));
      } else if (items > 0 && line.startsWith(" ")) {
        Piece last = pieces.removeLast();
        String longer = (last.text() + " " + line.strip()).strip();
        pieces.add(new Piece(longer, longer, "", true));
      } else {
        others++;
        pieces.add(new Piece(line.strip(), line.strip(), "", false));
      }
    }
    boolean isList = items >= FEWEST_ITEMS && items > others;
    pieces.removeIf(piece -> piece.text().isBlank());
    return isList && !pieces.isEmpty() ? Optional.of(pieces) : Optional.empty();
  }

  private static Optional<String> item(String line) {
    for (Pattern pattern : List.of(ITEM, TIGHT_ITEM)) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return Optional.of(matcher.group(1).strip());
      }
    }
    return Optional.empty();
  }

  private static List<Piece> scenes(List<String> lines) {
    var pieces = new ArrayList<Piece>();
    String place = "";
    int index = 0;
    while (index < lines.size()) {
      String line = lines.get(index++).strip();
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        place = heading.group(1);
        continue;
      }
      if (line.isEmpty() || TRANSITION.matcher(line).matches() || ASIDE.matcher(line).matches()) {
        continue;
      }
      Matcher cue = CUE.matcher(line);
      boolean isSpoken = cue.matches() && index < lines.size() && !lines.get(index).isBlank();
      if (!isSpoken) {
        pieces.add(new Piece(line, line, place, false));
        continue;
      }
      var speech = new StringBuilder();
      while (index < lines.size() && !lines.get(index).isBlank()) {
        String said = lines.get(index++).strip();
        if (!ASIDE.matcher(said).matches()) {
          speech.append(speech.isEmpty() ? "" : " ").append(said);
        }
      }
      // What somebody speaks of is not what is seen.
      pieces.add(new Piece(speech.toString(), named(cue.group(1)), place, true));
    }
    pieces.removeIf(piece -> piece.text().isBlank());
    return pieces;
  }

  private static String named(String cue) {
    String lower = cue.strip().toLowerCase(Locale.ROOT);
    return Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }
}
