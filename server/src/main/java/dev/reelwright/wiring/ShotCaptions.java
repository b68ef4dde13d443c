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
    return cues(
        new Said(
            shot.narrationText(), request.language(), shot.words(), speechMillis(shot, shotMillis)),
        shot.edit(),
        request.format(),
        shotMillis);
  }

  private long speechMillis(FinishRequest.CutShot shot, long shotMillis)
      throws IOException, InterruptedException {
    Path narration = shot.narration();
    if (narration == null || !shot.words().isEmpty() || shot.narrationText().isBlank()) {
      return shotMillis;
    }
    return probe.probe(narration).length().map(Duration::toMillis).orElse(shotMillis);
  }

  /// @param words when each is spoken; empty when unknown
  /// @param millis length of the sound; of no meaning where words are known
  record Said(String text, String language, List<FinishRequest.SpokenWord> words, long millis) {}

  /// As the other, of a narration whose length is known.
  static List<Cue> cues(Said said, FinishRequest.ShotEdit edit, Format format, long shotMillis) {
    var edited = edit.captions();
    if (edited != null) {
      return edited.stream()
          .filter(line -> line.startMillis() < shotMillis)
          .map(line -> cue(line, shotMillis))
          .toList();
    }
    if (said.text().isBlank()) {
      return List.of();
    }
    var spoken = said.words().isEmpty() ? said.millis() : said.words().getLast().endMillis();
    return CueMaker.forFrame(format.widthPixels(), format.heightPixels())
        .cues(
            said.text(),
            said.language(),
            Math.min(shotMillis, spoken),
            shotMillis,
            said.words().stream()
                .map(w -> new Spoken.Word(w.text(), w.startMillis(), w.endMillis()))
                .toList());
  }

  private static Cue cue(FinishRequest.CaptionLine line, long shotMillis) {
    return new Cue(
        line.startMillis(),
        Math.min(line.endMillis(), shotMillis),
        line.text().lines().filter(text -> !text.isBlank()).toList());
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
