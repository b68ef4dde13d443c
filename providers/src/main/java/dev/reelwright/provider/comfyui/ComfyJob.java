package dev.reelwright.provider.comfyui;

import dev.reelwright.provider.ProviderJob;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A job and the server that has it. Written as `ID@SERVER@1763700000`, so that the part before the
/// first `@` is the server's own id.
///
/// @param orderedAt whole seconds
record ComfyJob(String id, String server, Instant orderedAt) {
  private static final Pattern WRITTEN = Pattern.compile("([^@]+)@([^@]+)@(\\d{1,12})");

  static Optional<ComfyJob> of(ProviderJob job) {
    var written = WRITTEN.matcher(job.value());
    return written.matches()
        ? Optional.of(
            new ComfyJob(
                written.group(1),
                written.group(2),
                Instant.ofEpochSecond(Long.parseLong(written.group(3)))))
        : Optional.empty();
  }

  ProviderJob written() {
    return new ProviderJob("%s@%s@%d".formatted(id, server, orderedAt.getEpochSecond()));
  }
}
