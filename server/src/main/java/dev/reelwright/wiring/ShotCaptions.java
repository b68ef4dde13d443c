package dev.reelwright.wiring;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.media.caption.CaptionPainter;
import dev.reelwright.media.caption.CaptionPainter.Painted;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.caption.CueMaker;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.voice.Spoken;
import dev.reelwright.project.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The captions of one shot: its cues, and their pictures. Thread-safe.
final class ShotCaptions {
  private static final Logger log = LoggerFactory.getLogger(ShotCaptions.class);

  private final Probe probe;
  private final CaptionPainter painter;

  ShotCaptions(Probe probe, CaptionPainter painter) {
    this.probe = probe;
    this.painter = painter;
  }

  /// Cues relative to the start of the shot, none of them longer than it. A narration without a
  /// sound file is spread over the shot.
  List<Cue> cues(FinishRequest.CutShot shot, FinishRequest request, long shotMillis)
      throws IOException, InterruptedException {
    if (shot.narrationText().isBlank()) {
      return List.of();
    }
    Format format = request.format();
    return CueMaker.forFrame(format.widthPixels(), format.heightPixels())
        .cues(
            shot.narrationText(),
            request.language(),
            Math.min(shotMillis, speechMillis(shot, shotMillis)),
            shotMillis,
            shot.words().stream()
                .map(w -> new Spoken.Word(w.text(), w.startMillis(), w.endMillis()))
                .toList());
  }

  private long speechMillis(FinishRequest.CutShot shot, long shotMillis)
      throws IOException, InterruptedException {
    if (!shot.words().isEmpty()) {
      return shot.words().getLast().endMillis();
    }
    Path narration = shot.narration();
    return narration == null
        ? shotMillis
        : probe.probe(narration).length().map(Duration::toMillis).orElse(shotMillis);
  }

  /// Draws each cue into a PNG. One that no bundled font can draw is left out of the picture, and
  /// the log says so; it stays in the subtitle file.
  ///
  /// @param path of the pictures, without number and ending
  List<CutPlan.Overlay> overlays(List<Cue> cues, Format format, long shotFrames, Path path)
      throws IOException {
    var rate = FrameRate.of(format.fpsNumerator(), format.fpsDenominator());
    List<CutPlan.Overlay> overlays = new ArrayList<>();
    for (Cue cue : cues) {
      long start = Math.min(rate.frameAtMillis(cue.startMillis()), shotFrames - 1);
      long end = Math.clamp(rate.frameAtMillis(cue.endMillis()), start + 1, shotFrames);
      switch (painter.paint(cue, format.widthPixels(), format.heightPixels())) {
        case Painted.Strip strip -> {
          Path png = path.resolveSibling(path.getFileName() + "-" + overlays.size() + ".png");
          strip.write(png);
          overlays.add(new CutPlan.Overlay(png, strip.x(), strip.y(), new FrameRange(start, end)));
        }
        case Painted.NotDrawable(var scripts) ->
            log.warn(
                "a caption of {} is not in the picture, only in the subtitle file: no font for {}",
                path.getFileName(),
                String.join(", ", scripts));
      }
    }
    return overlays;
  }
}
