package dev.reelwright.http.studio;

import dev.reelwright.asset.Asset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Makes small pictures that stand for assets, and keeps them. Thread-safe; blocks.
public interface Posters {
  /// What a picture shows.
  enum View {
    /// One picture that stands for the whole.
    POSTER("image/jpeg"),
    /// A film in motion, a few seconds of it.
    PREVIEW("image/webp"),
    /// Twenty thumbnails side by side, evenly spread over a film.
    STRIP("image/jpeg"),
    /// The wave of a sound, or of a film's sound.
    WAVEFORM("image/png");

    private final String mediaType;

    View(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }

    /// As addresses have it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether a file of that type can be shown as a picture.
  static boolean canShow(String mediaType) {
    return mediaType.startsWith("image/")
        || mediaType.startsWith("video/")
        || mediaType.startsWith("audio/");
  }

  /// Whether an asset has something to show in that way.
  static boolean canShow(Asset asset, View view) {
    var type = asset.mediaType();
    return switch (view) {
      case POSTER -> canShow(type);
      case PREVIEW, STRIP -> type.startsWith("video/") && asset.facts().length() != null;
      case WAVEFORM -> type.startsWith("audio/") || asset.facts().audioCodec() != null;
    };
  }

  /// @return a file of the view's type that does not change any more
  /// @throws IOException when it could not be made
  Path of(Asset asset, View view) throws IOException, InterruptedException;
}
