package dev.reelwright.wiring;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.Finisher;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.caption.SubtitleFiles;
import dev.reelwright.media.finish.CutFinisher;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The core's port to the media module's finisher: lays the shots out in frames and gives each its
/// captions.
final class MediaFinisher implements Finisher {
  private final CutFinisher finisher;
  private final ShotCaptions captions;

  MediaFinisher(CutFinisher finisher, ShotCaptions captions) {
    this.finisher = finisher;
    this.captions = captions;
  }

  @Override
  public Finished finish(
      FinishRequest request,
      Path target,
      Path scratch,
      ProgressListener progress,
      CancelSignal cancel)
      throws IOException, InterruptedException {
    var format = request.format();
    var rate = FrameRate.of(format.fpsNumerator(), format.fpsDenominator());
    Path pictures = Files.createDirectories(scratch.resolve("captions"));
    List<CutPlan.Shot> shots = new ArrayList<>();
    List<Cue> cues = new ArrayList<>();
    var lengths = lengths(request, rate);
    long shared = shared(request, lengths, rate);
    long start = 0;
    for (var shot : request.shots()) {
      cancel.check();
      long frames = lengths.get(shots.size());
      long startMillis = rate.millisAtFrame(start);
      List<Cue> own =
          captions.cues(shot, request, rate.millisAtFrame(start + frames) - startMillis);
      own.forEach(cue -> cues.add(cue.later(startMillis)));
      String name = "shot-%05d".formatted(shots.size() + 1);
      List<CutPlan.Overlay> overlays =
          request.burnCaptions()
              ? captions.overlays(own, format, frames, pictures.resolve(name))
              : List.of();
      shots.add(new CutPlan.Shot(shot.clip(), frames, shot.narration(), overlays));
      start += frames - shared;
    }
    var plan =
        new CutPlan(
            new CutPlan.Format(format.widthPixels(), format.heightPixels(), rate),
            shots,
            request.music(),
            true,
            request.clipSound(),
            shared,
            request.asFilmed());
    Path work = Files.createDirectories(scratch.resolve("cut"));
    var made = finisher.finish(plan, target, work, progress::progressed, cancel::isCancelled);
    return new Finished(made.frames(), SubtitleFiles.srt(cues));
  }

  /// In frames. Rounded at a shot's end, not by its length, so that the error does not add up.
  private static List<Long> lengths(FinishRequest request, FrameRate rate) {
    List<Long> lengths = new ArrayList<>();
    long millis = 0;
    long start = 0;
    for (var shot : request.shots()) {
      millis += shot.lengthMillis();
      long end = Math.max(start + 1, rate.frameAtMillis(millis));
      lengths.add(end - start);
      start = end;
    }
    return lengths;
  }

  /// Frames that neighbours share: as many as wished, or as many as the shortest shot allows.
  private static long shared(FinishRequest request, List<Long> lengths, FrameRate rate) {
    var most = lengths.size() < 2 ? 0 : (Collections.min(lengths) - 1) / 2;
    return Math.min(most, rate.frameAtMillis(request.crossfadeMillis()));
  }
}
