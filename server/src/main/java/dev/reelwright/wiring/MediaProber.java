package dev.reelwright.wiring;

import dev.reelwright.asset.MediaFacts;
import dev.reelwright.finish.Prober;
import dev.reelwright.media.probe.Probe;
import dev.reelwright.media.probe.ProbedFile;
import java.io.IOException;
import java.nio.file.Path;

/// The core's port to the media module's probe.
final class MediaProber implements Prober {
  private final Probe probe;

  MediaProber(Probe probe) {
    this.probe = probe;
  }

  @Override
  public Probed probe(Path file) throws IOException, InterruptedException {
    var probed = probe.probeCounting(file);
    return new Probed(probed.format().mediaType(), facts(probed));
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
