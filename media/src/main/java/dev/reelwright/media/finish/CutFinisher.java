package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.probe.Probe;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
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
  private final PieceShelf shelf;
  private final Verifier verifier;

  /// One that keeps no pieces.
  ///
  /// @param probe of the same runner; what it has read before is not read again
  public CutFinisher(FfmpegRunner runner, Probe probe) {
    this(runner, probe, PieceShelf.none());
  }

  /// @param shelf where pieces are kept for the next time
  public CutFinisher(FfmpegRunner runner, Probe probe, PieceShelf shelf) {
    this.runner = runner;
    this.probe = probe;
    this.shelf = shelf;
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

  /// Encodes what a film will need of some shots, one piece after the other, and puts it on the
  /// shelf. Fades are made where both shots are there.
  ///
  /// @param plan of the film as far as it is known, with gaps for shots that have not arrived; a
  ///   wrong guess costs only its encoding
  /// @param shots places of those to prepare, from 0
  /// @param scratch existing folder, nothing else in it; the caller removes it
  /// @return pieces that were encoded
  public int prepare(CutPlan plan, Set<Integer> shots, Path scratch, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    if (!shelf.keepsAny() || ClipJoin.isNothingButClips(plan)) {
      return 0;
    }
    var encoder = new Encoder(runner, plan.frames(), cancelled);
    var maker = new ShotMaker(plan, scratch, shelf, probe, encoder);
    int made = 0;
    for (int shot : new TreeSet<>(shots)) {
      if (!isThere(plan, shot)) {
        continue;
      }
      made += prepareShot(maker, shot);
      if (plan.sharedBefore(shot) > 0 && isThere(plan, shot - 1)) {
        made += prepareFade(maker, shot - 1);
      }
      if (plan.shots().get(shot).fade().frames() > 0 && isThere(plan, shot + 1)) {
        made += prepareFade(maker, shot);
      }
    }
    shelf.tidy();
    return made;
  }

  private static boolean isThere(CutPlan plan, int shot) {
    return shot >= 0 && shot < plan.shots().size() && plan.shots().get(shot).clip() != null;
  }

  private static int prepareShot(ShotMaker maker, int shot)
      throws IOException, InterruptedException {
    return maker.isReady(shot) ? 0 : count(maker.make(shot, frames -> {}));
  }

  private static int prepareFade(ShotMaker maker, int shot)
      throws IOException, InterruptedException {
    if (maker.isFadeReady(shot)) {
      return 0;
    }
    int made = count(maker.make(shot, frames -> {})) + count(maker.make(shot + 1, frames -> {}));
    return made + count(maker.makeFade(shot));
  }

  private static int count(ShotMaker.Made made) {
    return made == ShotMaker.Made.ENCODED ? 1 : 0;
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
    private final Encoder encoder;
    private final ShotMaker maker;
    private final AtomicReference<Optional<SoundMix.Master>> sound =
        new AtomicReference<>(Optional.empty());
    private final AtomicInteger copied = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final int shots;
    private final int soundPart;
    private final int joinPart;

    Film(CutPlan plan, Path scratch, FinishProgress listener, BooleanSupplier cancelled)
        throws IOException {
      this.plan = plan;
      this.scratch = scratch;
      this.work = new ParallelWork(AT_ONCE, cancelled);
      this.encoder = new Encoder(runner, plan.frames(), work::isStopped);
      this.maker = new ShotMaker(plan, scratch, shelf, probe, encoder);
      this.shots = plan.shots().size();
      this.soundPart = 2 * shots;
      this.joinPart = soundPart + 1;
      var weights = new long[joinPart + 1];
      for (int i = 0; i < shots; i++) {
        weights[i] = plan.shots().get(i).frames();
        weights[shots + i] = plan.shots().get(i).fade().frames();
      }
      weights[soundPart] = 1 + plan.frames() / 20;
      weights[joinPart] = 1 + plan.frames() / 20;
      this.progress = new JobProgress(listener, weights);
    }

    FinishedCut make(Path target) throws IOException, InterruptedException {
      var joined = new ClipJoin(runner, probe, scratch, work::isStopped).tryJoin(plan, film());
      if (joined.isPresent()) {
        publish(target);
        return new FinishedCut(joined.getAsLong(), Optional.empty(), shots, 0, false);
      }
      var parts = new ArrayList<Callable<Void>>();
      parts.add(this::mixSound);
      for (int i = 0; i < shots; i++) {
        int shot = i;
        parts.add(() -> makeShot(shot));
      }
      work.run(parts);
      work.run(fades());

      var film = film();
      writer().join(pieces(), film);
      var complaint = complaint(film);
      if (complaint.isPresent()) {
        LOG.warn("joining did not come out as planned ({}), encoding in one pass", complaint.get());
        return encodeInSinglePass(target);
      }
      shelf.tidy();
      return publish(target, false);
    }

    private List<Callable<Void>> fades() {
      var fades = new ArrayList<Callable<Void>>();
      for (int i = 0; i < shots; i++) {
        int shot = i;
        if (plan.shots().get(i).fade().frames() > 0) {
          fades.add(() -> makeFade(shot));
        }
      }
      return fades;
    }

    private List<FilmWriter.Piece> pieces() {
      var pieces = new ArrayList<FilmWriter.Piece>();
      for (int i = 0; i < shots; i++) {
        var parts = maker.parts(i);
        pieces.add(new FilmWriter.Piece(parts.body(scratch), parts.alone()));
        if (parts.after() > 0) {
          pieces.add(new FilmWriter.Piece(parts.fade(scratch), parts.after()));
        }
      }
      return pieces;
    }

    FinishedCut makeInSinglePass(Path target) throws IOException, InterruptedException {
      mixSound();
      return encodeInSinglePass(target);
    }

    private FinishedCut encodeInSinglePass(Path target) throws IOException, InterruptedException {
      var film = film();
      var graphs = new ArrayList<ShotGraph>();
      for (var shot : plan.shots()) {
        graphs.add(maker.graph(shot));
      }
      var doing = "encoding the film in one pass";
      writer().encode(graphs, film, frames -> progress.advance(joinPart, frames / 21, doing));
      var complaint = complaint(film);
      if (complaint.isPresent()) {
        throw new FinishException(
            "the film did not come out as planned: " + complaint.get() + "; report this, please");
      }
      return publish(target, true);
    }

    private FilmWriter writer() {
      return new FilmWriter(plan, scratch, encoder, sound.get().map(SoundMix.Master::file));
    }

    private @Nullable Void mixSound() throws IOException, InterruptedException {
      progress.advance(soundPart, 0, "mixing the sound");
      sound.set(new SoundMix(runner, probe, plan, scratch, work::isStopped).make());
      progress.complete(soundPart, "sound mixed");
      return null;
    }

    private @Nullable Void makeShot(int shot) throws IOException, InterruptedException {
      var doing = "encoding shot " + (shot + 1);
      note(maker.make(shot, frames -> progress.advance(shot, frames, doing)));
      progress.complete(shot, "shot " + (shot + 1) + " ready");
      return null;
    }

    private @Nullable Void makeFade(int shot) throws IOException, InterruptedException {
      note(maker.makeFade(shot));
      progress.complete(shots + shot, "shot " + (shot + 1) + " fades");
      return null;
    }

    private void note(ShotMaker.Made made) {
      switch (made) {
        case COPIED -> copied.incrementAndGet();
        case KEPT -> kept.incrementAndGet();
        case ENCODED -> {}
      }
    }

    private Optional<String> complaint(Path film) throws IOException, InterruptedException {
      return verifier.strictComplaint(
          film, plan.format().rate(), plan.frames(), sound.get().isPresent(), work::isCancelled);
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
          inSinglePass ? 0 : kept.get(),
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
