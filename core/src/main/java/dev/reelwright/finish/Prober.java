package dev.reelwright.finish;

import dev.reelwright.asset.MediaFacts;
import java.io.IOException;
import java.nio.file.Path;

/// Finds out what a file is from its bytes. Thread-safe.
public interface Prober {
  /// @throws IOException when the file is no media we know, or broken; the message says which
  Probed probe(Path file) throws IOException, InterruptedException;

  /// As [#probe], of a film or a sound from outside: it must be playable from its beginning to its
  /// end, and of a reasonable size.
  ///
  /// @throws Unplayable when it is not
  default Probed probeForeign(Path file) throws IOException, InterruptedException {
    return probe(file);
  }

  /// A file that cannot be played. The message says why, in words for people and without the name
  /// of the file.
  final class Unplayable extends IOException {
    private static final long serialVersionUID = 1L;

    public Unplayable(String why, Throwable cause) {
      super(why, cause);
    }

    public String why() {
      return String.valueOf(getMessage());
    }
  }

  record Probed(String mediaType, MediaFacts facts) {}
}
