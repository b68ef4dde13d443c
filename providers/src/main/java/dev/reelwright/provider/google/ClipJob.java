package dev.reelwright.provider.google;

import dev.reelwright.provider.ProviderJob;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A clip that Google makes: its name there, and what is needed to look after it in another life of
/// this process. Written as `NAME#8s-sound@1763700000`.
///
/// @param seconds ordered
/// @param sound whether it was ordered with sound of its own
/// @param orderedAt whole seconds
record ClipJob(String name, int seconds, boolean sound, Instant orderedAt) {
  private static final Pattern WRITTEN = Pattern.compile("(.+)#(\\d{1,3})s(-sound)?@(\\d{1,12})");

  static Optional<ClipJob> of(ProviderJob job) {
    var written = WRITTEN.matcher(job.value());
    return written.matches()
        ? Optional.of(
            new ClipJob(
                written.group(1),
                Integer.parseInt(written.group(2)),
                written.group(3) != null,
                Instant.ofEpochSecond(Long.parseLong(written.group(4)))))
        : Optional.empty();
  }

  ProviderJob job() {
    return new ProviderJob(
        "%s#%ds%s@%d".formatted(name, seconds, sound ? "-sound" : "", orderedAt.getEpochSecond()));
  }
}
