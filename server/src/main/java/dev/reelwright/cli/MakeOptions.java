package dev.reelwright.cli;

import dev.reelwright.project.Finishing;
import dev.reelwright.project.Finishing.CaptionStyle;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.take.SlotRole;
import dev.reelwright.wiring.FilmOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What `make` was asked to make, checked. A prompt, a script, or both.
///
/// @param prompt what the film is about; empty when there is only a script
/// @param script exact text to be told, or null
/// @param length wished length of the film, or null: as long as the story needs
record MakeOptions(
    String prompt,
    @Nullable String script,
    Format format,
    @Nullable Duration length,
    String style,
    boolean voice,
    boolean captions,
    boolean music,
    long seed,
    @Nullable ModelChoice planner,
    Map<SlotRole, ModelChoice> models,
    @Nullable Finishing finishing) {
  /// What Java makes of bytes that are no text in the locale's encoding.
  private static final char UNREADABLE = '\uFFFD';

  private static final String ON = "on";
  private static final String OFF = "off";

  static final int MAX_TEXT = 20_000;
  private static final int MAX_SCRIPT_BYTES = 8 * MAX_TEXT;
  static final int MAX_STYLE = 200;
  static final int MIN_SECONDS = 2;
  static final int MAX_SECONDS = 1800;

  /// @throws Failure saying which value is wrong and what is allowed
  static MakeOptions check(Given given) throws Failure {
    var prompt = String.join(" ", given.words).strip();
    var script = given.script == null ? null : read(given.script);
    if (!isVisible(prompt) && script == null) {
      throw Failure.usage("prompt-empty");
    }
    if (prompt.indexOf(UNREADABLE) >= 0) {
      throw Failure.usage("prompt-encoding");
    }
    if (length(prompt) > MAX_TEXT) {
      throw Failure.usage("prompt-long", length(prompt), MAX_TEXT);
    }
    var style = given.style.strip();
    if (style.isEmpty() || length(style) > MAX_STYLE) {
      throw Failure.usage("style", MAX_STYLE);
    }
    return new MakeOptions(
        prompt,
        script,
        Format.ofAspect(choice("--aspect", given.aspect, List.of("16:9", "9:16", "1:1"))),
        given.seconds == null ? null : seconds(given.seconds),
        style,
        isOn("--voice", given.voice),
        !caption(given.captions).equals(OFF),
        isOn("--music", given.music),
        given.seed == null ? RandomGenerator.getDefault().nextInt(1 << 30) : seed(given.seed),
        given.makers.planner == null ? null : maker("--planner", given.makers.planner),
        models(given.makers),
        finishing(given.captions));
  }

  FilmOrder order() {
    return new FilmOrder(
        prompt, script, style, format, length, seed, voice, captions, music, planner, models,
        finishing);
  }

  private static Map<SlotRole, ModelChoice> models(Makers makers) throws Failure {
    var models = new EnumMap<SlotRole, ModelChoice>(SlotRole.class);
    if (makers.images != null) {
      var choice = maker("--images", makers.images);
      models.put(SlotRole.START_FRAME, choice);
      models.put(SlotRole.END_FRAME, choice);
    }
    if (makers.clips != null) {
      models.put(SlotRole.CLIP, maker("--clips", makers.clips));
    }
    return Map.copyOf(models);
  }

  private static ModelChoice maker(String option, String typed) throws Failure {
    int slash = typed.indexOf('/');
    if (slash < 1 || slash == typed.length() - 1) {
      throw Failure.usage("maker", option, typed);
    }
    return new ModelChoice(typed.substring(0, slash), typed.substring(slash + 1));
  }

  private static String read(Path file) throws Failure {
    String text;
    try {
      text = text(file).strip();
    } catch (CharacterCodingException e) {
      throw Failure.of("script-encoding", e, file);
    } catch (IOException e) {
      throw Failure.of("script-unreadable", e, file);
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1).strip();
    }
    if (!isVisible(text)) {
      throw Failure.usage("script-empty", file);
    }
    if (length(text) > MAX_TEXT) {
      throw Failure.usage("script-long", file, MAX_TEXT);
    }
    return text;
  }

  /// Never reads more than a script may have: a pipe or a device has no size, and may have no end.
  private static String text(Path file) throws IOException, Failure {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_SCRIPT_BYTES + 1);
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw Failure.of("script-encoding", file);
      }
    }
    if (bytes.length > MAX_SCRIPT_BYTES) {
      throw Failure.usage("script-long", file, MAX_TEXT);
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /// Whether there is anything to see in a text; some characters are neither blank nor seen.
  private static boolean isVisible(String text) {
    return text.codePoints()
        .anyMatch(
            c ->
                switch (Character.getType(c)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.SPACE_SEPARATOR,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR,
                      Character.NON_SPACING_MARK,
                      Character.UNASSIGNED ->
                      false;
                  default -> true;
                });
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Duration seconds(String value) throws Failure {
    try {
      double seconds = Double.parseDouble(value);
      if (seconds >= MIN_SECONDS && seconds <= MAX_SECONDS) {
        return Duration.ofMillis(Math.round(seconds * 1000));
      }
    } catch (NumberFormatException _) {
      // Told below like a number out of range.
    }
    throw Failure.usage("number", "--seconds", value, MIN_SECONDS, MAX_SECONDS);
  }

  private static long seed(String value) throws Failure {
    try {
      long seed = Long.parseLong(value);
      if (seed >= 0 && seed <= ProjectSettings.MAX_SEED) {
        return seed;
      }
    } catch (NumberFormatException _) {
      // Told below like a number out of range.
    }
    throw Failure.usage("whole-number", "--seed", value, 0, ProjectSettings.MAX_SEED);
  }

  /// On, off, or the name of a style.
  private static String caption(String value) throws Failure {
    var allowed = new ArrayList<>(List.of(ON, OFF));
    for (var style : CaptionStyle.values()) {
      allowed.add(style.name().toLowerCase(Locale.ROOT));
    }
    return choice("--captions", value.toLowerCase(Locale.ROOT), allowed);
  }

  private static @Nullable Finishing finishing(String captions) throws Failure {
    var word = caption(captions);
    return word.equals(ON) || word.equals(OFF)
        ? null
        : Finishing.USUAL.with(CaptionStyle.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  private static boolean isOn(String option, String value) throws Failure {
    return choice(option, value.toLowerCase(Locale.ROOT), List.of(ON, OFF)).equals(ON);
  }

  private static String choice(String option, String value, List<String> allowed) throws Failure {
    if (!allowed.contains(value)) {
      throw Failure.usage("choice", option, value, String.join(", ", allowed));
    }
    return value;
  }

  /// Who is to do what, as it was typed; null: the built-in studio.
  record Makers(@Nullable String planner, @Nullable String images, @Nullable String clips) {}

  /// The words of the command line, as they were typed.
  record Given(
      List<String> words,
      @Nullable Path script,
      String aspect,
      @Nullable String seconds,
      String style,
      String voice,
      String captions,
      String music,
      @Nullable String seed,
      Makers makers) {
    Given {
      words = List.copyOf(words);
    }
  }
}
