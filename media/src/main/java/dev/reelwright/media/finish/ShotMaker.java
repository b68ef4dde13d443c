package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegTools;
import dev.reelwright.media.finish.CutPlan.Shot;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.timeline.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Makes the pieces of one film's picture: the parts of its shots, and the fades between them.
/// Those that lie on the shelf are taken from there. Thread-safe as long as each piece is asked for
/// by one thread.
final class ShotMaker {
  private final CutPlan plan;
  private final Path scratch;
  private final PieceShelf shelf;
  private final Probe probe;
  private final Passthrough passthrough;
  private final Encoder encoder;
  private final List<ShotParts> parts = new ArrayList<>();
  private final FfmpegTools tools;

  /// How a part came to be.
  enum Made {
    ENCODED,
    COPIED,
    KEPT
  }

  ShotMaker(CutPlan plan, Path scratch, PieceShelf shelf, Probe probe, Encoder encoder)
      throws IOException {
    this.plan = plan;
    this.scratch = scratch;
    this.shelf = shelf;
    this.probe = probe;
    this.encoder = encoder;
    this.tools = encoder.runner().tools();
    this.passthrough = new Passthrough(encoder.runner(), probe, plan, scratch, encoder.stopped());
    for (int i = 0; i < plan.shots().size(); i++) {
      parts.add(ShotParts.of(plan, i, tools));
    }
  }

  ShotParts parts(int shot) {
    return parts.get(shot);
  }

  /// Puts the parts of a shot into the scratch folder.
  Made make(int shot, LongConsumer listener) throws IOException, InterruptedException {
    var wanted = parts.get(shot);
    if (wanted.lend(shelf, scratch)) {
      return Made.KEPT;
    }
    if (wanted.isWhole() && passthrough.tryCopy(plan.shots().get(shot), wanted.body(scratch))) {
      return Made.COPIED;
    }
    if (!shelf.keepsAny()) {
      encode(wanted, listener);
      return Made.ENCODED;
    }
    var lock = shelf.lock(wanted.key(), encoder.stopped());
    try {
      if (wanted.lend(shelf, scratch)) {
        return Made.KEPT;
      }
      encode(wanted, listener);
      wanted.keep(shelf, scratch);
      return Made.ENCODED;
    } finally {
      lock.unlock();
    }
  }

  /// Whether a shot needs nothing to be made for it any more.
  boolean isReady(int shot) throws IOException, InterruptedException {
    var wanted = parts.get(shot);
    return wanted.areHeld(shelf) || (wanted.isWhole() && passthrough.fits(plan.shots().get(shot)));
  }

  private void encode(ShotParts wanted, LongConsumer listener)
      throws IOException, InterruptedException {
    // What was lent is the shelf's own file under another name; it must not be written into.
    Files.deleteIfExists(wanted.head(scratch));
    Files.deleteIfExists(wanted.tail(scratch));
    var graph = graph(plan.shots().get(wanted.index()));
    var arguments = new ArrayList<>(graph.inputs());
    arguments.addAll(
        List.of(
            "-filter_complex",
            graph.filters(0, "whole") + ";" + wanted.filters("whole", plan.format().rate())));
    arguments.addAll(
        wanted.sideOutputs(scratch, Encoder.pictureOptions(plan, EncodingProfile.INTERMEDIATE)));
    arguments.addAll(List.of("-map", "[body]", "-frames:v", Long.toString(wanted.alone())));
    arguments.addAll(Encoder.pictureOptions(plan, plan.look().profile()));
    var doing = "encoding shot " + (wanted.index() + 1);
    if (wanted.isWhole()) {
      encoder.encode(doing, arguments, wanted.body(scratch), wanted.alone(), listener);
    } else {
      // ffmpeg counts the frames of the first output only; the film is verified in the end.
      encoder.run(doing, arguments, wanted.body(scratch), listener);
    }
  }

  ShotGraph graph(Shot shot) throws IOException, InterruptedException {
    var file = shot.clip();
    if (file == null) {
      return new ShotGraph(plan.format(), plan.look().fit(), shot, null);
    }
    var clip = probe.probe(file);
    if (clip.picture().isEmpty()) {
      throw new FinishException(file.getFileName() + " holds no pictures");
    }
    return new ShotGraph(plan.format(), plan.look().fit(), shot, clip);
  }

  /// Puts the fade out of a shot into the scratch folder. The parts of both shots must lie there.
  Made makeFade(int shot) throws IOException, InterruptedException {
    var from = parts.get(shot);
    var into = parts.get(shot + 1);
    var key = fadeKey(shot);
    var target = from.fade(scratch);
    if (shelf.lend(key, target)) {
      return Made.KEPT;
    }
    var rate = plan.format().rate();
    var kind = plan.shots().get(shot).fade().kind();
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("-i", "file:" + from.tail(scratch).toAbsolutePath()));
    arguments.addAll(List.of("-i", "file:" + into.head(scratch).toAbsolutePath()));
    var fade = new FadeGraph(rate, kind, from.after()).filter("from", "into", 0, "out");
    arguments.addAll(
        List.of("-filter_complex", start(0, rate, "from") + start(1, rate, "into") + fade));
    arguments.addAll(List.of("-map", "[out]", "-frames:v", Long.toString(from.after())));
    arguments.addAll(Encoder.pictureOptions(plan, plan.look().profile()));
    var doing = "fading from shot %d into the next".formatted(shot + 1);
    encoder.encode(doing, arguments, target, from.after(), frames -> {});
    shelf.keep(key, target);
    return Made.ENCODED;
  }

  /// Whether the fade out of a shot needs not be made any more.
  boolean isFadeReady(int shot) throws IOException {
    return shelf.holds(fadeKey(shot));
  }

  private static String start(int input, FrameRate rate, String label) {
    return "[%d:v]setpts=PTS-STARTPTS,fps=fps=%s[%s];".formatted(input, rate, label);
  }

  private String fadeKey(int shot) throws IOException {
    return new PieceKey(tools)
            .with(parts.get(shot).key())
            .with(parts.get(shot + 1).key())
            .with(plan.shots().get(shot).fade())
            .end()
        + "-fade";
  }
}
