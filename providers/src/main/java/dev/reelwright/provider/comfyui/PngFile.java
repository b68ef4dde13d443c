package dev.reelwright.provider.comfyui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// PNG (W3C, third edition): a signature, then chunks of length, type, data and check sum.
final class PngFile {
  private static final int SIGNATURE = 8;
  private static final int AROUND = 12;
  private static final Set<String> TELLING = Set.of("tEXt", "zTXt", "iTXt", "eXIf", "tIME");

  private PngFile() {}

  /// The picture without texts.
  ///
  /// @throws IOException when it is not whole
  static byte[] bare(byte[] picture) throws IOException {
    var from = ByteBuffer.wrap(picture);
    var bare = new ByteArrayOutputStream(picture.length);
    bare.write(picture, 0, SIGNATURE);
    int at = SIGNATURE;
    while (at + AROUND <= picture.length) {
      long whole = Integer.toUnsignedLong(from.getInt(at)) + AROUND;
      if (whole > picture.length - at) {
        break;
      }
      var type = new String(picture, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (!TELLING.contains(type)) {
        bare.write(picture, at, (int) whole);
      }
      if (type.equals("IEND")) {
        return bare.toByteArray();
      }
      at += (int) whole;
    }
    throw new IOException("the picture ends too early, after %d bytes".formatted(picture.length));
  }
}
