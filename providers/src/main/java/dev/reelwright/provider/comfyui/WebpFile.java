package dev.reelwright.provider.comfyui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// WebP (RFC 9649): a RIFF file of chunks of type, length and data, padded to even lengths.
final class WebpFile {
  private static final int HEAD = 12;
  private static final int AROUND = 8;

  /// Flags of `VP8X` that announce Exif and XMP.
  private static final int TELLING = 0x08 | 0x04;

  private WebpFile() {}

  /// The picture without Exif and XMP.
  ///
  /// @throws IOException when it is not whole
  static byte[] bare(byte[] picture) throws IOException {
    var from = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
    long end = Integer.toUnsignedLong(from.getInt(4)) + AROUND;
    if (end > picture.length) {
      throw new IOException("the picture ends too early, after %d bytes".formatted(picture.length));
    }
    var bare = new ByteArrayOutputStream(picture.length);
    bare.write(picture, 0, HEAD);
    int at = HEAD;
    while (at + AROUND <= end) {
      long data = Integer.toUnsignedLong(from.getInt(at + 4));
      long whole = AROUND + data + (data & 1);
      if (whole > picture.length - at + (data & 1)) {
        throw new IOException("a part of the picture is longer than the picture");
      }
      var type = new String(picture, at, 4, StandardCharsets.ISO_8859_1);
      if (!type.equals("EXIF") && !type.equals("XMP ")) {
        if (type.equals("VP8X")) {
          picture[at + AROUND] &= (byte) ~TELLING;
        }
        bare.write(picture, at, (int) Math.min(whole, picture.length - at));
      }
      at += (int) whole;
    }
    var written = bare.toByteArray();
    ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).putInt(4, written.length - AROUND);
    return written;
  }
}
