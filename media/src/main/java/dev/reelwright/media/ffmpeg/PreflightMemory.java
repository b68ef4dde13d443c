package dev.reelwright.media.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an ffmpeg answered, for later processes: asking takes a tenth of a second at each start.
/// Only a good answer is worth keeping. Thread-safe.
final class PreflightMemory {
  private static final Logger LOG = LoggerFactory.getLogger(PreflightMemory.class);
  private static final String FORM = "reelwright-preflight/1";
  private static final int LINES = 6;

  private final Path folder;

  PreflightMemory(Path folder) {
    this.folder = folder;
  }

  /// Empty for another program, another build of it, or a file that cannot be read.
  Optional<Preflight.Capabilities> find(Preflight.Key key) {
    try {
      if (!Files.isRegularFile(file())) {
        return Optional.empty();
      }
      var lines = Files.readAllLines(file());
      return lines.size() == LINES
              && lines.get(0).equals(FORM)
              && lines.get(1).equals(word(key))
              && lines.get(LINES - 1).equals(FORM)
          ? Optional.of(
              new Preflight.Capabilities(lines.get(2), set(lines.get(3)), set(lines.get(4))))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("what ffmpeg answered before cannot be read, asking it again", e);
      return Optional.empty();
    }
  }

  void keep(Preflight.Key key, Preflight.Capabilities found) {
    var lines =
        List.of(
            FORM,
            word(key),
            found.version(),
            String.join(" ", found.encoders()),
            String.join(" ", found.filters()),
            FORM);
    try {
      Files.createDirectories(folder);
      var part = Files.createTempFile(folder, "preflight", ".part");
      Files.write(part, lines);
      Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.debug("what ffmpeg answered cannot be kept, the next start asks it again", e);
    }
  }

  private static String word(Preflight.Key key) {
    return key.toString().replaceAll("\\R", " ");
  }

  private static Set<String> set(String words) {
    return Set.of(words.split(" ", -1));
  }

  private Path file() {
    return folder.resolve("preflight.txt");
  }
}
