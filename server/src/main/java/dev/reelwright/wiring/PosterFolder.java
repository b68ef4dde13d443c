package dev.reelwright.wiring;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.http.studio.Posters;
import dev.reelwright.media.picture.PosterPainter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/// Posters as files named by the content they show. They can be made again at any time, so whose
/// file is gone goes at the next start. Thread-safe.
final class PosterFolder implements Posters {
  private static final String ENDING = ".jpg";

  // Posters are wanted by the dozen when a page opens; films that are being made come first.
  private final Semaphore atOnce = new Semaphore(2);

  private final Path folder;
  private final BlobStore blobs;
  private final PosterPainter painter;

  PosterFolder(Path folder, BlobStore blobs, PosterPainter painter) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.blobs = blobs;
    this.painter = painter;
    dropStale();
  }

  @Override
  public Path of(Asset asset) throws IOException, InterruptedException {
    var poster = folder.resolve(asset.blob().value() + ENDING);
    if (Files.exists(poster)) {
      return poster;
    }
    atOnce.acquire();
    try {
      if (!Files.exists(poster)) {
        painter.paint(
            blobs.localFile(asset.blob()), asset.mediaType(), asset.facts().length(), poster);
      }
      return poster;
    } finally {
      atOnce.release();
    }
  }

  private void dropStale() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        var isPoster = name.matches("[0-9a-f]{64}\\" + ENDING);
        if (!isPoster || !blobs.contains(new BlobHash(name.substring(0, 64)))) {
          Files.delete(file);
        }
      }
    }
  }
}
