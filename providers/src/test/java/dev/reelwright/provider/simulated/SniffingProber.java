package dev.reelwright.provider.simulated;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.finish.Prober;
import dev.reelwright.provider.FakeMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Tells the simulated provider's files by their first bytes, and the fakes' as they say
/// themselves.
final class SniffingProber implements Prober {
  private final FakeMedia fakes = new FakeMedia();

  @Override
  public Probed probe(Path file) throws IOException {
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(8);
    }
    var text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u0089PNG")) {
      return new Probed("image/png", new MediaFacts(16, 16, null, null, null, null, null));
    }
    if (text.startsWith("ftyp", 4)) {
      return new Probed(
          "video/mp4", new MediaFacts(16, 16, Duration.ofSeconds(4), null, null, null, null));
    }
    return fakes.probe(file);
  }
}
