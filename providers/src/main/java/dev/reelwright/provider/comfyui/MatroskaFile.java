package dev.reelwright.provider.comfyui;

import java.io.IOException;
import java.io.RandomAccessFile;

/// Matroska and WebM (RFC 8794, RFC 9559): elements of id, length and data. Tags and the title
/// become elements of the type `Void`, which readers skip, so that nothing moves.
final class MatroskaFile {
  private static final long HEADER = 0x1a45dfa3L;
  private static final long SEGMENT = 0x18538067L;
  private static final long TAGS = 0x1254c367L;
  private static final long ATTACHMENTS = 0x1941a469L;
  private static final long CLUSTER = 0x1f43b675L;
  private static final long INFO = 0x1549a966L;
  private static final long TITLE = 0x7ba9L;

  /// A check sum of what stands beside it, which may be left out.
  private static final long SUM = 0xbfL;

  private static final int VOID = 0xec;

  /// Id and length of a `Void` with a length of eight bytes.
  private static final int VOID_HEAD = 9;

  private MatroskaFile() {}

  /// @param data where what is in it begins
  /// @param end -1 when it goes on to the end of what it is in
  private record Element(long id, long start, long data, long end) {}

  /// @throws IOException when it is not whole, or no film is in it
  static void bare(RandomAccessFile file) throws IOException {
    long length = file.length();
    var header = element(file, 0, length);
    if (header.id() != HEADER || header.end() < 0) {
      throw new IOException("the clip does not begin like one");
    }
    var segment = element(file, header.end(), length);
    if (segment.id() != SEGMENT) {
      throw new IOException("the clip holds no film");
    }
    long end = segment.end() < 0 ? length : segment.end();
    boolean hasPictures = false;
    long at = segment.data();
    while (at < end) {
      var element = element(file, at, end);
      hasPictures |= element.id() == CLUSTER;
      if (element.end() < 0) {
        // A live recording: nothing tells where its clusters end, and nothing comes after them.
        break;
      }
      if (element.id() == TAGS || element.id() == ATTACHMENTS) {
        clear(file, element);
      } else if (element.id() == INFO) {
        clearTitle(file, element);
      }
      at = element.end();
    }
    if (!hasPictures) {
      throw new IOException("the clip holds no film");
    }
  }

  private static void clearTitle(RandomAccessFile file, Element info) throws IOException {
    boolean hasTitle = false;
    long sum = -1;
    for (long at = info.data(); at < info.end(); ) {
      var element = element(file, at, info.end());
      if (element.id() == SUM) {
        sum = at;
      } else if (element.id() == TITLE) {
        clear(file, element);
        hasTitle = true;
      }
      at = element.end();
    }
    if (hasTitle && sum >= 0) {
      clear(file, element(file, sum, info.end()));
    }
  }

  private static void clear(RandomAccessFile file, Element element) throws IOException {
    long size = element.end() - element.start();
    file.seek(element.start());
    file.write(VOID);
    if (size >= VOID_HEAD) {
      file.writeLong((1L << 56) | (size - VOID_HEAD));
      Mp4File.blank(file, element.start() + VOID_HEAD, element.end());
    } else {
      file.write(0x80 | (int) (size - 2));
      Mp4File.blank(file, element.start() + 2, element.end());
    }
  }

  private static Element element(RandomAccessFile file, long at, long limit) throws IOException {
    if (limit - at < 2) {
      throw cut(limit);
    }
    file.seek(at);
    int first = file.readUnsignedByte();
    int idBytes = Integer.numberOfLeadingZeros(first) - 23;
    if (idBytes > 4 || limit - at < idBytes + 1L) {
      throw cut(limit);
    }
    long id = first;
    for (int more = 1; more < idBytes; more++) {
      id = id << 8 | file.readUnsignedByte();
    }
    int lead = file.readUnsignedByte();
    int sizeBytes = Integer.numberOfLeadingZeros(lead) - 23;
    long data = at + idBytes + sizeBytes;
    if (sizeBytes > 8 || data > limit) {
      throw cut(limit);
    }
    long size = lead & (0xff >> sizeBytes);
    boolean isOpen = size == (0xff >> sizeBytes);
    for (int more = 1; more < sizeBytes; more++) {
      int next = file.readUnsignedByte();
      isOpen &= next == 0xff;
      size = size << 8 | next;
    }
    if (isOpen) {
      return new Element(id, at, data, -1);
    }
    if (size > limit - data) {
      throw cut(limit);
    }
    return new Element(id, at, data, data + size);
  }

  private static IOException cut(long length) {
    return new IOException("the clip was cut after %d bytes".formatted(length));
  }
}
