package dev.reelwright.wiring;

import dev.reelwright.finish.FinishRequest;
import dev.reelwright.finish.Finisher;
import dev.reelwright.media.caption.CaptionPainter.Painted;
import dev.reelwright.media.caption.Cue;
import dev.reelwright.media.caption.ShortCuePainter;
import dev.reelwright.media.caption.ShortCues;
import dev.reelwright.media.caption.SubtitleFiles;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.finish.CutFinisher;
import dev.reelwright.media.finish.CutPlan;
import dev.reelwright.media.finish.EncodingProfile;
import dev.reelwright.media.finish.PieceShelf;
import dev.reelwright.media.finish.PlainJoin;
import dev.reelwright.media.font.Fonts;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.ProbedFile;
import dev.reelwright.media.sound.Speech;
import dev.reelwright.media.sound.WavReader;
import dev.reelwright.media.timeline.FilmLayout;
import dev.reelwright.media.timeline.FrameRange;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.media.timeline.Rational;
import dev.reelwright.media.voice.Spoken;
import dev.reelwright.project.AssStyle;
import dev.reelwright.provider.CancelSignal;
import dev.reelwright.provider.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finishes films of one script: clips as they came one after the other, in the size and rate of
/// the first, one voice over all of them, captions of a few words drawn in the same pass.
/// Thread-safe.
public final class NarratedFinisher implements Finisher {
  private static final Logger log = LoggerFactory.getLogger(NarratedFinisher.class);
  private static final Duration LISTENING = Duration.ofMinutes(5);
  private static final int LISTENING_RATE_HZ = 8_000;
  private static final int FASTEST = 60;
  private static final long MOST_PIECE_BYTES = 1L << 30;

  /// As loud as phones and platforms expect it.
  private static final CutPlan.Loudness LOUDNESS = new CutPlan.Loudness(-14, -1.5);

  private final FfmpegRunner runner;
  private final Probe probe;
  private final CutFinisher finisher;
  private final ShortCuePainter painter;

  NarratedFinisher(
      FfmpegRunner runner, Probe probe, CutFinisher finisher, ShortCuePainter painter) {
    this.runner = runner;
    this.probe = probe;
    this.finisher = finisher;
    this.painter = painter;
  }

  /// One with a folder of its own for pieces of films, which others may use later.
  public static NarratedFinisher of(FfmpegRunner runner, Path pieces) throws IOException {
    var probe = new Probe(runner);
    var shelf = PieceShelf.in(pieces, MOST_PIECE_BYTES, InstantSource.system());
    return new NarratedFinisher(
        runner, probe, new CutFinisher(runner, probe, shelf), new ShortCuePainter(Fonts.bundled()));
  }

  @Override
  public Finished finish(
      FinishRequest request,
      Path target,
      Path scratch,
      ProgressListener progress,
      CancelSignal cancel)
      throws IOException, InterruptedException {
    var script = Optional.ofNullable(request.script()).orElseThrow();
    if (request.burnCaptions()) {
      countFrames(request);
    }
    var format = format(request);
    var layout =
        FilmLayout.of(
            format.rate(),
            request.shots().stream()
                .map(shot -> MediaFinisher.wish(shot.lengthMillis(), shot.edit()))
                .toList());
    var frames = layout.places().getLast().range().end();
    var voice = request.shots().getFirst().narration();
    var cues =
        within(
            cues(script, voice, format.rate().millisAtFrame(frames), scratch, cancel),
            format.rate().millisAtFrame(frames));
    cancel.check();
    var overlays =
        request.burnCaptions() ? overlays(cues, script.style(), format, scratch) : List.<Drawn>of();
    var shots = new ArrayList<CutPlan.Shot>();
    var plain = new ArrayList<CutPlan.Shot>();
    for (var place : layout.places()) {
      var shot = request.shots().get(shots.size());
      var range = place.range();
      var whole =
          new CutPlan.Shot(
              shot.clip(),
              format.rate().frameAtMillis(shot.edit().skipMillis()),
              Rational.ONE,
              range.length(),
              shot.narration(),
              List.of(),
              new CutPlan.FadeOut(place.into(), place.shared()),
              shot.edit().clipDecibels());
      plain.add(whole);
      shots.add(
          new CutPlan.Shot(
              whole.clip(),
              whole.skip(),
              whole.pace(),
              whole.frames(),
              whole.narration(),
              overlays.stream().flatMap(each -> each.within(range).stream()).toList(),
              whole.fade(),
              whole.clipLevelDecibels()));
    }
    var work = Files.createDirectories(scratch.resolve("cut"));
    var made =
        finisher.finish(
            plan(format, shots, request), target, work, progress::progressed, cancel::isCancelled);
    return new Finished(
        made.frames(),
        SubtitleFiles.srt(cues),
        overlays.isEmpty()
            ? null
            : uncaptioned(plan(format, plain, request), target, scratch, cancel));
  }

  private static CutPlan plan(
      CutPlan.Format format, List<CutPlan.Shot> shots, FinishRequest request) {
    var levels = new CutPlan.Levels(request.levels().narration(), request.levels().music());
    return new CutPlan(
        format,
        shots,
        request.music(),
        new CutPlan.Sound(false, request.clipSound(), levels, LOUDNESS),
        false,
        new CutPlan.Look(CutPlan.Fit.PAD, EncodingProfile.SHARED));
  }

  /// The pictures as they came, where they can be joined so; else they are encoded once more.
  private Path uncaptioned(CutPlan plan, Path finished, Path scratch, CancelSignal cancel)
      throws IOException, InterruptedException {
    var target = scratch.resolve("uncaptioned.mp4");
    var work = Files.createDirectories(scratch.resolve("plain"));
    if (!new PlainJoin(runner, probe).tryJoin(plan, finished, target, work, cancel::isCancelled)) {
      finisher.finish(plan, target, work, (_, _) -> {}, cancel::isCancelled);
    }
    return target;
  }

  /// The film without captions needs them counted: then one look at each clip is enough.
  private void countFrames(FinishRequest request) throws IOException, InterruptedException {
    for (var shot : request.shots()) {
      if (shot.clip() != null) {
        probe.probeCounting(shot.clip());
      }
    }
  }

  /// What the first clip is; the project's own where that says nothing.
  private CutPlan.Format format(FinishRequest request) throws IOException, InterruptedException {
    var picture = picture(request.shots().getFirst().clip());
    var asked = request.format();
    var rate =
        picture
            .flatMap(ProbedFile.Picture::rate)
            .filter(found -> found.perSecond().num() <= FASTEST * found.perSecond().den())
            .orElse(FrameRate.of(asked.fpsNumerator(), asked.fpsDenominator()));
    return new CutPlan.Format(
        even(picture.map(ProbedFile.Picture::widthPixels).orElse(asked.widthPixels())),
        even(picture.map(ProbedFile.Picture::heightPixels).orElse(asked.heightPixels())),
        rate);
  }

  private Optional<ProbedFile.Picture> picture(@Nullable Path clip)
      throws IOException, InterruptedException {
    return clip == null ? Optional.empty() : probe.probe(clip).picture();
  }

  private static int even(int pixels) {
    return Math.max(16, pixels / 2 * 2);
  }

  /// Without a voice the words are spread over the whole film.
  private List<Cue> cues(
      FinishRequest.Script script,
      @Nullable Path voice,
      long filmMillis,
      Path scratch,
      CancelSignal cancel)
      throws IOException, InterruptedException {
    if (script.text().isBlank()) {
      return List.of();
    }
    if (voice == null) {
      return ShortCues.of(script.text(), Speech.throughout(filmMillis));
    }
    if (!script.words().isEmpty()) {
      var words =
          script.words().stream()
              .map(word -> new Spoken.Word(word.text(), word.startMillis(), word.endMillis()))
              .toList();
      return ShortCues.of(script.text(), words, words.getLast().endMillis());
    }
    return ShortCues.of(script.text(), heard(voice, scratch, cancel));
  }

  private Speech heard(Path voice, Path scratch, CancelSignal cancel)
      throws IOException, InterruptedException {
    var plain = scratch.resolve("listening.wav");
    var arguments = new ArrayList<>(Probe.inputArguments(voice, probe.probe(voice).format()));
    arguments.addAll(List.of("-map", "0:a:0", "-ac", "1", "-c:a", "pcm_s16le", "-ar"));
    arguments.add(Integer.toString(LISTENING_RATE_HZ));
    runner.run(
        FfmpegJob.of("listening to the voice", arguments)
            .writing(plain)
            .within(LISTENING)
            .cancelledBy(cancel::isCancelled));
    return Speech.in(WavReader.readMono(plain));
  }

  private static List<Cue> within(List<Cue> cues, long filmMillis) {
    return cues.stream()
        .filter(cue -> cue.startMillis() < filmMillis)
        .map(cue -> new Cue(cue.startMillis(), Math.min(cue.endMillis(), filmMillis), cue.lines()))
        .toList();
  }

  /// A cue's picture and the frames of the film that show it.
  private record Drawn(Path png, int x, int y, long from, long to) {
    Optional<CutPlan.Overlay> within(FrameRange shot) {
      long start = Math.max(from, shot.start());
      long end = Math.min(to, shot.end());
      return start < end
          ? Optional.of(
              new CutPlan.Overlay(
                  png, x, y, new FrameRange(start - shot.start(), end - shot.start())))
          : Optional.empty();
    }
  }

  /// One that no bundled font can draw is left out of the picture, and the log says so; it stays in
  /// the subtitle file.
  private List<Drawn> overlays(List<Cue> cues, AssStyle style, CutPlan.Format format, Path scratch)
      throws IOException {
    var folder = Files.createDirectories(scratch.resolve("captions"));
    var drawn = new ArrayList<Drawn>();
    var look = look(style);
    for (var cue : cues) {
      long from = format.rate().frameAtMillis(cue.startMillis());
      long to = Math.max(from + 1, format.rate().frameAtMillis(cue.endMillis()));
      switch (painter.paint(cue, look, format.widthPixels(), format.heightPixels())) {
        case Painted.Strip strip -> {
          var png = folder.resolve("cue-%05d.png".formatted(drawn.size()));
          strip.write(png);
          drawn.add(new Drawn(png, strip.x(), strip.y(), from, to));
        }
        case Painted.NotDrawable(var scripts) ->
            log.warn(
                "a caption is not in the picture, only in the subtitle file: no font for {}",
                String.join(", ", scripts));
      }
    }
    return drawn;
  }

  private static ShortCuePainter.Look look(AssStyle style) {
    return new ShortCuePainter.Look(
        style.size(),
        style.bold(),
        style.colour(),
        style.outlineColour(),
        style.outline(),
        style.shadow(),
        switch (style.place()) {
          case BOTTOM -> ShortCuePainter.Edge.BOTTOM;
          case MIDDLE -> ShortCuePainter.Edge.MIDDLE;
          case TOP -> ShortCuePainter.Edge.TOP;
        },
        style.margin());
  }
}
