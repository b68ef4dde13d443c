package dev.reelwright.media.font;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.File;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fonts that are installed on this machine, for scripts that no bundled font has. Looked for only
/// when a text needs one. Thread-safe.
final class SystemFonts {
  private static final Logger LOG = LoggerFactory.getLogger(SystemFonts.class);
  private static final int MOST_FILES = 5_000;
  private static final int MOST_TRIES = 24;
  private static final int DEPTH = 6;
  private static final Pattern FONT_FILE = Pattern.compile("(?i).*\\.(ttf|otf|ttc)");

  private final List<Path> folders;
  private final Map<UnicodeScript, Optional<Font>> found = new ConcurrentHashMap<>();

  /// @param folders that are searched, with what lies below them; those that are missing are passed
  ///   over
  SystemFonts(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /// Where the usual systems keep fonts.
  static List<Path> usualFolders() {
    var home = System.getProperty("user.home", "");
    return Stream.of(
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            home + "/.local/share/fonts",
            home + "/.fonts",
            "/System/Library/Fonts",
            "/Library/Fonts",
            home + "/Library/Fonts",
            "C:" + File.separator + "Windows" + File.separator + "Fonts")
        .map(Path::of)
        .toList();
  }

  /// A font that has a character, and most likely the others of its script.
  Optional<Font> having(int codePoint) {
    var script = UnicodeScript.of(codePoint);
    if (script == UnicodeScript.UNKNOWN || Character.isEmoji(codePoint)) {
      return Optional.empty();
    }
    if (script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED) {
      // Marks that several scripts share come with the letters before them.
      return found.values().stream()
          .flatMap(Optional::stream)
          .filter(font -> font.canDisplay(codePoint))
          .findFirst();
    }
    return found
        .computeIfAbsent(script, _ -> look(script, codePoint))
        .filter(font -> font.canDisplay(codePoint));
  }

  private Optional<Font> look(UnicodeScript script, int codePoint) {
    return files().stream()
        .sorted(
            Comparator.<Path>comparingInt(file -> rank(file, script)).thenComparing(Path::toString))
        .limit(MOST_TRIES)
        .flatMap(file -> read(file).stream())
        .filter(font -> font.canDisplay(codePoint))
        .findFirst();
  }

  /// Lower ones are tried first: the name tells what a font is for, and most fonts with many
  /// scripts have one of a few names. Styles other than the upright regular one come last.
  private static int rank(Path file, UnicodeScript script) {
    var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int rank =
        name.contains(word(script))
            ? 0
            : name.matches("(dejavusans|freesans|unifont|droidsansfallback|arial unicode).*")
                ? 10
                : name.matches(".*(cjk|wqy|loma|lohit|garuda|hind|mukta).*") ? 20 : 40;
    if (name.startsWith("notosans" + word(script))) {
      rank -= 10;
    }
    if (name.matches(
        ".*(bold|italic|oblique|light|thin|black|condensed|mono|serif|ui|rashi|kufi|nastaliq).*")) {
      rank += 5;
    }
    return rank;
  }

  private static String word(UnicodeScript script) {
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> "cjk";
      default -> script.name().toLowerCase(Locale.ROOT).replace("_", "");
    };
  }

  private List<Path> files() {
    var files = new ArrayList<Path>();
    for (var folder : folders) {
      if (Files.isDirectory(folder)) {
        try (var all = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
          all.filter(file -> FONT_FILE.matcher(file.toString()).matches())
              .limit(MOST_FILES)
              .forEach(files::add);
        } catch (IOException | java.io.UncheckedIOException e) {
          LOG.info("fonts in {} cannot be looked through", folder, e);
        }
      }
    }
    return files;
  }

  private static Optional<Font> read(Path file) {
    try {
      return Optional.of(Font.createFonts(file.toFile())[0]);
    } catch (IOException | FontFormatException e) {
      LOG.info("the font {} cannot be read", file, e);
      return Optional.empty();
    }
  }
}
