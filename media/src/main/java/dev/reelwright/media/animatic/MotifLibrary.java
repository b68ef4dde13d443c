package dev.reelwright.media.animatic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The things that can appear in a scene, and the words and emoji that call for them: English and
/// Chinese ones with care, those of a dozen further languages for the commonest things.
/// Thread-safe; building one reads the bundled pack, so build one and share it.
public final class MotifLibrary {
  private static final String TABLE = "/motifs/motifs.txt";
  private static final String FOREIGN = "/motifs/words.txt";
  private static final String PACK = "/motifs/noto.zip";
  private static final int SHORTEST_PLURAL = 4;
  private static final char FIRST_EMOJI = 0x2600;
  private static final int LONGEST_EMOJI = 9;
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");

  /// @param kind how it stands in a scene: `ground`, `boat`, `bust` …, with details after a colon
  /// @param height relative to a scene's hero
  record Motif(String id, String kind, double height) {
    String sort() {
      int colon = kind.indexOf(':');
      return colon < 0 ? kind : kind.substring(0, colon);
    }
  }

  private static final Set<String> IRREGULAR_PLURALS =
      Set.of("children", "kids", "people", "men", "women", "mice", "geese", "wolves", "friends");
  private final Map<String, Motif> motifs = new LinkedHashMap<>();
  private final Map<String, String> english = new HashMap<>();
  private final Map<String, String> chinese = new TreeMap<>();
  private final Map<String, String> emoji = new HashMap<>();
  private final ForeignWords foreign = new ForeignWords();
  private final Map<String, byte[]> drawings = new HashMap<>();

  private MotifLibrary() {
    forEachRow(TABLE, this::addRow);
    forEachRow(FOREIGN, this::addForeign);
    readPack();
  }

  /// Loads the motifs that ship with the product.
  public static MotifLibrary bundled() {
    return new MotifLibrary();
  }

  /// Ids of the motifs a text names, in the order of the text, each once.
  public List<String> motifsIn(String text) {
    return mentionsIn(text).stream().map(Mention::id).distinct().toList();
  }

  /// A place in a text that names a motif.
  ///
  /// @param start of the word, an index into the text in lower case
  /// @param end behind the word
  public record Mention(int start, int end, String id) {}

  /// Every naming of a motif, in the order of the text.
  public List<Mention> mentionsIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    var hits = new ArrayList<Mention>();
    findEnglish(lower, hits);
    findChinese(lower, hits);
    findEmoji(lower, hits);
    findForeign(lower, hits);
    hits.sort(Comparator.comparingInt(Mention::start));
    return List.copyOf(hits);
  }

  /// Whether the English word is a plural of another that names the same motif.
  public boolean isPlural(String word, String id) {
    return IRREGULAR_PLURALS.contains(word)
        || singulars(word).stream().anyMatch(single -> id.equals(english.get(single)));
  }

  /// How the motif stands in a scene, such as `boat` or `figure`; empty when there is no such
  /// motif.
  public String sort(String id) {
    return find(id).map(Motif::sort).orElse("");
  }

  /// Whether the motif is a place, such as a house, rather than someone or something that acts.
  public boolean isLandmark(String id) {
    return find(id).filter(motif -> List.of("landmark", "tree").contains(motif.sort())).isPresent();
  }

  /// Whether the motif is somebody or an animal or a vehicle: something that acts.
  public boolean isActor(String id) {
    return find(id)
        .filter(
            motif -> !List.of("landmark", "tree", "plant", "prop", "sky").contains(motif.sort()))
        .isPresent();
  }

  Optional<Motif> find(String id) {
    return Optional.ofNullable(motifs.get(id));
  }

  /// The motif's drawing as SVG.
  byte[] drawing(String id) {
    byte[] svg = drawings.get(id);
    if (svg == null) {
      throw new IllegalArgumentException("no drawing of motif " + id);
    }
    return svg;
  }

  Set<String> ids() {
    return Set.copyOf(motifs.keySet());
  }

  private void findEnglish(String text, List<Mention> hits) {
    Matcher words = WORD.matcher(text);
    String previous = "";
    int previousStart = 0;
    while (words.find()) {
      String pair = named(previous + " " + words.group());
      if (pair != null) {
        int start = previousStart;
        hits.removeIf(hit -> hit.start() == start);
        hits.add(new Mention(previousStart, words.end(), pair));
      } else {
        String single = named(words.group());
        if (single != null) {
          hits.add(new Mention(words.start(), words.end(), single));
        }
      }
      previous = words.group();
      previousStart = words.start();
    }
  }

  private @Nullable String named(String word) {
    String id = english.get(word);
    Iterator<String> singulars =
        id == null ? singulars(word).iterator() : Collections.emptyIterator();
    while (id == null && singulars.hasNext()) {
      id = english.get(singulars.next());
    }
    return id;
  }

  /// What the word could be a plural of.
  private static List<String> singulars(String word) {
    if (!word.endsWith("s") || word.endsWith("ss") || word.length() < SHORTEST_PLURAL) {
      return List.of();
    }
    String stem = word.substring(0, word.length() - 1);
    if (stem.endsWith("ie")) {
      return List.of(stem, stem.substring(0, stem.length() - 2) + "y");
    }
    return stem.endsWith("e") ? List.of(stem, stem.substring(0, stem.length() - 1)) : List.of(stem);
  }

  private void findChinese(String text, List<Mention> hits) {
    int position = 0;
    while (position < text.length()) {
      int length = 0;
      if (text.charAt(position) >= 0x3000) {
        for (int tried = Math.min(4, text.length() - position); tried > 0 && length == 0; tried--) {
          String id = chinese.get(text.substring(position, position + tried));
          if (id != null) {
            hits.add(new Mention(position, position + tried, id));
            length = tried;
          }
        }
      }
      position += Math.max(1, length);
    }
  }

  /// The longest sequences first: a woman who is an astronaut is one sign made of several.
  private void findEmoji(String text, List<Mention> hits) {
    int position = 0;
    while (position < text.length()) {
      int length = 0;
      if (text.charAt(position) >= FIRST_EMOJI) {
        for (int tried = Math.min(LONGEST_EMOJI, text.length() - position);
            tried > 0 && length == 0;
            tried--) {
          String id = emoji.get(text.substring(position, position + tried));
          if (id != null) {
            hits.add(new Mention(position, position + tried, id));
            length = tried;
          }
        }
      }
      position += Math.max(1, length);
    }
  }

  private void findForeign(String text, List<Mention> hits) {
    for (ForeignWords.Found found : foreign.in(text)) {
      int end = found.start() + found.length();
      if (hits.stream().noneMatch(hit -> hit.start() < end && found.start() < hit.end())) {
        hits.add(new Mention(found.start(), end, found.id()));
      }
    }
  }

  private static void forEachRow(String table, Consumer<List<String>> use) {
    try (var lines =
        new BufferedReader(new InputStreamReader(resource(table), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> use.accept(Arrays.asList(line.split("\\|", -1))));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + table + " failed", e);
    }
  }

  private void addRow(List<String> cells) {
    var motif = new Motif(cells.get(0), cells.get(1), Double.parseDouble(cells.get(2)));
    motifs.put(motif.id(), motif);
    addAll(cells.get(3), motif.id(), english);
    addAll(cells.get(4), motif.id(), chinese);
    addAll(cells.get(5), motif.id(), emoji);
  }

  private static void addAll(String words, String id, Map<String, String> into) {
    for (String word : words.split(",", 0)) {
      if (!word.isEmpty()) {
        into.putIfAbsent(word, id);
      }
    }
  }

  private void addForeign(List<String> cells) {
    for (String word : cells.get(1).split(",", 0)) {
      foreign.add(word, cells.get(0));
    }
  }

  private void readPack() {
    try (var zip = new ZipInputStream(resource(PACK))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        drawings.put(entry.getName().replace(".svg", ""), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the motif pack failed", e);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = MotifLibrary.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("missing from the classpath: " + name);
    }
    return in;
  }
}
