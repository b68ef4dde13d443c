package dev.reelwright.http.studio;

import dev.reelwright.asset.Asset;
import java.io.IOException;
import java.nio.file.Path;

/// Makes small pictures that stand for assets, and keeps them. Thread-safe; blocks.
public interface Posters {
  /// Whether a file of that type can be shown as a picture.
  static boolean canShow(String mediaType) {
    return mediaType.startsWith("image/")
        || mediaType.startsWith("video/")
        || mediaType.startsWith("audio/");
  }

  /// @return a JPEG that does not change any more
  /// @throws IOException when it could not be made
  Path of(Asset asset) throws IOException, InterruptedException;
}
