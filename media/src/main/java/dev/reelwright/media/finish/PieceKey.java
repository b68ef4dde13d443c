package dev.reelwright.media.finish;

import dev.reelwright.media.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What went into a piece, as one short name: equal ones name equal pictures.
final class PieceKey {
  /// To be raised when the filters change what a piece shows.
  private static final String EDITION = "1";

  private final MessageDigest digest;

  PieceKey(FfmpegTools tools) throws IOException {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    // Pieces of different encoders may not join.
    with(EDITION).withFile(tools.ffmpeg());
  }

  PieceKey with(Object value) {
    digest.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return this;
  }

  /// A file that is never changed in place, such as one that is named after its content.
  PieceKey withFile(Path file) throws IOException {
    var real = file.toRealPath();
    return with(real).with(Files.size(real)).with(Files.getLastModifiedTime(real).toMillis());
  }

  /// A small file by what it holds.
  PieceKey withContent(Path file) throws IOException {
    digest.update(Files.readAllBytes(file));
    return with("");
  }

  /// Ends the key; it takes nothing more.
  String end() {
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }
}
