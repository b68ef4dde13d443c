package dev.reelwright.wiring;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.Finisher;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.caption.SubtitleFiles;
import dev.reelwright.media.finish.CutFinisher;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.timeline.FilmLayout;
import dev.reelwright.media.timeline.Transition;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The core's port to the media module's finisher.
final class MediaFinisher implements Finisher {
  private final CutFinisher finisher;
  private final FilmPlans plans;
  private final boolean preparesClips;

  /// @param preparesClips whether clips are prepared as they arrive
  MediaFinisher(CutFinisher finisher, FilmPlans plans, boolean preparesClips) {
    this.finisher = finisher;
    this.plans = plans;
    this.preparesClips = preparesClips;
  }

  @Override
  public Finished finish(
      FinishRequest request,
      Path target,
      Path scratch,
      ProgressListener progress,
      CancelSignal cancel)
      throws IOException, InterruptedException {
    var cues = new ArrayList<Cue>();
    var pictures = Files.createDirectories(scratch.resolve("captions"));
    var film = plans.of(request, pictures, cues::add, cancel);
    var subtitles = subtitles(request, cues, scratch);
    var plan = subtitles == null ? film : film.with(subtitles);
    Path work = Files.createDirectories(scratch.resolve("cut"));
    var made = finisher.finish(plan, target, work, progress::progressed, cancel::isCancelled);
    return new Finished(made.frames(), SubtitleFiles.srt(cues));
  }

  @Override
  public boolean canPrepare() {
    return preparesClips;
  }

  @Override
  public void prepare(FinishRequest request, Set<Integer> shots, Path scratch, CancelSignal cancel)
      throws IOException, InterruptedException {
    var pictures = Files.createDirectories(scratch.resolve("captions"));
    var plan = plans.of(request, pictures, cue -> {}, cancel);
    Path work = Files.createDirectories(scratch.resolve("cut"));
    finisher.prepare(plan, shots, work, cancel::isCancelled);
  }

  private static CutPlan.@Nullable Subtitles subtitles(
      FinishRequest request, List<Cue> cues, Path scratch) throws IOException {
    if (!request.finishing().captionTrack() || cues.isEmpty()) {
      return null;
    }
    var file = Files.writeString(scratch.resolve("captions.srt"), SubtitleFiles.srt(cues));
    return new CutPlan.Subtitles(file, request.language());
  }

  static FilmLayout.Wish wish(long lengthMillis, FinishRequest.ShotEdit edit) {
    return new FilmLayout.Wish(
        lengthMillis, Transition.of(edit.into()).orElse(Transition.FADE), edit.fadeMillis());
  }
}
