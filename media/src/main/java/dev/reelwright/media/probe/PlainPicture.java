package dev.reelwright.media.probe;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what a PNG file says of itself, where it is of the plainest kind and whole: to start a
/// program for each picture of a film takes longer than to read its head. Source: PNG
/// specification, sections 5.2, 5.3 and 11.2. The JDK's reader is no help: it unpacks texts of any
/// size that are packed into a file.
final class PlainPicture {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int HEAD = 0x49484452;
  private static final int PIXELS = 0x49444154;
  private static final int END = 0x49454E44;
  private static final int HEAD_BYTES = 13;
  private static final int CHECKSUM_BYTES = 4;

  /// Others judge what is larger than any picture of a film.
  private static final int LARGEST_SIDE = 16_384;

  /// Eight bits, red green blue, the only packing, the only filters, no interlace.
  private static final byte[] PLAIN = {8, 2, 0, 0, 0};

  private PlainPicture() {}

  /// Empty for every other kind, and where the file is shorter than it says: others know better.
  ///
  /// @param counting whether the number of frames was asked for
  static Optional<ProbedFile.Picture> of(Path file, boolean counting) throws IOException {
    try (var in = new DataInputStream(Files.newInputStream(file))) {
      if (in.readLong() != SIGNATURE || in.readInt() != HEAD_BYTES || in.readInt() != HEAD) {
        return Optional.empty();
      }
      int width = in.readInt();
      int height = in.readInt();
      boolean isPlain = Arrays.equals(in.readNBytes(PLAIN.length), PLAIN);
      in.skipNBytes(CHECKSUM_BYTES);
      return isPlain && isSide(width) && isSide(height) && holdsOnlyPixels(in)
          ? Optional.of(picture(width, height, counting))
          : Optional.empty();
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private static boolean isSide(int pixels) {
    return pixels > 0 && pixels <= LARGEST_SIDE;
  }

  private static boolean holdsOnlyPixels(DataInputStream in) throws IOException {
    int bytes = in.readInt();
    int kind = in.readInt();
    boolean hasPixels = false;
    while (kind == PIXELS && bytes >= 0) {
      hasPixels |= bytes > 0;
      in.skipNBytes((long) bytes + CHECKSUM_BYTES);
      bytes = in.readInt();
      kind = in.readInt();
    }
    in.skipNBytes(CHECKSUM_BYTES);
    return hasPixels && kind == END && bytes == 0;
  }

  private static ProbedFile.Picture picture(int width, int height, boolean counting) {
    return new ProbedFile.Picture(
        "png",
        width,
        height,
        true,
        Optional.empty(),
        true,
        Optional.empty(),
        counting ? OptionalLong.of(1) : OptionalLong.empty(),
        "rgb24",
        "gbr",
        "pc",
        null,
        false,
        "",
        0);
  }
}
