package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.timeline.FrameRate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Compares a film with its plan: every frame there, evenly spaced, both streams equally long.
/// Reads packets only and decodes nothing.
final class Verifier {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final FfmpegRunner runner;

  Verifier(FfmpegRunner runner) {
    this.runner = runner;
  }

  /// @return what is wrong, empty when all is as planned
  Optional<String> complaint(
      Path film, FrameRate rate, long frames, boolean hasSound, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    var shown = timeStamps(film, cancelled);
    if (shown.length != frames) {
      return Optional.of("%d frames instead of %d".formatted(shown.length, frames));
    }
    long step = EncodingProfile.ticksPerFrame(rate);
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] != i * step) {
        return Optional.of(
            "frame %d is shown at tick %d instead of %d".formatted(i, shown[i], i * step));
      }
    }
    return lengths(film, rate, frames, hasSound, cancelled);
  }

  private long[] timeStamps(Path film, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    var answer =
        ask(film, cancelled, "-select_streams", "v:0", "-show_entries", "packet=pts,flags");
    return answer
        .lines()
        .map(line -> line.split(",", -1))
        // Packets that an edit list hides are there only for the decoder's sake.
        .filter(fields -> fields.length >= 2 && !fields[1].contains("D"))
        .mapToLong(fields -> fields[0].equals("N/A") ? -1 : Long.parseLong(fields[0]))
        .sorted()
        .toArray();
  }

  private Optional<String> lengths(
      Path film, FrameRate rate, long frames, boolean hasSound, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    double planned = rate.secondsAtFrame(frames).num() / (double) rate.secondsAtFrame(frames).den();
    double frame = rate.perSecond().den() / (double) rate.perSecond().num();
    var streams =
        ask(film, cancelled, "-show_entries", "stream=codec_type,duration")
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.split(",", -1))
            .toList();
    if (streams.size() != (hasSound ? 2 : 1)) {
      return Optional.of("%d streams instead of %d".formatted(streams.size(), hasSound ? 2 : 1));
    }
    for (var stream : streams) {
      double length = Double.parseDouble(stream[1]);
      if (Math.abs(length - planned) > frame) {
        return Optional.of(
            "%s lasts %.3f s instead of %.3f s".formatted(stream[0], length, planned));
      }
    }
    return Optional.empty();
  }

  private String ask(Path film, BooleanSupplier cancelled, String... question)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(Arrays.asList(question));
    arguments.addAll(List.of("-of", "csv=p=0", "-f", "mov", "-i", "file:" + film.toAbsolutePath()));
    return runner.probe("verifying the film", arguments, LIMIT, cancelled);
  }
}
