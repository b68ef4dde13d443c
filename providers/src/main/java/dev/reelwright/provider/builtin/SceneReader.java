package dev.reelwright.provider.builtin;

import dev.reelwright.media.animatic.MotifLibrary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads out of a text, by lists of English and Chinese words, where and when a scene plays, what
/// the weather is, who is in it, and how the camera could move. Immutable, thread-safe.
final class SceneReader {
  private static final String TABLE = "/builtin/scene-words.txt";
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}'-]+");

  private static final Set<String> PLACE_PREPOSITIONS =
      Set.of(
          ("in on at across through into inside over above under along by from near beside behind"
                  + " beyond around onto toward towards upon between among to down up")
              .split(" ", 0));
  private static final Pattern COMING =
      Pattern.compile(
          "\\b(?:comes? up|came up|rises?|rose|begins?|began|starts?|started|suddenly|then|soon|later"
              + "|afterwards|gathers?|approach(?:es)?)\\b|突然|后来|开始|忽然|起了",
          Pattern.CASE_INSENSITIVE);

  /// Names in which a place is only a part.
  private static final Pattern NO_PLACE =
      Pattern.compile("\\bsea[ -](?=turtle|lion|horse|gull|shell|food)", Pattern.CASE_INSENSITIVE);

  private static final int EXPLICIT = 4;
  private static final int MOST_WORDS_BETWEEN = 3;
  private static final int FAR = 1_000;
  private static final int SHORT_WORD = 5;

  /// @param clues found values by kind: `setting`, `time`, `weather`, `mood`, `camera`, `action`,
  ///   and `ended` for weather that is over
  /// @param motifs in the order of the text, one that is several more than once
  /// @param home where one of the motifs is at home, if any is; matters when the text names no
  ///   place
  /// @param comes whether what is told only begins with it, as in "dark clouds come up"
  record Reading(
      Map<String, String> clues, List<String> motifs, Optional<String> home, boolean comes) {
    Optional<String> find(String kind) {
      return Optional.ofNullable(clues.get(kind));
    }

    /// The place that is named, or where the named things are at home.
    String settingOr(String otherwise) {
      Optional<String> winter = find("weather").filter("snow"::equals);
      return find("setting").or(() -> home).or(() -> winter).orElse(otherwise);
    }
  }

  private record Clue(
      String kind, String value, Set<String> english, List<String> chinese, List<String> foreign) {}

  private final MotifLibrary motifs;
  private final PicturedWords pictured;
  private final List<Clue> clues;
  private final Set<String> places;
  private final Map<String, String> homes = new HashMap<>();

  SceneReader(MotifLibrary motifs) {
    this.motifs = motifs;
    pictured = new PicturedWords(motifs);
    clues = readTable(homes);
    places =
        clues.stream()
            .filter(clue -> clue.kind().equals("setting"))
            .flatMap(clue -> clue.english().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  Reading read(String text) {
    String shown = pictured.of(text);
    Map<String, String> found = new HashMap<>();
    // What somebody does steers mood and camera, so those read the whole text.
    find(text, Set.of("mood", "camera"), found);
    // A wave that is seen is water, one that is not is a hand's.
    find(
        shown.contains(" wave") ? text.replaceAll("\\bwaves?\\b", " ") : text,
        Set.of("action"),
        found);
    String where = NO_PLACE.matcher(shown).replaceAll(" ");
    find(where, Set.of("setting", "time"), found);
    Optional<WeatherEnd> over = WeatherEnd.in(shown);
    find(over.map(end -> shown.substring(end.end())).orElse(shown), Set.of("weather"), found);
    if (over.isPresent()) {
      found.putIfAbsent("weather", "clear");
      Map<String, String> before = new HashMap<>();
      find(over.get().weather(), Set.of("weather"), before);
      before.values().forEach(weather -> found.put("ended", weather));
    }
    List<String> named = Numbers.repeated(motifs, shown);
    Optional<String> home = named.stream().filter(homes::containsKey).map(homes::get).findFirst();
    return new Reading(Map.copyOf(found), named, home, COMING.matcher(text).find());
  }

  private void find(String text, Set<String> kinds, Map<String, String> found) {
    String lower = text.toLowerCase(Locale.ROOT);
    Map<String, Integer> words = weighed(lower);
    Map<String, Integer> best = new HashMap<>();
    for (Clue clue : clues) {
      if (!kinds.contains(clue.kind())) {
        continue;
      }
      boolean isPlace = clue.kind().equals("setting");
      int hits = 0;
      for (String word : clue.english()) {
        hits += isPlace ? words.getOrDefault(word, 0) : Math.min(1, words.getOrDefault(word, 0));
      }
      for (String word : clue.chinese()) {
        if (lower.contains(word)) {
          hits += word.length() + (isPlace && isWhere(lower, word) ? EXPLICIT : 0);
        }
      }
      for (String word : clue.foreign()) {
        if (isForeignWord(lower, word)) {
          hits++;
        }
      }
      // The table's order decides between equals.
      if (hits > best.getOrDefault(clue.kind(), 0)) {
        best.put(clue.kind(), hits);
        found.put(clue.kind(), clue.value());
      }
    }
  }

  /// Words and pairs of words; those that a preposition makes a place weigh more.
  private Map<String, Integer> weighed(String lower) {
    Map<String, Integer> weights = new HashMap<>();
    String previous = "";
    int sincePreposition = FAR;
    for (String word : NOT_A_WORD.split(lower, 0)) {
      int weight = sincePreposition <= MOST_WORDS_BETWEEN ? 1 + EXPLICIT : 1;
      weights.merge(word, weight, Math::max);
      weights.merge(previous + " " + word, weight, Math::max);
      if (PLACE_PREPOSITIONS.contains(word)) {
        sincePreposition = 0;
      } else {
        sincePreposition = places.contains(word) ? FAR : sincePreposition + 1;
      }
      previous = word;
    }
    return weights;
  }

  private static boolean isWhere(String text, String place) {
    for (int at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + 1)) {
      int end = at + place.length();
      boolean isInside = end < text.length() && "里中上边旁内下间".indexOf(text.charAt(end)) >= 0;
      boolean isReached = at > 0 && "在到进过向从".indexOf(text.charAt(at - 1)) >= 0;
      if (isInside || isReached) {
        return true;
      }
    }
    return false;
  }

  /// Words of other languages may carry prefixes and endings; one that begins a word is enough.
  private static boolean isForeignWord(String text, String word) {
    boolean isLatin = word.codePointAt(0) < 0x250;
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      boolean begins = at == 0 || !Character.isLetter(text.charAt(at - 1));
      int end = at + word.length();
      boolean ends = end == text.length() || !Character.isLetter(text.charAt(end));
      if (!isLatin || (begins && (ends || word.length() > SHORT_WORD))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.split(",", 0)).filter(word -> !word.isEmpty()).toList();
  }

  private static List<Clue> readTable(Map<String, String> homes) {
    try (InputStream in = SceneReader.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("missing from the classpath: " + TABLE);
      }
      var rows = new ArrayList<Clue>();
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> cells = Arrays.asList(line.split("\\|", -1));
          if (cells.getFirst().equals("home")) {
            words(cells.get(2)).forEach(motif -> homes.putIfAbsent(motif, cells.get(1)));
            continue;
          }
          rows.add(
              new Clue(
                  cells.get(0),
                  cells.get(1),
                  Set.of(cells.get(2).split(",", 0)),
                  words(cells.get(3)),
                  words(cells.size() > 4 ? cells.get(4) : "")));
        }
      }
      return List.copyOf(rows);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the list of scene words failed", e);
    }
  }
}
