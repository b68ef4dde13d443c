package dev.reelwright.wiring;

import dev.reelwright.media.ffmpeg.Preflight;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.media.font.HeadlessGraphics;
import dev.reelwright.media.voice.VoiceFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at this machine: is everything there that making a film needs?
public final class Checkup {
  private static final long LOW_DISK_BYTES = 500_000_000;
  private static final int JAVA = 25;
  private static final List<String> LANGUAGES = List.of("en", "zh");
  private static final Map<String, String> SAMPLES =
      Map.of(
          "Latin", "Aé",
          "Greek", "Ω",
          "Cyrillic", "Ж",
          "Chinese", "灯塔",
          "Japanese", "かな",
          "Korean", "한",
          "Arabic", "م",
          "Devanagari", "क");

  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();

  private Checkup(Settings settings) {
    this.settings = settings;
  }

  /// @param subject what was looked at: a key of the catalogue
  /// @param detail what was found
  /// @param advice key of the catalogue for what to do, or null when nothing needs doing
  public record Finding(String subject, Grade grade, String detail, @Nullable String advice) {}

  /// Whether films can be made with it.
  public enum Grade {
    GOOD,
    /// Films can be made, but something is left out.
    LIMITED,
    /// No film can be made.
    BROKEN
  }

  public static List<Finding> of(Settings settings) throws InterruptedException {
    var checkup = new Checkup(settings);
    checkup.java();
    checkup.memory();
    checkup.ffmpeg();
    checkup.voices();
    checkup.fonts();
    checkup.dataFolder();
    checkup.disk();
    return List.copyOf(checkup.findings);
  }

  private void java() {
    add(
        "jdk",
        Runtime.version().feature() >= JAVA ? Grade.GOOD : Grade.BROKEN,
        Runtime.version() + " (" + System.getProperty("java.home") + ")",
        null);
  }

  private void memory() {
    long most = Runtime.getRuntime().maxMemory();
    add("memory", Grade.GOOD, "%d MB for Java".formatted(most / 1_000_000), null);
  }

  private void ffmpeg() throws InterruptedException {
    var finder = new FfmpegFinder(settings, new Preflight());
    try {
      var tools = finder.find();
      var found = finder.check(tools);
      add("ffmpeg", Grade.GOOD, found.version() + " (" + tools.ffmpeg() + ")", null);
      add("encoders", Grade.GOOD, "H.264 (libx264), AAC", null);
    } catch (Unusable e) {
      add("ffmpeg", Grade.BROKEN, found(e), e.code());
    }
  }

  private static String found(Unusable e) {
    if (e.parts().length > 0) {
      return String.join(": ", e.parts());
    }
    var cause = e.getCause();
    return cause == null || cause.getMessage() == null ? "-" : cause.getMessage();
  }

  private void voices() throws InterruptedException {
    var voices = new VoiceFinder(settings.searchPath());
    for (var language : LANGUAGES) {
      switch (voices.choose(language)) {
        case VoiceFinder.Choice.Found(var voice) ->
            add("voice", Grade.GOOD, language + ": " + voice.name(), null);
        case VoiceFinder.Choice.Missing(var why) ->
            add("voice", Grade.LIMITED, language + ": " + why, "voice-basic");
      }
    }
  }

  private void fonts() {
    try {
      HeadlessGraphics.prepare(settings.cache().resolve("fontconfig"));
      var fonts = Fonts.withInstalled();
      var missing =
          SAMPLES.entrySet().stream()
              .filter(sample -> !fonts.missingGlyphs(sample.getValue()).isEmpty())
              .map(sample -> sample.getKey())
              .sorted()
              .toList();
      var drawn = SAMPLES.keySet().stream().filter(it -> !missing.contains(it)).sorted().toList();
      add("fonts", Grade.GOOD, String.join(", ", drawn), null);
      if (!missing.isEmpty()) {
        add("fonts", Grade.LIMITED, String.join(", ", missing), "fonts-script");
      }
    } catch (IOException e) {
      add("fonts", Grade.BROKEN, e.toString(), "data-unwritable");
    }
  }

  private void dataFolder() {
    if (!Files.exists(settings.data())) {
      boolean canBeMade = Files.isWritable(existing(settings.data()));
      add(
          "data",
          canBeMade ? Grade.GOOD : Grade.BROKEN,
          settings.data() + " (not there yet)",
          canBeMade ? null : "data-unwritable");
      return;
    }
    // Opened and closed again: whether it can be locked and the database read is what counts.
    try (var _ = Store.open(settings)) {
      add("data", Grade.GOOD, settings.data().toString(), null);
    } catch (Unusable e) {
      add("data", Grade.BROKEN, settings.data().toString(), e.code());
    }
  }

  private void disk() {
    try {
      long free = Files.getFileStore(existing(settings.data())).getUsableSpace();
      boolean isLow = free < LOW_DISK_BYTES;
      add(
          "disk",
          isLow ? Grade.BROKEN : Grade.GOOD,
          "%d MB free in %s".formatted(free / 1_000_000, settings.data()),
          isLow ? "disk-low" : null);
    } catch (IOException e) {
      add("disk", Grade.BROKEN, e.toString(), "data-unwritable");
    }
  }

  private static Path existing(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private void add(String subject, Grade grade, String detail, @Nullable String advice) {
    findings.add(new Finding(subject, grade, detail, advice));
  }
}
