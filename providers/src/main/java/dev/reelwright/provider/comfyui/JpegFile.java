package dev.reelwright.provider.comfyui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// JPEG (ITU-T T.81, annex B): segments that begin with 0xFF and a marker, then the coded picture.
final class JpegFile {
  private static final int SCAN = 0xda;
  private static final int COMMENT = 0xfe;
  private static final int EXIF = 0xe1;
  private static final int PHOTOSHOP = 0xed;
  private static final int END = 0xd9;

  private JpegFile() {}

  /// The picture without Exif, XMP, captions and comments.
  ///
  /// @throws IOException when it is not whole
  static byte[] bare(byte[] picture) throws IOException {
    int length = picture.length;
    while (length > 0 && picture[length - 1] == 0) {
      length--;
    }
    if (length < 4
        || Byte.toUnsignedInt(picture[length - 2]) != 0xff
        || Byte.toUnsignedInt(picture[length - 1]) != END) {
      throw new IOException("the picture ends too early, after %d bytes".formatted(picture.length));
    }
    var bare = new ByteArrayOutputStream(length);
    bare.write(picture, 0, 2);
    int at = 2;
    while (at + 4 <= length) {
      int marker = Byte.toUnsignedInt(picture[at + 1]);
      if (Byte.toUnsignedInt(picture[at]) != 0xff || marker == SCAN) {
        break;
      }
      int whole =
          2 + (Byte.toUnsignedInt(picture[at + 2]) << 8) + Byte.toUnsignedInt(picture[at + 3]);
      if (whole > length - at) {
        throw new IOException("a segment of the picture is longer than the picture");
      }
      if (marker != COMMENT && marker != EXIF && marker != PHOTOSHOP) {
        bare.write(picture, at, whole);
      }
      at += whole;
    }
    bare.write(picture, at, length - at);
    return bare.toByteArray();
  }
}
