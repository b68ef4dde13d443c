package dev.reelwright.engine;

/// What an outside worker makes, and by which first half its media type begins.
public enum PullKind {
  IMAGE("image/"),
  VIDEO("video/"),
  SPEECH("audio/"),
  MUSIC("audio/");

  private final String mediaType;

  PullKind(String mediaType) {
    this.mediaType = mediaType;
  }

  /// Whether a file of the media type can be the result.
  public boolean takes(String type) {
    return type.startsWith(mediaType);
  }
}
