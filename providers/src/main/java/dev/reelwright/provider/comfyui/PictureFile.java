package dev.reelwright.provider.comfyui;

import dev.reelwright.provider.InputFile;

/// Pictures that go to a server.
final class PictureFile {
  private PictureFile() {}

  /// A name that says what is in it: the same picture is stored there once, and two different ones
  /// never take each other's place.
  static String nameFor(InputFile picture) {
    var ending =
        switch (picture.mediaType()) {
          case "image/jpeg" -> ".jpg";
          case "image/webp" -> ".webp";
          default -> ".png";
        };
    return "reelwright-" + picture.hash().value().substring(0, 24) + ending;
  }
}
