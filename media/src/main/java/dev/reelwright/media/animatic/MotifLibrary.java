package dev.reelwright.media.animatic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The things that can appear in a scene, and the English and Chinese words that call for them.
/// Thread-safe; building one reads the bundled pack, so build one and share it.
public final class MotifLibrary {
  private static final String TABLE = "/motifs/motifs.txt";
  private static final String PACK = "/motifs/noto.zip";
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");

  /// @param kind how it stands in a scene: `ground`, `boat`, `bust` …, with details after a colon
  /// @param height relative to a scene's hero
  record Motif(String id, String kind, double height) {
    String sort() {
      int colon = kind.indexOf(':');
      return colon < 0 ? kind : kind.substring(0, colon);
    }
  }

  private record Hit(int position, int length, String id) {}

  private final Map<String, Motif> motifs = new LinkedHashMap<>();
  private final Map<String, String> english = new HashMap<>();
  private final Map<String, String> chinese = new TreeMap<>();
  private final Map<String, byte[]> drawings = new HashMap<>();

  private MotifLibrary() {
    readTable();
    readPack();
  }

  /// Loads the motifs that ship with the product.
  public static MotifLibrary bundled() {
    return new MotifLibrary();
  }

  /// Ids of the motifs a text names, in the order of the text, each once.
  public List<String> motifsIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    var hits = new ArrayList<Hit>();
    findEnglish(lower, hits);
    findChinese(lower, hits);
    hits.sort(Comparator.comparingInt(Hit::position));
    return hits.stream().map(Hit::id).distinct().toList();
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

  private void findEnglish(String text, List<Hit> hits) {
    Matcher words = WORD.matcher(text);
    String previous = "";
    int previousStart = 0;
    while (words.find()) {
      String pair = english.get(previous + " " + words.group());
      if (pair != null) {
        int start = previousStart;
        hits.removeIf(hit -> hit.position() == start);
        hits.add(new Hit(previousStart, pair.length(), pair));
      } else {
        String single = english.get(words.group());
        if (single != null) {
          hits.add(new Hit(words.start(), words.group().length(), single));
        }
      }
      previous = words.group();
      previousStart = words.start();
    }
  }

  private void findChinese(String text, List<Hit> hits) {
    int position = 0;
    while (position < text.length()) {
      int length = 0;
      if (text.charAt(position) >= 0x3000) {
        for (int tried = Math.min(4, text.length() - position); tried > 0 && length == 0; tried--) {
          String id = chinese.get(text.substring(position, position + tried));
          if (id != null) {
            hits.add(new Hit(position, tried, id));
            length = tried;
          }
        }
      }
      position += Math.max(1, length);
    }
  }

  private void readTable() {
    try (var lines =
        new BufferedReader(new InputStreamReader(resource(TABLE), StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::addRow);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the motif table failed", e);
    }
  }

  private void addRow(String line) {
    List<String> cells = Arrays.asList(line.split("\\|", -1));
    var motif = new Motif(cells.get(0), cells.get(1), Double.parseDouble(cells.get(2)));
    motifs.put(motif.id(), motif);
    for (String word : cells.get(3).split(",", 0)) {
      english.putIfAbsent(word, motif.id());
    }
    for (String word : cells.get(4).split(",", 0)) {
      chinese.putIfAbsent(word, motif.id());
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
