package dev.reelwright.wiring;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.http.studio.Posters;
import dev.reelwright.media.picture.PosterPainter;
import dev.reelwright.media.picture.PreviewPainter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Posters as files named by the content they show. They can be made again at any time, so whose
/// file is gone goes at the next start. Thread-safe.
final class PosterFolder implements Posters {
  private static final int HASH_LETTERS = 64;

  // Posters are wanted by the dozen when a page opens; films that are being made come first.
  private final Semaphore atOnce = new Semaphore(2);

  private final Path folder;
  private final BlobStore blobs;
  private final PosterPainter painter;
  private final PreviewPainter previews;

  PosterFolder(Path folder, BlobStore blobs, PosterPainter painter, PreviewPainter previews)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.blobs = blobs;
    this.painter = painter;
    this.previews = previews;
    dropStale();
  }

  @Override
  public Path of(Asset asset, View view) throws IOException, InterruptedException {
    var file = folder.resolve(asset.blob().value() + ending(view));
    if (Files.exists(file)) {
      return file;
    }
    atOnce.acquire();
    try {
      if (!Files.exists(file)) {
        make(asset, view, file);
      }
      return file;
    } finally {
      atOnce.release();
    }
  }

  private void make(Asset asset, View view, Path file) throws IOException, InterruptedException {
    var source = blobs.localFile(asset.blob());
    var length = asset.facts().length();
    var known = length == null ? Duration.ZERO : length;
    switch (view) {
      case POSTER -> painter.paint(source, asset.mediaType(), length, file);
      case PREVIEW -> previews.paintPreview(source, known, file);
      case STRIP -> previews.paintStrip(source, known, file);
      case WAVEFORM -> previews.paintWaveform(source, file);
    }
  }

  private static String ending(View view) {
    return switch (view) {
      case POSTER -> ".jpg";
      case PREVIEW -> ".webp";
      case STRIP -> "-strip.jpg";
      case WAVEFORM -> "-wave.png";
    };
  }

  private void dropStale() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        var isPoster = name.matches("[0-9a-f]{64}(\\.jpg|\\.webp|-strip\\.jpg|-wave\\.png)");
        if (!isPoster || !blobs.contains(new BlobHash(name.substring(0, HASH_LETTERS)))) {
          Files.delete(file);
        }
      }
    }
  }
}
