package dev.reelwright.wiring;

import dev.reelwright.finish.Finisher;
import dev.reelwright.finish.Prober;
import dev.reelwright.media.animatic.Scenes;
import dev.reelwright.media.caption.CaptionPainter;
import dev.reelwright.media.caption.ShortCuePainter;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.ffmpeg.FfmpegTools;
import dev.reelwright.media.ffmpeg.OrphanReaper;
import dev.reelwright.media.finish.CutFinisher;
import dev.reelwright.media.finish.PieceShelf;
import dev.reelwright.media.picture.PosterPainter;
import dev.reelwright.media.picture.PreviewPainter;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.Soundness;
import dev.reelwright.media.voice.VoiceFinder;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.builtin.BuiltinImageGenerator;
import dev.reelwright.provider.builtin.BuiltinMusic;
import dev.reelwright.provider.builtin.BuiltinSpeech;
import dev.reelwright.provider.builtin.BuiltinStoryboarder;
import dev.reelwright.provider.builtin.BuiltinStudio;
import dev.reelwright.provider.builtin.BuiltinVideoGenerator;
import dev.reelwright.provider.builtin.DrawnPictures;
import dev.reelwright.provider.comfyui.Traffic;
import java.io.IOException;
import java.time.InstantSource;

/// What makes films on this machine, put together: the built-in studio and the media tools.
record Toolbox(
    Studio studio,
    Prober prober,
    Finisher finisher,
    PosterPainter posters,
    PreviewPainter previews,
    ComfySetup comfy) {
  /// Enough for some hours of film.
  private static final long MOST_PIECE_BYTES = 4L << 30;

  /// Also ends encoders that a killed process left running in this data folder.
  ///
  /// @param store of an open data folder
  /// @param traffic hears of each request to ComfyUI
  /// @param isForOneFilm whether all processors work for one film: then nobody is there to prepare
  ///   it, and its pictures take turns with its clips
  static Toolbox of(
      FfmpegTools tools,
      Supplies supplies,
      Settings settings,
      MoneySettings money,
      VoiceSetup voices,
      Store store,
      Traffic traffic,
      boolean isForOneFilm,
      InstantSource clock)
      throws IOException, InterruptedException {
    var children = store.folder().root().resolve("children");
    new OrphanReaper(children, clock).reap();
    var runner = new FfmpegRunner(tools, children);
    var motifs = supplies.motifs();
    var fonts = supplies.fonts();
    var scenes = new Scenes(motifs, fonts);
    var drawn = new DrawnPictures();
    var studio =
        new BuiltinStudio(
            new BuiltinStoryboarder(motifs),
            new BuiltinImageGenerator(
                isForOneFilm ? "local-heavy" : "local-light", motifs, scenes, drawn),
            new BuiltinVideoGenerator(motifs, scenes, drawn, runner),
            new BuiltinSpeech(new VoiceFinder(settings.searchPath())),
            new BuiltinMusic());
    var probe = new Probe(runner);
    var pieces = PieceShelf.in(store.folder().root().resolve("pieces"), MOST_PIECE_BYTES, clock);
    var captions = new ShotCaptions(probe, new CaptionPainter(fonts));
    var cutter = new CutFinisher(runner, probe, pieces);
    return new Toolbox(
        voices.beside(money.beside(studio, traffic, clock)),
        new MediaProber(probe, new Soundness(runner)),
        new EitherFinisher(
            new MediaFinisher(cutter, new FilmPlans(probe, captions), !isForOneFilm),
            new NarratedFinisher(runner, probe, cutter, new ShortCuePainter(fonts))),
        new PosterPainter(runner),
        new PreviewPainter(runner),
        money.comfy());
  }
}
