package dev.reelwright.media.probe;

import dev.reelwright.media.ffmpeg.FfmpegException;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Tells whether a film or a sound can really be played: that a file says what it holds does not
/// mean that it does. Its beginning and its end are decoded, so a file that was cut short on its
/// way is found. Thread-safe.
public final class Soundness {
  /// Longest side of a picture; more than any camera films, less than what fills the memory.
  public static final int MOST_PIXELS = 8_192;

  public static final Duration LONGEST = Duration.ofHours(12);

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final FfmpegRunner runner;

  public Soundness(FfmpegRunner runner) {
    this.runner = runner;
  }

  /// @param file as it was probed
  /// @throws UnreadableMediaException when it is too large, or cannot be played from its beginning
  ///   to its end
  public void require(Path file, ProbedFile probed) throws IOException, InterruptedException {
    var picture = probed.picture();
    if (picture.isPresent()
        && Math.max(picture.get().widthPixels(), picture.get().heightPixels()) > MOST_PIXELS) {
      throw new UnreadableMediaException(
          "its picture is %d x %d pixels, more than %d on a side"
              .formatted(picture.get().widthPixels(), picture.get().heightPixels(), MOST_PIXELS),
          null);
    }
    if (probed.length().filter(length -> length.compareTo(LONGEST) > 0).isPresent()) {
      throw new UnreadableMediaException(
          "it is longer than %d hours".formatted(LONGEST.toHours()), null);
    }
    decode(file, probed, List.of("-t", "1"), "its beginning cannot be decoded");
    decode(file, probed, List.of("-sseof", "-2"), "its end is missing or broken");
  }

  /// Pictures must come without a fault. Sounds often end in tags that no decoder knows, so of them
  /// it is enough that something is heard.
  private void decode(Path file, ProbedFile probed, List<String> part, String complaint)
      throws IOException, InterruptedException {
    var picture = probed.picture();
    var arguments = new ArrayList<String>();
    if (picture.isPresent()) {
      arguments.add("-xerror");
    }
    arguments.addAll(part);
    arguments.addAll(Probe.inputArguments(file, probed.format()));
    arguments.addAll(
        List.of("-map", picture.map(it -> "0:" + it.index()).orElse("0:a:0"), "-f", "null", "-"));
    var decoded = new AtomicReference<>(Duration.ZERO);
    var job =
        FfmpegJob.of("checking a file", arguments)
            .within(DEADLINE)
            .reportingTo(step -> decoded.set(step.position()));
    try {
      var result = runner.run(job);
      if (picture.isPresent() ? result.frames() == 0 : decoded.get().isZero()) {
        throw new UnreadableMediaException(complaint, null);
      }
    } catch (FfmpegException e) {
      throw new UnreadableMediaException(complaint, e);
    }
  }
}
