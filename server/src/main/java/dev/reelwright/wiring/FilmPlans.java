package dev.reelwright.wiring;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.FinishRequest.CutShot;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.finish.EncodingProfile;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.timeline.FilmLayout;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.project.Finishing;
import dev.reelwright.provider.CancelSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Turns what the core asks for into what the media module makes: lays the shots out in frames and
/// gives each its captions. Thread-safe.
final class FilmPlans {
  /// Slower than half its speed a clip looks like a mistake; the rest of the time it is held.
  private static final Rational SLOWEST = Rational.of(2);

  private final Probe probe;
  private final ShotCaptions captions;

  FilmPlans(Probe probe, ShotCaptions captions) {
    this.probe = probe;
    this.captions = captions;
  }

  /// @param pictures existing folder for drawn captions
  /// @param cues hears of each cue of the film, in order
  CutPlan of(FinishRequest request, Path pictures, Consumer<Cue> cues, CancelSignal cancel)
      throws IOException, InterruptedException {
    var format = request.format();
    var rate = FrameRate.of(format.fpsNumerator(), format.fpsDenominator());
    var shots = new ArrayList<CutPlan.Shot>();
    var layout =
        FilmLayout.of(
            rate,
            request.shots().stream()
                .map(shot -> MediaFinisher.wish(shot.lengthMillis(), shot.edit()))
                .toList());
    for (var shot : request.shots()) {
      cancel.check();
      int index = shots.size();
      var place = layout.places().get(index);
      long frames = place.range().length();
      var fade = new CutPlan.FadeOut(place.into(), place.shared());
      long startMillis = rate.millisAtFrame(place.range().start());
      List<Cue> own =
          captions.cues(shot, request, rate.millisAtFrame(place.range().end()) - startMillis);
      own.forEach(cue -> cues.accept(cue.later(startMillis)));
      var clip = shot.clip();
      if (clip == null) {
        shots.add(CutPlan.Shot.gap(frames, shot.narration()).fading(fade));
        continue;
      }
      var name = "shot-%05d".formatted(index + 1);
      long skip = rate.frameAtMillis(shot.edit().skipMillis());
      shots.add(
          new CutPlan.Shot(
              clip,
              skip,
              pace(request, shot, rate, skip, frames),
              frames,
              shot.narration(),
              request.burnCaptions()
                  ? captions.overlays(own, request, frames, pictures.resolve(name))
                  : List.of(),
              fade,
              shot.edit().clipDecibels()));
    }
    return new CutPlan(
        new CutPlan.Format(format.widthPixels(), format.heightPixels(), rate),
        shots,
        request.music(),
        new CutPlan.Sound(
            true,
            request.clipSound(),
            new CutPlan.Levels(request.levels().narration(), request.levels().music()),
            CutPlan.Loudness.USUAL),
        request.asFilmed(),
        look(request.finishing()));
  }

  private Rational pace(FinishRequest request, CutShot shot, FrameRate rate, long skip, long frames)
      throws IOException, InterruptedException {
    var clip = shot.clip();
    if (clip == null || request.finishing().longSpeech() != Finishing.LongSpeech.STRETCH) {
      return Rational.ONE;
    }
    long filmed =
        probe
            .probe(clip)
            .picture()
            .flatMap(picture -> picture.length())
            .map(Duration::toMillis)
            .map(rate::frameAtMillis)
            .orElse(0L);
    if (filmed < 1 || filmed >= frames + skip) {
      return Rational.ONE;
    }
    var wished = new Rational(frames + skip, filmed);
    return wished.compareTo(SLOWEST) > 0 ? SLOWEST : wished;
  }

  private static CutPlan.Look look(Finishing finishing) {
    var profile =
        switch (finishing.quality()) {
          case DRAFT -> EncodingProfile.DRAFT;
          case STANDARD -> EncodingProfile.STANDARD;
          case MASTER -> EncodingProfile.MASTER;
        };
    return new CutPlan.Look(
        CutPlan.Fit.valueOf(finishing.fit().name()),
        profile.in(EncodingProfile.Codec.valueOf(finishing.codec().name())));
  }
}
