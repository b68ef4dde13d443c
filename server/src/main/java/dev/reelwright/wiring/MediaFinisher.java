package dev.reelwright.wiring;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.Finisher;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.caption.SubtitleFiles;
import dev.reelwright.media.finish.CutFinisher;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.timeline.FilmLayout;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Transition;
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
    var layout =
        FilmLayout.of(
            rate,
            request.shots().stream().map(shot -> wish(shot.lengthMillis(), shot.edit())).toList());
    for (var shot : request.shots()) {
      cancel.check();
      int index = shots.size();
      var place = layout.places().get(index);
      long frames = place.range().length();
      long startMillis = rate.millisAtFrame(place.range().start());
      List<Cue> own =
          captions.cues(shot, request, rate.millisAtFrame(place.range().end()) - startMillis);
      own.forEach(cue -> cues.add(cue.later(startMillis)));
      String name = "shot-%05d".formatted(index + 1);
      List<CutPlan.Overlay> overlays =
          request.burnCaptions()
              ? captions.overlays(own, format, frames, pictures.resolve(name))
              : List.of();
      shots.add(
          new CutPlan.Shot(
              shot.clip(),
              rate.frameAtMillis(shot.edit().skipMillis()),
              frames,
              shot.narration(),
              overlays,
              new CutPlan.FadeOut(place.into(), place.shared()),
              shot.edit().clipDecibels()));
    }
    var plan =
        new CutPlan(
            new CutPlan.Format(format.widthPixels(), format.heightPixels(), rate),
            shots,
            request.music(),
            true,
            request.clipSound(),
            request.asFilmed(),
            new CutPlan.Levels(request.levels().narration(), request.levels().music()));
    Path work = Files.createDirectories(scratch.resolve("cut"));
    var made = finisher.finish(plan, target, work, progress::progressed, cancel::isCancelled);
    return new Finished(made.frames(), SubtitleFiles.srt(cues));
  }

  static FilmLayout.Wish wish(long lengthMillis, FinishRequest.ShotEdit edit) {
    return new FilmLayout.Wish(
        lengthMillis, Transition.of(edit.into()).orElse(Transition.FADE), edit.fadeMillis());
  }
}
