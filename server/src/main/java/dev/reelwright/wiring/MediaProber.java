package dev.reelwright.wiring;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.finish.Prober;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.ProbedFile;
import dev.reelwright.media.probe.Soundness;
import dev.reelwright.media.probe.UnreadableMediaException;
import java.io.IOException;
import java.nio.file.Path;

/// The core's port to the media module's probe.
final class MediaProber implements Prober {
  private final Probe probe;
  private final Soundness soundness;

  MediaProber(Probe probe, Soundness soundness) {
    this.probe = probe;
    this.soundness = soundness;
  }

  @Override
  public Probed probe(Path file) throws IOException, InterruptedException {
    var probed = probe.probeCounting(file);
    return new Probed(probed.format().mediaType(), facts(probed));
  }

  @Override
  public Probed probeForeign(Path file) throws IOException, InterruptedException {
    var probed = probe.probe(file);
    try {
      soundness.require(file, probed);
    } catch (UnreadableMediaException e) {
      throw new Unplayable(String.valueOf(e.getMessage()), e);
    }
    return probe(file);
  }

  private static MediaFacts facts(ProbedFile file) {
    var picture = file.picture();
    var frames = picture.map(ProbedFile.Picture::frames);
    return new MediaFacts(
        picture.map(ProbedFile.Picture::widthPixels).orElse(null),
        picture.map(ProbedFile.Picture::heightPixels).orElse(null),
        file.length().orElse(null),
        frames.isPresent() && frames.get().isPresent() ? frames.get().getAsLong() : null,
        picture.flatMap(ProbedFile.Picture::rate).map(rate -> rate.toString()).orElse(null),
        picture.map(ProbedFile.Picture::codec).orElse(null),
        file.sound().map(ProbedFile.Sound::codec).orElse(null));
  }
}
