package dev.reelwright.media.font;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fonts: bundled are Inter for Latin, Greek and Cyrillic, a subset of Noto Sans SC for Chinese
/// (simplified and the common traditional characters) and Japanese; on wish also what is installed.
/// Thread-safe; building one reads the font files, so build one and share it.
public final class Fonts {
  private static final String INTER = "/com/formdev/flatlaf/fonts/inter/";
  private static final String HAN = "/fonts/NotoSansSC-Subset.ttf";

  /// How heavy the strokes are.
  public enum Weight {
    REGULAR,
    SEMIBOLD,
    BOLD
  }

  /// A piece of a text that one font covers completely.
  public record Run(String text, Font font) {}

  private final Map<Weight, Font> latin = new EnumMap<>(Weight.class);
  private final Font han;
  private final SystemFonts system;

  private Fonts(SystemFonts system) {
    this.system = system;
    latin.put(Weight.REGULAR, load(INTER + "Inter-Regular.otf"));
    latin.put(Weight.SEMIBOLD, load(INTER + "Inter-SemiBold.otf"));
    latin.put(Weight.BOLD, load(INTER + "Inter-Bold.otf"));
    han = load(HAN);
  }

  /// Loads the bundled fonts. On a machine without fontconfig this needs [HeadlessGraphics#prepare]
  /// before it.
  public static Fonts bundled() {
    return new Fonts(new SystemFonts(List.of()));
  }

  /// The bundled fonts, and those that are installed on this machine for what the bundled ones
  /// lack.
  public static Fonts withInstalled() {
    return withInstalled(SystemFonts.usualFolders());
  }

  /// As the other, with fonts from other folders.
  public static Fonts withInstalled(List<Path> folders) {
    return new Fonts(new SystemFonts(folders));
  }

  /// Splits a text into runs that can be drawn one after the other. What no bundled font can draw
  /// is left out rather than drawn as boxes; ask [#missingGlyphs] to tell the user. Line breaks and
  /// tabs become spaces.
  ///
  /// @param sizePixels height of the em square
  public List<Run> forText(String text, double sizePixels, Weight weight) {
    Font latinFont = sized(latin.getOrDefault(weight, han), sizePixels);
    Font hanFont = sized(weight == Weight.REGULAR ? han : emboldened(), sizePixels);
    var runs = new ArrayList<Run>();
    var piece = new StringBuilder();
    Font pieceFont = latinFont;
    for (int codePoint : text.codePoints().toArray()) {
      int drawn = Character.isWhitespace(codePoint) && codePoint != 0x3000 ? ' ' : codePoint;
      Font font =
          clings(drawn, pieceFont) && !piece.isEmpty()
              ? pieceFont
              : covering(drawn, latinFont, hanFont, weight);
      if (font == null) {
        continue;
      }
      if (!font.equals(pieceFont) && !piece.isEmpty()) {
        runs.add(new Run(piece.toString(), pieceFont));
        piece.setLength(0);
      }
      pieceFont = font;
      piece.appendCodePoint(drawn);
    }
    if (!piece.isEmpty()) {
      runs.add(new Run(piece.toString(), pieceFont));
    }
    return List.copyOf(runs);
  }

  /// Names the scripts of which a text holds characters that cannot be drawn, such as `Arabic` or
  /// `Emoji`; empty when the whole text can be drawn.
  public List<String> missingGlyphs(String text) {
    Set<String> scripts = new LinkedHashSet<>();
    text.codePoints()
        .filter(codePoint -> !Character.isWhitespace(codePoint))
        .filter(codePoint -> !isInvisible(codePoint))
        .filter(
            codePoint ->
                covering(codePoint, latin.getOrDefault(Weight.REGULAR, han), han, Weight.REGULAR)
                    == null)
        .forEach(codePoint -> scripts.add(scriptName(codePoint)));
    return List.copyOf(scripts);
  }

  private Font emboldened() {
    return han.deriveFont(Font.BOLD);
  }

  private static Font sized(Font font, double sizePixels) {
    return font.deriveFont((float) sizePixels);
  }

  /// What is drawn with the font of the letter before it: blanks, marks that combine with it, and
  /// joiners, which decide how the letters around them look.
  private static boolean clings(int codePoint, Font before) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK ->
          before.canDisplay(codePoint);
      default -> codePoint == ' ' || codePoint == 0x200C || codePoint == 0x200D;
    };
  }

  private @Nullable Font covering(int codePoint, Font latinFont, Font hanFont, Weight weight) {
    if (isInvisible(codePoint)) {
      return null;
    }
    // Chinese quotation marks and dashes exist in both fonts; the neighbouring script decides less
    // badly when Latin wins, because Inter's are proportional.
    if (latinFont.canDisplay(codePoint)) {
      return latinFont;
    }
    if (hanFont.canDisplay(codePoint)) {
      return hanFont;
    }
    return system
        .having(codePoint)
        .map(font -> weight == Weight.REGULAR ? font : font.deriveFont(Font.BOLD))
        .map(font -> sized(font, latinFont.getSize2D()))
        .orElse(null);
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT, Character.CONTROL, Character.SURROGATE -> true;
      default -> codePoint >= 0xFE00 && codePoint <= 0xFE0F;
    };
  }

  private static String scriptName(int codePoint) {
    if (Character.isEmoji(codePoint)) {
      return "Emoji";
    }
    String name = Character.UnicodeScript.of(codePoint).name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Font load(String resource) {
    try (InputStream in = Fonts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("bundled font is missing from the classpath: " + resource);
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading bundled font " + resource + " failed", e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("bundled font is damaged: " + resource, e);
    }
  }
}
