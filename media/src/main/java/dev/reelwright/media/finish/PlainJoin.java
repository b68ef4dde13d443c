package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegException;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.probe.MediaFormat;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.ProbedFile;
import dev.reelwright.media.timeline.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the film without captions that belongs to a finished one: the clips' pictures as they
/// came, the finished film's sound, nothing encoded. Only where all clips are of one make and none
/// is held longer than it lasts. Thread-safe.
public final class PlainJoin {
  private static final Logger LOG = LoggerFactory.getLogger(PlainJoin.class);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /// Copied pictures end where one may be cut off, which is not always the frame that was meant.
  private static final long FRAMES_OFF = 3;

  private final FfmpegRunner runner;
  private final Probe probe;

  public PlainJoin(FfmpegRunner runner, Probe probe) {
    this.runner = runner;
    this.probe = probe;
  }

  /// @param finished the film with captions
  /// @param target appears only when it is whole
  /// @param scratch existing folder for the list of clips
  /// @return false when the clips do not join as they are; there is no target then
  public boolean tryJoin(
      CutPlan plan, Path finished, Path target, Path scratch, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    var clips = new ArrayList<ProbedFile>();
    for (var shot : plan.shots()) {
      var clip = shot.clip();
      if (clip == null) {
        return false;
      }
      clips.add(probe.probeCounting(clip));
    }
    var make = make(clips.getFirst());
    if (make.isEmpty() || !clips.stream().allMatch(clip -> make(clip).equals(make))) {
      return false;
    }
    for (int i = 0; i < clips.size(); i++) {
      var shot = plan.shots().get(i);
      long frames = clips.get(i).picture().orElseThrow().frames().orElse(0);
      var isLast = i == clips.size() - 1;
      var fits = isLast ? shot.frames() <= frames + 1 : Math.abs(shot.frames() - frames) <= 1;
      if (!fits
          || shot.skip() > 0
          || !shot.pace().equals(Rational.ONE)
          || shot.fade().frames() > 0) {
        return false;
      }
    }
    try {
      return joined(plan, clips, finished, target, scratch, cancelled);
    } catch (FfmpegException e) {
      LOG.warn("clips could not be joined as they are", e);
      return false;
    }
  }

  private boolean joined(
      CutPlan plan,
      List<ProbedFile> clips,
      Path finished,
      Path target,
      Path scratch,
      BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    var rate = clips.getFirst().picture().flatMap(ProbedFile.Picture::rate).orElseThrow();
    var list = new StringBuilder("ffconcat version 1.0\n");
    long frame = 0;
    for (int i = 0; i < clips.size(); i++) {
      long start = rate.sampleAtFrame(frame, 1_000_000);
      frame += clips.get(i).picture().orElseThrow().frames().orElseThrow();
      long length = rate.sampleAtFrame(frame, 1_000_000) - start;
      var path = String.valueOf(plan.shots().get(i).clip()).replace("'", "'\\''");
      list.append("file '%s'\n".formatted(path));
      list.append("duration %d.%06d\n".formatted(length / 1_000_000, length % 1_000_000));
    }
    var listFile = Files.writeString(scratch.resolve("plain.ffconcat"), list);
    var hasSound = probe.probe(finished).sound().isPresent();
    long micros = plan.format().rate().sampleAtFrame(plan.frames(), 1_000_000);
    var arguments = new ArrayList<String>();
    // The files are ours and were looked at; the list names them by their whole paths.
    arguments.addAll(List.of("-protocol_whitelist", "file", "-f", "concat", "-safe", "0"));
    arguments.addAll(List.of("-auto_convert", "0", "-i", "file:" + listFile.toAbsolutePath()));
    arguments.addAll(Probe.inputArguments(finished, MediaFormat.MP4));
    arguments.addAll(List.of("-map", "0:v:0"));
    if (hasSound) {
      arguments.addAll(List.of("-map", "1:a:0"));
    }
    arguments.addAll(List.of("-c", "copy", "-t", seconds(micros)));
    arguments.addAll(List.of("-map_metadata", "-1", "-fflags", "+bitexact"));
    arguments.addAll(List.of("-movflags", "+faststart", "-video_track_timescale"));
    arguments.add(Long.toString(EncodingProfile.timescale(rate)));
    runner.run(
        FfmpegJob.of("joining the clips without captions", arguments)
            .writing(target)
            .within(LIMIT)
            .cancelledBy(cancelled));
    long made = probe.probeCounting(target).picture().orElseThrow().frames().orElse(0);
    long wanted = rate.frameAtMillis(micros / 1000);
    if (Math.abs(made - wanted) > FRAMES_OFF) {
      LOG.info("clips do not join as they are: {} frames instead of {}", made, wanted);
      Files.delete(target);
      return false;
    }
    return true;
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }

  /// Empty for what cannot be joined at all.
  private static Optional<String> make(ProbedFile clip) {
    return clip.format() != MediaFormat.MP4
        ? Optional.empty()
        : clip.picture()
            .filter(picture -> picture.codec().equals("h264") && picture.hasConstantRate())
            .filter(picture -> picture.frames().orElse(0) > 0 && picture.rate().isPresent())
            .map(
                picture ->
                    String.join(
                        " ",
                        Objects.toString(picture.parameters()),
                        picture.widthPixels() + "x" + picture.heightPixels(),
                        Boolean.toString(picture.isDirect()),
                        picture.pixelFormat(),
                        picture.rate().get().toString()));
  }
}
