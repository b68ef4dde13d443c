package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Runs ffmpeg for one film. Thread-safe.
///
/// @param frames of the film, by which the patience is measured
record Encoder(FfmpegRunner runner, long frames, BooleanSupplier stopped) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// What pictures are encoded with. Nothing in the file tells when it was made.
  static List<String> pictureOptions(CutPlan plan, EncodingProfile profile) {
    var options = new ArrayList<>(profile.videoArguments(plan.format().rate(), 2));
    options.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
    options.addAll(List.of("-fflags", "+bitexact"));
    boolean closes = profile.codec() == EncodingProfile.Codec.H264;
    options.addAll(List.of("-flags:v", closes ? "+bitexact+cgop" : "+bitexact"));
    return options;
  }

  /// @param listener hears how many frames are written
  /// @return frames of the first stream of pictures that was written
  long run(String doing, List<String> arguments, Path output, LongConsumer listener)
      throws IOException, InterruptedException {
    return runner
        .run(
            FfmpegJob.of(doing, arguments)
                .writing(output)
                .within(PATIENCE.plusSeconds(frames))
                .cancelledBy(stopped)
                .reportingTo(step -> listener.accept(step.frames())))
        .frames();
  }

  /// As the other, of a known number of frames.
  void encode(
      String doing, List<String> arguments, Path output, long expected, LongConsumer listener)
      throws IOException, InterruptedException {
    long made = run(doing, arguments, output, listener);
    if (made != expected) {
      throw new FinishException(
          "%s failed: %d frames came out instead of %d".formatted(doing, made, expected));
    }
  }
}
