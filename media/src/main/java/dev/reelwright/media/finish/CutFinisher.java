package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.probe.MediaFormat;
import dev.reelwright.media.probe.Probe;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one film from clips and sounds. Each clip is brought into the film's format once, the
/// pieces are joined without encoding again, the sound is mixed once over the whole film, and the
/// result is checked frame by frame. Should joining not come out as planned, the film is encoded in
/// one pass. Thread-safe; a film runs at most two ffmpeg processes at once.
public final class CutFinisher {
  private static final Logger LOG = LoggerFactory.getLogger(CutFinisher.class);
  private static final int AT_ONCE = 2;

  private final FfmpegRunner runner;
  private final Probe probe;
  private final Verifier verifier;

  /// @param probe of the same runner; what it has read before is not read again
  public CutFinisher(FfmpegRunner runner, Probe probe) {
    this.runner = runner;
    this.probe = probe;
    this.verifier = new Verifier(runner);
  }

  /// @param target the film, an mp4; appears only when it is whole and verified
  /// @param scratch existing folder for intermediate files, nothing else in it; the caller removes
  ///   it
  /// @throws IOException when an input is unusable, a tool fails or the result is not as planned
  /// @throws CancellationException when cancelled; no process is left
  public FinishedCut finish(
      CutPlan plan, Path target, Path scratch, FinishProgress progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    return new Film(plan, scratch, progress, cancelled).make(target);
  }

  /// As [#finish], by the way that is taken when joining fails.
  FinishedCut finishInSinglePass(
      CutPlan plan, Path target, Path scratch, FinishProgress progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    return new Film(plan, scratch, progress, cancelled).makeInSinglePass(target);
  }

  /// One film in the making.
  private final class Film {
    private final CutPlan plan;
    private final Path scratch;
    private final ParallelWork work;
    private final JobProgress progress;
    private final Passthrough passthrough;
    private final AtomicReference<Optional<SoundMix.Master>> sound =
        new AtomicReference<>(Optional.empty());
    private final AtomicInteger copied = new AtomicInteger();
    private final List<FilmPiece> pieces;
    private final int soundPart;
    private final int joinPart;

    Film(CutPlan plan, Path scratch, FinishProgress listener, BooleanSupplier cancelled) {
      this.plan = plan;
      this.scratch = scratch;
      this.work = new ParallelWork(AT_ONCE, cancelled);
      this.pieces = FilmPiece.of(plan);
      this.soundPart = pieces.size();
      this.joinPart = soundPart + 1;
      var weights = new long[joinPart + 1];
      for (int i = 0; i < soundPart; i++) {
        weights[i] = pieces.get(i).frames();
      }
      weights[soundPart] = 1 + plan.frames() / 20;
      weights[joinPart] = 1 + plan.frames() / 20;
      this.progress = new JobProgress(listener, weights);
      this.passthrough = new Passthrough(runner, probe, plan.format(), scratch, work::isStopped);
    }

    FinishedCut make(Path target) throws IOException, InterruptedException {
      var joined = new ClipJoin(runner, probe, scratch, work::isStopped).tryJoin(plan, film());
      if (joined.isPresent()) {
        publish(target);
        return new FinishedCut(joined.getAsLong(), Optional.empty(), plan.shots().size(), false);
      }
      var parts = new ArrayList<Callable<Void>>();
      parts.add(this::mixSound);
      for (int i = 0; i < pieces.size(); i++) {
        int part = i;
        parts.add(() -> normalise(part));
      }
      work.run(parts);

      var film = film();
      join(film);
      var complaint = complaint(film);
      if (complaint.isPresent()) {
        LOG.warn("joining did not come out as planned ({}), encoding in one pass", complaint.get());
        return encodeInSinglePass(target);
      }
      return publish(target, false);
    }

    FinishedCut makeInSinglePass(Path target) throws IOException, InterruptedException {
      mixSound();
      return encodeInSinglePass(target);
    }

    private FinishedCut encodeInSinglePass(Path target) throws IOException, InterruptedException {
      var film = film();
      singlePass(film);
      var complaint = complaint(film);
      if (complaint.isPresent()) {
        throw new FinishException(
            "the film did not come out as planned: " + complaint.get() + "; report this, please");
      }
      return publish(target, true);
    }

    private @Nullable Void mixSound() throws IOException, InterruptedException {
      progress.advance(soundPart, 0, "mixing the sound");
      sound.set(new SoundMix(runner, probe, plan, scratch, work::isStopped).make());
      progress.complete(soundPart, "sound mixed");
      return null;
    }

    private @Nullable Void normalise(int index) throws IOException, InterruptedException {
      var piece = pieces.get(index);
      var shot = plan.shots().get(piece.shot());
      var doing = "encoding shot " + (piece.shot() + 1);
      if (piece.isWhole(plan) && passthrough.tryCopy(shot, piece(index))) {
        copied.incrementAndGet();
      } else {
        var graph = graph(piece);
        var arguments = new ArrayList<>(graph.inputs());
        arguments.addAll(List.of("-filter_complex", graph.filters(0, "out"), "-map", "[out]"));
        arguments.addAll(List.of("-frames:v", Long.toString(piece.frames())));
        arguments.addAll(videoOptions());
        encode(
            doing,
            arguments,
            piece(index),
            piece.frames(),
            frames -> progress.advance(index, frames, doing));
      }
      progress.complete(index, "shot " + (piece.shot() + 1) + " ready");
      return null;
    }

    private PictureGraph graph(FilmPiece piece) throws IOException, InterruptedException {
      var shot = graph(plan.shots().get(piece.shot()));
      if (piece.isWhole(plan)) {
        return shot;
      }
      var span = new SpanGraph(shot, piece.from(), piece.to());
      return piece.fadesOut()
          ? new FadeGraph(
              span,
              new SpanGraph(graph(plan.shots().get(piece.shot() + 1)), 0, piece.frames()),
              plan.shots().get(piece.shot()).fade().kind())
          : span;
    }

    private ShotGraph graph(CutPlan.Shot shot) throws IOException, InterruptedException {
      var clip = probe.probe(shot.clip());
      if (clip.picture().isEmpty()) {
        throw new FinishException(shot.clip().getFileName() + " holds no pictures");
      }
      return new ShotGraph(plan.format(), shot, clip);
    }

    private List<String> videoOptions() {
      var options = new ArrayList<>(EncodingProfile.FINAL.videoArguments(plan.format().rate(), 2));
      options.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
      options.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact+cgop"));
      return options;
    }

    /// Joins the pieces as they are. The list names each length, because the file's own length of a
    /// piece with reordered frames is not exact.
    private void join(Path film) throws IOException, InterruptedException {
      var rate = plan.format().rate();
      var list = new StringBuilder("ffconcat version 1.0\n");
      long frame = 0;
      for (int i = 0; i < pieces.size(); i++) {
        long start = rate.sampleAtFrame(frame, 1_000_000);
        frame += pieces.get(i).frames();
        long length = rate.sampleAtFrame(frame, 1_000_000) - start;
        list.append("file '%s'\n".formatted(piece(i).getFileName()));
        list.append("duration %d.%06d\n".formatted(length / 1_000_000, length % 1_000_000));
      }
      var listFile = Files.writeString(scratch.resolve("pieces.ffconcat"), list);
      var arguments = new ArrayList<String>();
      arguments.addAll(List.of("-f", "concat", "-i", "file:" + listFile.toAbsolutePath()));
      addSoundInput(arguments);
      arguments.addAll(List.of("-map", "0:v:0", "-c:v", "copy", "-video_track_timescale"));
      arguments.add(Long.toString(EncodingProfile.timescale(rate)));
      addSoundOutput(arguments, 1);
      run("joining the shots", arguments, film, frames -> {});
    }

    /// The slow way that always works: all clips through one chain of filters.
    private void singlePass(Path film) throws IOException, InterruptedException {
      var arguments = new ArrayList<String>();
      var filters = new StringBuilder();
      var labels = new StringBuilder();
      int inputs = 0;
      for (int i = 0; i < pieces.size(); i++) {
        var graph = graph(pieces.get(i));
        arguments.addAll(graph.inputs());
        filters.append(graph.filters(inputs, "s" + i)).append(';');
        labels.append("[s%d]".formatted(i));
        inputs += graph.inputCount();
      }
      filters.append(labels).append("concat=n=%d:v=1:a=0[out]".formatted(pieces.size()));
      addSoundInput(arguments);
      arguments.addAll(List.of("-filter_complex", filters.toString(), "-map", "[out]"));
      arguments.addAll(List.of("-frames:v", Long.toString(plan.frames())));
      arguments.addAll(videoOptions());
      addSoundOutput(arguments, inputs);
      run(
          "encoding the film in one pass",
          arguments,
          film,
          frames -> progress.advance(joinPart, frames / 21, "encoding the film in one pass"));
    }

    private void addSoundInput(List<String> arguments) {
      sound
          .get()
          .ifPresent(
              master -> arguments.addAll(Probe.inputArguments(master.file(), MediaFormat.WAV)));
    }

    private void addSoundOutput(List<String> arguments, int input) {
      if (sound.get().isPresent()) {
        arguments.addAll(List.of("-map", input + ":a:0", "-c:a", "aac", "-b:a", "160k"));
        arguments.addAll(List.of("-ar", "48000", "-ac", "2", "-flags:a", "+bitexact"));
      }
      arguments.addAll(List.of("-map_metadata", "-1", "-fflags", "+bitexact"));
      // The file's own clock divides every usual frame rate and the sample rate, so lengths are
      // exact.
      arguments.addAll(List.of("-movflags", "+faststart", "-movie_timescale", "240000"));
    }

    private void encode(
        String doing, List<String> arguments, Path output, long frames, LongConsumer listener)
        throws IOException, InterruptedException {
      long made = run(doing, arguments, output, listener);
      if (made != frames) {
        throw new FinishException(
            "%s failed: %d frames came out instead of %d".formatted(doing, made, frames));
      }
    }

    private long run(String doing, List<String> arguments, Path output, LongConsumer listener)
        throws IOException, InterruptedException {
      return runner
          .run(
              FfmpegJob.of(doing, arguments)
                  .writing(output)
                  .within(Duration.ofMinutes(2).plusSeconds(plan.frames()))
                  .cancelledBy(work::isStopped)
                  .reportingTo(step -> listener.accept(step.frames())))
          .frames();
    }

    private Optional<String> complaint(Path film) throws IOException, InterruptedException {
      return verifier.complaint(
          film, plan.format().rate(), plan.frames(), sound.get().isPresent(), work::isCancelled);
    }

    private Path piece(int index) {
      return scratch.resolve("shot-%05d.mp4".formatted(index + 1));
    }

    private Path film() {
      return scratch.resolve("film.mp4");
    }

    private FinishedCut publish(Path target, boolean inSinglePass) throws IOException {
      publish(target);
      return new FinishedCut(
          plan.frames(),
          sound.get().map(SoundMix.Master::loudness),
          inSinglePass ? 0 : copied.get(),
          inSinglePass);
    }

    private void publish(Path target) throws IOException {
      try {
        Files.move(film(), target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        // Scratch lies on another disk.
        var partial = target.toAbsolutePath().resolveSibling(".part-" + UUID.randomUUID());
        try {
          Files.copy(film(), partial);
          Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(partial);
        }
      }
      progress.completeAll("film finished");
    }
  }
}
