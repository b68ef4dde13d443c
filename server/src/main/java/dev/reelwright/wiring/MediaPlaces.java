package dev.reelwright.wiring;

import dev.reelwright.asset.Asset;
import java.net.URI;

/// Where an exported film says its media are.
interface MediaPlaces {
  /// @param file name of the file within the export, such as `shot-001.mp4`
  URI of(Asset asset, String file);

  /// Beside the exported file, in a folder.
  static MediaPlaces beside(String folder) {
    return (_, file) -> URI.create("./" + folder + "/" + file);
  }

  /// On a server.
  static MediaPlaces on(URI server) {
    return (asset, _) -> server.resolve("/api/studio/assets/" + asset.id() + "/content");
  }

  /// In a folder of this machine.
  static MediaPlaces in(java.nio.file.Path folder) {
    return (_, file) -> folder.resolve(file).toUri();
  }
}
