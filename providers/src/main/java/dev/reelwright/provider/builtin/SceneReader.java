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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads out of a text, by lists of English and Chinese words, where and when a scene plays, what
/// the weather is, who is in it, and how the camera could move. Immutable, thread-safe.
final class SceneReader {
  private static final String TABLE = "/builtin/scene-words.txt";
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}'-]+");

  /// Where a motif is at home when the text names no place.
  private static final Map<String, List<String>> HOMES =
      Map.of(
          "sea",
              List.of(
                  "lighthouse",
                  "sailboat",
                  "ship",
                  "ferry",
                  "motor-boat",
                  "speedboat",
                  "canoe",
                  "person-rowing-boat",
                  "man-surfing",
                  "spouting-whale",
                  "dolphin",
                  "shark",
                  "orca",
                  "anchor",
                  "seal",
                  "crab",
                  "man-swimming"),
          "underwater",
              List.of("octopus", "squid", "jellyfish", "fish", "tropical-fish", "mermaid", "coral"),
          "space",
              List.of(
                  "rocket",
                  "flying-saucer",
                  "satellite",
                  "astronaut",
                  "ringed-planet",
                  "comet",
                  "globe-showing-asia-australia"),
          "snow",
              List.of(
                  "penguin",
                  "polar-bear",
                  "snowman",
                  "sled",
                  "skier",
                  "snowboarder",
                  "santa-claus"),
          "desert", List.of("camel", "cactus", "scorpion"),
          "city",
              List.of(
                  "automobile",
                  "taxi",
                  "bus",
                  "police-car",
                  "ambulance",
                  "fire-engine",
                  "tram",
                  "office-building",
                  "motor-scooter",
                  "hospital"),
          "road",
              List.of(
                  "bicycle",
                  "motorcycle",
                  "delivery-truck",
                  "racing-car",
                  "locomotive",
                  "man-biking"),
          "forest",
              List.of(
                  "fox",
                  "bear",
                  "wolf",
                  "deer",
                  "owl",
                  "hedgehog",
                  "boar",
                  "chipmunk",
                  "mushroom",
                  "evergreen-tree",
                  "badger",
                  "raccoon",
                  "tent"),
          "interior",
              List.of(
                  "books",
                  "open-book",
                  "bed",
                  "candle",
                  "musical-keyboard",
                  "laptop",
                  "pot-of-food",
                  "man-cook",
                  "couch-and-lamp",
                  "chair",
                  "teapot",
                  "hot-beverage",
                  "television",
                  "telephone",
                  "mantelpiece-clock",
                  "woman-teacher"),
          "mountains", List.of("eagle", "goat", "person-climbing", "mountain-cableway"));

  /// @param clues found values by kind: `setting`, `time`, `weather`, `mood`, `camera`
  /// @param motifs in the order of the text
  record Reading(Map<String, String> clues, List<String> motifs) {
    Optional<String> find(String kind) {
      return Optional.ofNullable(clues.get(kind));
    }

    /// The place that is named, or where the named things are at home.
    String settingOr(String otherwise) {
      return find("setting").or(this::home).orElse(otherwise);
    }

    Optional<String> home() {
      for (String motif : motifs) {
        for (Map.Entry<String, List<String>> home : HOMES.entrySet()) {
          if (home.getValue().contains(motif)) {
            return Optional.of(home.getKey());
          }
        }
      }
      return Optional.empty();
    }
  }

  private record Clue(String kind, String value, Set<String> english, List<String> chinese) {}

  private final MotifLibrary motifs;
  private final List<Clue> clues;

  SceneReader(MotifLibrary motifs) {
    this.motifs = motifs;
    clues = readTable();
  }

  Reading read(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Set<String> words = new HashSet<>();
    String previous = "";
    for (String word : NOT_A_WORD.split(lower, 0)) {
      words.add(word);
      words.add(previous + " " + word);
      previous = word;
    }
    Map<String, Integer> best = new HashMap<>();
    Map<String, String> found = new HashMap<>();
    for (Clue clue : clues) {
      long hits = clue.english().stream().filter(words::contains).count();
      hits += clue.chinese().stream().filter(lower::contains).mapToInt(String::length).sum();
      // The table's order decides between equals.
      if (hits > best.getOrDefault(clue.kind(), 0)) {
        best.put(clue.kind(), (int) hits);
        found.put(clue.kind(), clue.value());
      }
    }
    return new Reading(Map.copyOf(found), motifs.motifsIn(text));
  }

  private static List<Clue> readTable() {
    try (InputStream in = SceneReader.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("missing from the classpath: " + TABLE);
      }
      var rows = new ArrayList<Clue>();
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> cells = Arrays.asList(line.split("\\|", -1));
          rows.add(
              new Clue(
                  cells.get(0),
                  cells.get(1),
                  Set.of(cells.get(2).split(",", 0)),
                  List.of(cells.get(3).split(",", 0))));
        }
      }
      return List.copyOf(rows);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the list of scene words failed", e);
    }
  }
}
