package dev.reelwright.asset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a file is by its first bytes.
final class MagicBytes {
  private static final int LONGEST = 16;

  private MagicBytes() {}

  /// The media type; empty for what we do not take.
  static Optional<String> of(Path file) throws IOException {
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(LONGEST);
    }
    // ISO 8859-1 keeps each byte as one character.
    return Optional.ofNullable(type(new String(head, StandardCharsets.ISO_8859_1)));
  }

  private static @org.jspecify.annotations.Nullable String type(String head) {
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "image/webp";
    }
    if (head.startsWith("RIFF") && head.startsWith("WAVE", 8)) {
      return "audio/wav";
    }
    if (head.startsWith("ftypqt", 4)) {
      return "video/quicktime";
    }
    if (head.startsWith("ftypM4A", 4)) {
      return "audio/mp4";
    }
    if (head.startsWith("ftyp", 4) && !head.startsWith("avif", 8) && !head.startsWith("hei", 8)) {
      return "video/mp4";
    }
    if (head.startsWith("\u001aE\u00df\u00a3")) {
      return "video/webm";
    }
    if (head.startsWith("fLaC")) {
      return "audio/flac";
    }
    if (head.startsWith("OggS")) {
      return "audio/ogg";
    }
    var isMp3Frame = head.length() > 1 && head.charAt(0) == 0xff && (head.charAt(1) & 0xe6) == 0xe2;
    return head.startsWith("ID3") || isMp3Frame ? "audio/mpeg" : null;
  }
}
