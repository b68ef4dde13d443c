package dev.reelwright.finish;

import dev.reelwright.asset.MediaFacts;
import java.io.IOException;
import java.nio.file.Path;

/// Finds out what a file is from its bytes. Thread-safe.
public interface Prober {
  /// @throws IOException when the file is no media we know, or broken; the message says which
  Probed probe(Path file) throws IOException, InterruptedException;

  record Probed(String mediaType, MediaFacts facts) {}
}
