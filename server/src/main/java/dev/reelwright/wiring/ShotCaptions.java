package dev.reelwright.wiring;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.media.caption.CaptionPainter;
import dev.reelwright.media.caption.CaptionPainter.Painted;
import dev.reelwright.media.caption.CaptionStyle;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.caption.CueMaker;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.voice.Spoken;
import dev.reelwright.project.Finishing;
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
        maker(request.format(), request.finishing().captions()),
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
  static List<Cue> cues(Said said, FinishRequest.ShotEdit edit, CueMaker maker, long shotMillis) {
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
    return maker.cues(
        said.text(),
        said.language(),
        Math.min(shotMillis, spoken),
        shotMillis,
        said.words().stream()
            .map(w -> new Spoken.Word(w.text(), w.startMillis(), w.endMillis()))
            .toList());
  }

  /// Cuts narration into captions that suit a frame and a style.
  static CueMaker maker(Format format, Finishing.CaptionStyle style) {
    return style == Finishing.CaptionStyle.BIG
        ? CueMaker.forBigLetters(format.widthPixels(), format.heightPixels())
        : CueMaker.forFrame(format.widthPixels(), format.heightPixels());
  }

  private static Cue cue(FinishRequest.CaptionLine line, long shotMillis) {
    return new Cue(
        line.startMillis(),
        Math.min(line.endMillis(), shotMillis),
        line.text().lines().filter(text -> !text.isBlank()).toList());
  }

  /// Draws each cue into PNGs. One that no font can draw is left out of the picture, and the log
  /// says so; it stays in the subtitle file.
  ///
  /// @param path of the pictures, without number and ending
  List<CutPlan.Overlay> overlays(List<Cue> cues, FinishRequest request, long shotFrames, Path path)
      throws IOException {
    var format = request.format();
    var rate = FrameRate.of(format.fpsNumerator(), format.fpsDenominator());
    var style = CaptionStyle.valueOf(request.finishing().captions().name());
    List<CutPlan.Overlay> overlays = new ArrayList<>();
    for (var look : looks(cues, style)) {
      long start = Math.min(rate.frameAtMillis(look.startMillis()), shotFrames - 1);
      long end = Math.min(rate.frameAtMillis(look.endMillis()), shotFrames);
      if (end <= start && look.spoken() >= 0) {
        // The next word stands out already in this frame.
        continue;
      }
      var range = new FrameRange(start, Math.max(end, start + 1));
      switch (painter.paint(
          look.cue(), style, look.spoken(), format.widthPixels(), format.heightPixels())) {
        case Painted.Strip strip -> {
          Path png = path.resolveSibling(path.getFileName() + "-" + overlays.size() + ".png");
          strip.write(png);
          overlays.add(new CutPlan.Overlay(png, strip.x(), strip.y(), range));
        }
        case Painted.NotDrawable(var scripts) ->
            log.warn(
                "a caption of {} is not in the picture, only in the subtitle file: no font for {};"
                    + " install one (Debian and Ubuntu: apt install fonts-noto-core fonts-noto-cjk)",
                path.getFileName(),
                String.join(", ", scripts));
      }
    }
    return overlays;
  }

  /// How a cue looks for some time.
  ///
  /// @param spoken the word that stands out, or -1
  private record Look(Cue cue, int spoken, long startMillis, long endMillis) {}

  /// A cue looks different with each word, from when that is spoken to when the next one is.
  private static List<Look> looks(List<Cue> cues, CaptionStyle style) {
    var looks = new ArrayList<Look>();
    for (var cue : cues) {
      if (style != CaptionStyle.KARAOKE || cue.words().isEmpty()) {
        looks.add(new Look(cue, -1, cue.startMillis(), cue.endMillis()));
        continue;
      }
      long start = cue.startMillis();
      for (int word = 0; word < cue.words().size(); word++) {
        boolean isLast = word + 1 == cue.words().size();
        long next = isLast ? cue.endMillis() : cue.words().get(word + 1).startMillis();
        long end = Math.clamp(next, start, cue.endMillis());
        looks.add(new Look(cue, word, start, end));
        start = end;
      }
    }
    return looks;
  }
}
