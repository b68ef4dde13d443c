package dev.reelwright.provider.comfyui;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// MP4 and QuickTime (ISO/IEC 14496-12): boxes of length, type and data, some with boxes in them.
/// Boxes that tell become boxes of the type `free`, which readers skip, so that nothing moves.
final class Mp4File {
  private static final Set<String> TELLING = Set.of("udta", "meta", "uuid");
  private static final Set<String> HOLDING = Set.of("moov", "trak", "moof");
  private static final int HEAD = 8;
  private static final int BLOCK = 8192;

  private Mp4File() {}

  /// @throws IOException when it is not whole, or no film is in it
  static void bare(RandomAccessFile file) throws IOException {
    boolean hasIndex = false;
    boolean hasPictures = false;
    long length = file.length();
    long at = 0;
    while (at < length) {
      var box = box(file, at, length);
      hasIndex |= box.type().equals("moov");
      hasPictures |= box.type().equals("mdat");
      bare(file, box);
      at = box.end();
    }
    if (!hasIndex || !hasPictures) {
      throw new IOException("the clip holds no film");
    }
  }

  /// @param data where what is in it begins
  private record Box(String type, long start, long data, long end) {}

  private static Box box(RandomAccessFile file, long at, long limit) throws IOException {
    if (limit - at < HEAD) {
      throw new IOException("the clip ends within a box, after %d bytes".formatted(limit));
    }
    file.seek(at);
    long size = Integer.toUnsignedLong(file.readInt());
    var type = new byte[4];
    file.readFully(type);
    long data = at + HEAD;
    if (size == 1 && limit - at >= 2 * HEAD) {
      size = file.readLong();
      data += HEAD;
    } else if (size == 0) {
      size = limit - at;
    }
    if (size < data - at || size > limit - at) {
      throw new IOException(
          "the clip was cut: a box of %d bytes at %d of %d".formatted(size, at, limit));
    }
    return new Box(new String(type, StandardCharsets.ISO_8859_1), at, data, at + size);
  }

  private static void bare(RandomAccessFile file, Box box) throws IOException {
    if (TELLING.contains(box.type())) {
      file.seek(box.start() + 4);
      file.write("free".getBytes(StandardCharsets.ISO_8859_1));
      blank(file, box.data(), box.end());
    } else if (HOLDING.contains(box.type())) {
      long at = box.data();
      while (at < box.end()) {
        if (box.end() - at < HEAD) {
          // QuickTime ends some lists with four zeros.
          break;
        }
        var inner = box(file, at, box.end());
        bare(file, inner);
        at = inner.end();
      }
    }
  }

  static void blank(RandomAccessFile file, long from, long to) throws IOException {
    var zeros = new byte[BLOCK];
    file.seek(from);
    for (long left = to - from; left > 0; left -= BLOCK) {
      file.write(zeros, 0, (int) Math.min(left, BLOCK));
    }
  }
}
