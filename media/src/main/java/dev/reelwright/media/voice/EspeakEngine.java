package dev.reelwright.media.voice;

import dev.reelwright.media.sound.WavReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The installed espeak-ng program, one short process per sentence. It is GPL software and is
/// therefore called, never linked. Thread-safe.
final class EspeakEngine {
  private static final Logger log = LoggerFactory.getLogger(EspeakEngine.class);
  private static final long DEADLINE_SECONDS = 30;

  /// espeak-ng names some languages by other codes than BCP 47.
  private static final Map<String, String> ALIASES =
      Map.of(
          "zh", "cmn", "zh-hk", "yue", "zh-mo", "yue", "no", "nb", "en", "en-us", "iw", "he", "tl",
          "fil", "in", "id");

  private final Path program;
  private final Set<String> voices;

  private EspeakEngine(Path program, Set<String> voices) {
    this.program = program;
    this.voices = Set.copyOf(voices);
  }

  /// Asks the program for its voices. Empty when it does not work.
  static Optional<EspeakEngine> probe(Path program) throws InterruptedException {
    try {
      Path list = Files.createTempFile("espeak-voices", ".txt");
      try {
        run(List.of(program.toString(), "--voices"), "", list);
        return Optional.of(new EspeakEngine(program, parse(Files.readAllLines(list))));
      } finally {
        Files.deleteIfExists(list);
      }
    } catch (IOException e) {
      log.warn("espeak-ng at {} does not work and is not used: {}", program, e.getMessage());
      return Optional.empty();
    }
  }

  /// Name of the voice for a lower-case language tag.
  Optional<String> voiceFor(String tag) {
    String primary = tag.split("-", 2)[0];
    for (String candidate :
        List.of(ALIASES.getOrDefault(tag, tag), ALIASES.getOrDefault(primary, primary), primary)) {
      if (voices.contains(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  SentenceEngine.Utterance speak(String sentence, String voice, Path scratch)
      throws IOException, InterruptedException {
    Path output = scratch.resolveSibling(scratch.getFileName() + ".log");
    try {
      // Double brackets would switch espeak-ng to phoneme input.
      String text = sentence.replace('[', ' ').replace(']', ' ');
      run(
          List.of(
              program.toString(),
              "-b",
              "1",
              "-v",
              voice,
              "-s",
              rate(voice),
              "--stdin",
              "-w",
              scratch.toString()),
          text,
          output);
      return new SentenceEngine.Utterance(WavReader.readMono(scratch), List.of());
    } finally {
      Files.deleteIfExists(scratch);
      Files.deleteIfExists(output);
    }
  }

  /// Words a minute. Its Chinese drags at the rate that suits other languages.
  private static String rate(String voice) {
    return voice.equals("cmn") || voice.equals("yue") ? "230" : "160";
  }

  private static void run(List<String> command, String input, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("espeak-ng did not finish within " + DEADLINE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "espeak-ng failed with exit code %d: %s"
                .formatted(process.exitValue(), Files.readString(output).strip()));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// The second column holds the main language of a voice, the last ones others as `(zh 5)`.
  private static Set<String> parse(List<String> lines) {
    List<String[]> rows = new ArrayList<>();
    lines.stream().skip(1).map(line -> line.strip().split("\\s+", -1)).forEach(rows::add);
    Set<String> voices = new HashSet<>();
    rows.stream().filter(row -> row.length > 2).forEach(row -> voices.add(row[1]));
    return voices;
  }
}
