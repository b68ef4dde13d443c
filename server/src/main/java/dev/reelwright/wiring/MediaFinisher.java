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
    long millis = 0;
    long start = 0;
    for (var shot : request.shots()) {
      cancel.check();
      // Rounded at its end, not by its length, so that the error does not add up.
      millis += shot.lengthMillis();
      long end = Math.max(start + 1, rate.frameAtMillis(millis));
      long startMillis = rate.millisAtFrame(start);
      List<Cue> own = captions.cues(shot, request, rate.millisAtFrame(end) - startMillis);
      own.forEach(cue -> cues.add(cue.later(startMillis)));
      String name = "shot-%05d".formatted(shots.size() + 1);
      List<CutPlan.Overlay> overlays =
          request.burnCaptions()
              ? captions.overlays(own, format, end - start, pictures.resolve(name))
              : List.of();
      shots.add(new CutPlan.Shot(shot.clip(), end - start, shot.narration(), overlays));
      start = end;
    }
    var plan =
        new CutPlan(
            new CutPlan.Format(format.widthPixels(), format.heightPixels(), rate),
            shots,
            request.music(),
            true,
            request.clipSound());
    Path work = Files.createDirectories(scratch.resolve("cut"));
    var made = finisher.finish(plan, target, work, progress::progressed, cancel::isCancelled);
    return new Finished(made.frames(), SubtitleFiles.srt(cues));
  }
}
