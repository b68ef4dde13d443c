package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegException;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.probe.MediaFormat;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.ProbedFile;
import dev.reelwright.media.timeline.Rational;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes over clips that need no encoding: in the film's format already, exactly as long as wanted,
/// nothing drawn on them, and coded with the very parameters of our own encoder. The last point is
/// proven against a sample, because pieces with other parameters join into a film that breaks in
/// players. Thread-safe.
final class Passthrough {
  private static final Logger LOG = LoggerFactory.getLogger(Passthrough.class);

  private final FfmpegRunner runner;
  private final Probe probe;
  private final CutPlan.Format format;
  private final EncodingProfile profile;
  private final Path scratch;
  private final BooleanSupplier cancelled;
  private @Nullable String ownParameters;

  Passthrough(
      FfmpegRunner runner, Probe probe, CutPlan plan, Path scratch, BooleanSupplier cancelled) {
    this.runner = runner;
    this.probe = probe;
    this.format = plan.format();
    this.profile = plan.look().profile();
    this.scratch = scratch;
    this.cancelled = cancelled;
  }

  /// Whether a clip can be taken over, as far as can be said before trying.
  boolean fits(CutPlan.Shot shot) throws IOException, InterruptedException {
    return fitting(shot).isPresent();
  }

  private Optional<ProbedFile> fitting(CutPlan.Shot shot) throws IOException, InterruptedException {
    var file = shot.clip();
    if (file == null
        || !shot.overlays().isEmpty()
        || shot.skip() > 0
        || !shot.pace().equals(Rational.ONE)
        || !profile.equals(EncodingProfile.STANDARD)) {
      return Optional.empty();
    }
    var clip = probe.probeCounting(file);
    if (clip.picture().filter(picture -> looksRight(picture, shot)).isEmpty()
        || clip.format() != MediaFormat.MP4
        || !clip.picture().orElseThrow().parameters().equals(ownParameters())) {
      return Optional.empty();
    }
    return Optional.of(clip);
  }

  /// @return false when the clip must be encoded; `piece` is not written then
  boolean tryCopy(CutPlan.Shot shot, Path piece) throws IOException, InterruptedException {
    var found = fitting(shot);
    var file = shot.clip();
    if (found.isEmpty() || file == null) {
      return false;
    }
    var clip = found.get();
    var arguments = new ArrayList<>(Probe.inputArguments(file, clip.format()));
    arguments.addAll(List.of("-map", "0:" + clip.picture().orElseThrow().index(), "-c", "copy"));
    arguments.addAll(List.of("-map_metadata", "-1", "-video_track_timescale"));
    arguments.add(Long.toString(EncodingProfile.timescale(format.rate())));
    try {
      runner.run(
          FfmpegJob.of("taking over a clip", arguments).writing(piece).cancelledBy(cancelled));
    } catch (FfmpegException e) {
      LOG.warn("a clip could not be taken over as it is, encoding it", e);
      return false;
    }
    return new Verifier(runner)
        .complaint(piece, format.rate(), shot.frames(), false, cancelled)
        .isEmpty();
  }

  private boolean looksRight(ProbedFile.Picture picture, CutPlan.Shot shot) {
    return picture.codec().equals("h264")
        && picture.isDirect()
        && picture.widthPixels() == format.widthPixels()
        && picture.heightPixels() == format.heightPixels()
        && picture.hasConstantRate()
        && picture.rate().filter(format.rate()::equals).isPresent()
        && picture.frames().orElse(-1) == shot.frames()
        && picture.pixelFormat().equals("yuv420p")
        && "bt709".equals(picture.colorSpace());
  }

  private synchronized String ownParameters() throws IOException, InterruptedException {
    var known = ownParameters;
    if (known == null) {
      var sample = scratch.resolve("sample.mp4");
      var source =
          "color=s=%dx%d:r=%s:d=1"
              .formatted(format.widthPixels(), format.heightPixels(), format.rate());
      var arguments = new ArrayList<String>();
      arguments.addAll(List.of("-f", "lavfi", "-i", source, "-frames:v", "2"));
      arguments.addAll(List.of("-vf", "setsar=1,format=yuv420p"));
      arguments.addAll(profile.videoArguments(format.rate(), 1));
      runner.run(
          FfmpegJob.of("encoding a sample", arguments).writing(sample).cancelledBy(cancelled));
      known = probe.probe(sample).picture().orElseThrow().parameters();
      ownParameters = known;
    }
    return known;
  }
}
