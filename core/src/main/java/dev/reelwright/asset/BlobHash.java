package dev.reelwright.asset;

/// SHA-256 of a file's bytes in lower-case hex; the file's name in every blob store.
public record BlobHash(String value) {
  public BlobHash {
    if (!isHash(value)) {
      throw new IllegalArgumentException("not a SHA-256 in hex: " + value);
    }
  }

  static boolean isHash(String text) {
    return text.matches("[0-9a-f]{64}");
  }

  @Override
  public String toString() {
    return value;
  }
}
