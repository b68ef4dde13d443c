package dev.reelwright.media.voice;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Picks the best voice for a language: espeak-ng where it is installed, else the bundled FreeTTS
/// for English. Thread-safe; keep one, it remembers what it found.
public final class VoiceFinder {
  /// What was found for a language.
  public sealed interface Choice {
    record Found(Voice voice) implements Choice {}

    /// @param why what is missing and what to do, for people
    record Missing(String why) implements Choice {}
  }

  private final Optional<Path> espeakProgram;
  private final FreeTtsEngine freeTts = new FreeTtsEngine();
  private volatile Optional<EspeakEngine> espeak = Optional.empty();

  /// @param searchPath folders, separated as in the environment variable `PATH`
  public VoiceFinder(String searchPath) {
    espeakProgram =
        Stream.of(searchPath.split(File.pathSeparator, -1))
            .filter(folder -> !folder.isBlank())
            .flatMap(VoiceFinder::programs)
            .filter(Files::isExecutable)
            .findFirst();
  }

  /// @param language BCP 47 tag; only the language itself and the region count
  public Choice choose(String language) throws InterruptedException {
    String tag = language.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    Optional<String> espeakVoice = espeak().flatMap(engine -> engine.voiceFor(tag));
    if (espeakVoice.isPresent()) {
      EspeakEngine engine = espeak.orElseThrow();
      return new Choice.Found(
          new Narrator(
              "espeak-ng (" + espeakVoice.get() + ")",
              Locale.forLanguageTag(tag),
              (sentence, scratch) -> engine.speak(sentence, espeakVoice.get(), scratch)));
    }
    if (tag.equals("en") || tag.startsWith("en-")) {
      return new Choice.Found(
          new Narrator("FreeTTS (kevin16, basic)", Locale.ENGLISH, freeTts::speak));
    }
    return new Choice.Missing(
        espeakProgram.isPresent()
            ? "no voice for %s: the installed espeak-ng does not speak it".formatted(language)
            : "no voice for %s: install espeak-ng".formatted(language));
  }

  private Optional<EspeakEngine> espeak() throws InterruptedException {
    if (espeak.isEmpty() && espeakProgram.isPresent()) {
      espeak = EspeakEngine.probe(espeakProgram.get());
    }
    return espeak;
  }

  private static Stream<Path> programs(String folder) {
    try {
      return Stream.of("espeak-ng", "espeak-ng.exe").map(name -> Path.of(folder, name));
    } catch (InvalidPathException e) {
      // A damaged PATH entry hides nothing that could be run.
      return Stream.of();
    }
  }
}
