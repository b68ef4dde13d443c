package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.timeline.FrameRate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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
    return complaint(ask(film, cancelled), rate, frames, hasSound, 1);
  }

  private static Optional<String> complaint(
      List<String[]> lines, FrameRate rate, long frames, boolean hasSound, double framesOff) {
    var shown = timeStamps(lines);
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
    return lengths(lines, rate, frames, hasSound, framesOff);
  }

  /// As the other, of a film that was put together here: its pictures last as long as planned to
  /// half a frame, for players believe what a file says about that.
  Optional<String> strictComplaint(
      Path film, FrameRate rate, long frames, boolean hasSound, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    return complaint(ask(film, cancelled), rate, frames, hasSound, 0.5);
  }

  private static long[] timeStamps(List<String[]> lines) {
    return lines.stream()
        .filter(fields -> fields[0].equals("packet") && fields[1].equals("video"))
        // Packets that an edit list hides are there only for the decoder's sake.
        .filter(fields -> fields.length >= 4 && !fields[3].contains("D"))
        .mapToLong(fields -> fields[2].equals("N/A") ? -1 : Long.parseLong(fields[2]))
        .sorted()
        .toArray();
  }

  private static Optional<String> lengths(
      List<String[]> lines, FrameRate rate, long frames, boolean hasSound, double framesOff) {
    double planned = rate.secondsAtFrame(frames).num() / (double) rate.secondsAtFrame(frames).den();
    double frame = rate.perSecond().den() / (double) rate.perSecond().num();
    // Subtitles end with their last cue.
    var streams =
        lines.stream()
            .filter(fields -> fields[0].equals("stream") && !fields[1].equals("subtitle"))
            .toList();
    if (streams.size() != (hasSound ? 2 : 1)) {
      return Optional.of("%d streams instead of %d".formatted(streams.size(), hasSound ? 2 : 1));
    }
    for (var stream : streams) {
      double length = Double.parseDouble(stream[2]);
      double allowed = stream[1].equals("video") ? framesOff * frame : frame;
      if (Math.abs(length - planned) > allowed) {
        return Optional.of(
            "%s lasts %.3f s instead of %.3f s".formatted(stream[1], length, planned));
      }
    }
    return Optional.empty();
  }

  /// Lines of `packet,KIND,TICK,FLAGS` and `stream,KIND,SECONDS`.
  private List<String[]> ask(Path film, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    var entries = "packet=codec_type,pts,flags:stream=codec_type,duration";
    var arguments = List.of("-show_entries", entries, "-of", "csv=p=1", "-f", "mov");
    var input = List.of("-i", "file:" + film.toAbsolutePath());
    return runner
        .probe(
            "verifying the film",
            Stream.concat(arguments.stream(), input.stream()).toList(),
            LIMIT,
            cancelled)
        .lines()
        .map(line -> line.split(",", -1))
        .filter(fields -> fields.length >= 3)
        .toList();
  }
}
