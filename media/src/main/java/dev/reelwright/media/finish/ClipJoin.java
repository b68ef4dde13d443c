package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegException;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.probe.MediaFormat;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.ProbedFile;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins clips as they came, picture and sound bit for bit, where they are all of one make. Used
/// for films that ask for it and have nothing but their clips. Thread-safe.
final class ClipJoin {
  private static final Logger LOG = LoggerFactory.getLogger(ClipJoin.class);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final FfmpegRunner runner;
  private final Probe probe;
  private final Path scratch;
  private final BooleanSupplier cancelled;

  ClipJoin(FfmpegRunner runner, Probe probe, Path scratch, BooleanSupplier cancelled) {
    this.runner = runner;
    this.probe = probe;
    this.scratch = scratch;
    this.cancelled = cancelled;
  }

  /// @return frames of the film, or empty when the clips must be encoded
  OptionalLong tryJoin(CutPlan plan, Path film) throws IOException, InterruptedException {
    if (!isNothingButClips(plan)) {
      return OptionalLong.empty();
    }
    var clips = new ArrayList<ProbedFile>();
    for (var shot : plan.shots()) {
      clips.add(probe.probeCounting(Objects.requireNonNull(shot.clip())));
    }
    var first = clips.getFirst();
    var rate = first.picture().flatMap(ProbedFile.Picture::rate);
    if (rate.isEmpty() || !clips.stream().allMatch(clip -> isOfOneMake(clip, first))) {
      return OptionalLong.empty();
    }
    try {
      return joined(plan, clips, rate.get(), film);
    } catch (FfmpegException e) {
      LOG.warn("clips could not be joined as they are, encoding them", e);
      return OptionalLong.empty();
    }
  }

  static boolean isNothingButClips(CutPlan plan) {
    return plan.asFilmed()
        && plan.sound().clips()
        && plan.music() == null
        && plan.subtitles() == null
        && plan.shots().stream()
            .allMatch(
                shot ->
                    shot.clip() != null
                        && shot.narration() == null
                        && shot.overlays().isEmpty()
                        && shot.skip() == 0
                        && shot.pace().equals(Rational.ONE)
                        && shot.clipLevelDecibels() == 0
                        && shot.fade().frames() == 0);
  }

  private static boolean isOfOneMake(ProbedFile clip, ProbedFile first) {
    return clip.format() == MediaFormat.MP4
        && make(clip).isPresent()
        && make(clip).equals(make(first));
  }

  /// Empty for what cannot be joined at all.
  private static Optional<String> make(ProbedFile clip) {
    var sound =
        clip.sound()
            .map(each -> each.codec() + " " + each.sampleRateHz() + " " + each.channels())
            .orElse("silent");
    return clip.picture()
        .filter(picture -> picture.codec().equals("h264") && picture.hasConstantRate())
        .filter(picture -> picture.frames().orElse(0) > 0 && picture.rate().isPresent())
        .map(
            picture ->
                "%s %dx%d %s %s %s %s"
                    .formatted(
                        picture.parameters(),
                        picture.widthPixels(),
                        picture.heightPixels(),
                        picture.isDirect(),
                        picture.pixelFormat(),
                        picture.rate().get(),
                        sound));
  }

  private OptionalLong joined(CutPlan plan, List<ProbedFile> clips, FrameRate rate, Path film)
      throws IOException, InterruptedException {
    var list = new StringBuilder("ffconcat version 1.0\n");
    long frame = 0;
    for (int i = 0; i < clips.size(); i++) {
      long start = rate.sampleAtFrame(frame, 1_000_000);
      frame += clips.get(i).picture().orElseThrow().frames().orElseThrow();
      long length = rate.sampleAtFrame(frame, 1_000_000) - start;
      var path = Objects.requireNonNull(plan.shots().get(i).clip()).toAbsolutePath().toString();
      list.append("file '%s'\n".formatted(path.replace("'", "'\\''")));
      list.append("duration %d.%06d\n".formatted(length / 1_000_000, length % 1_000_000));
    }
    var listFile = Files.writeString(scratch.resolve("clips.ffconcat"), list);
    boolean hasSound = clips.getFirst().sound().isPresent();
    var arguments = new ArrayList<String>();
    // The files are ours and were looked at; the list names them by their whole paths.
    arguments.addAll(List.of("-protocol_whitelist", "file", "-f", "concat", "-safe", "0"));
    // Nothing is to be put between: all have the same parameters.
    arguments.addAll(List.of("-auto_convert", "0"));
    arguments.addAll(List.of("-i", "file:" + listFile.toAbsolutePath()));
    arguments.addAll(List.of("-map", "0:v:0"));
    if (hasSound) {
      arguments.addAll(List.of("-map", "0:a:0"));
    }
    arguments.addAll(List.of("-c", "copy", "-map_metadata", "-1", "-fflags", "+bitexact"));
    // What an encoder of sound puts before its first sample would push the pictures back.
    arguments.addAll(List.of("-copyts", "-avoid_negative_ts", "disabled"));
    arguments.addAll(List.of("-movflags", "+faststart", "-video_track_timescale"));
    arguments.add(Long.toString(EncodingProfile.timescale(rate)));
    runner.run(
        FfmpegJob.of("joining the clips as they are", arguments)
            .writing(film)
            .within(LIMIT)
            .cancelledBy(cancelled));
    var complaint = new Verifier(runner).complaint(film, rate, frame, hasSound, cancelled);
    if (complaint.isPresent()) {
      LOG.info("clips do not join as they are ({}), encoding them", complaint.get());
      Files.delete(film);
      return OptionalLong.empty();
    }
    return OptionalLong.of(frame);
  }
}
