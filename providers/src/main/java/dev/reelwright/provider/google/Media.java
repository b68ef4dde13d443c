package dev.reelwright.provider.google;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/// Files that come and go as pictures and clips.
final class Media {
  /// What Google takes inline with a request.
  private static final long MOST_PICTURE_BYTES = 20L << 20;

  /// How far a picture may be off its shape before it is cropped: rounding to whole pixels and to
  /// multiples of 16 stays below.
  private static final double TOLERANCE = 0.03;

  private static final String PNG = "89504e470d0a1a0a";
  private static final String JPEG = "ffd8ff";
  private static final String RIFF = "52494646";

  private Media() {}

  static String base64(Path picture) throws IOException {
    long size = Files.size(picture);
    if (size > MOST_PICTURE_BYTES) {
      throw new IOException("a picture of %d bytes is too large to send".formatted(size));
    }
    return Base64.getEncoder().encodeToString(Files.readAllBytes(picture));
  }

  /// @throws IOException when the file is no PNG, JPEG or WebP
  static void requirePicture(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var start = HexFormat.of().formatHex(in.readNBytes(12));
      boolean isWebp = start.startsWith(RIFF) && start.endsWith("57454250");
      if (!start.startsWith(PNG) && !start.startsWith(JPEG) && !isWebp) {
        throw new IOException("it begins like no PNG, JPEG or WebP");
      }
    }
  }

  /// The picture itself when it has the shape, otherwise its middle, as PNG. A film whose frames
  /// differ in shape would jump. What cannot be decoded here is left as it is.
  static Path cropped(Path picture, double ratio, Path scratch) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    if (image == null) {
      return picture;
    }
    double actual = (double) image.getWidth() / image.getHeight();
    if (Math.abs(actual / ratio - 1) <= TOLERANCE) {
      return picture;
    }
    int width = actual > ratio ? (int) Math.round(image.getHeight() * ratio) : image.getWidth();
    int height = actual > ratio ? image.getHeight() : (int) Math.round(image.getWidth() / ratio);
    var middle =
        image.getSubimage(
            (image.getWidth() - width) / 2, (image.getHeight() - height) / 2, width, height);
    var file = scratch.resolve("cropped.png");
    ImageIO.write(middle, "png", file.toFile());
    return file;
  }

  /// Walks over the boxes of an MP4 (ISO 14496-12): they must fill the file, and index and pictures
  /// must be there.
  ///
  /// @throws IOException when it is none, or not whole
  static void requireClip(Path file) throws IOException {
    boolean hasIndex = false;
    boolean hasPictures = false;
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      long at = 0;
      var type = new byte[4];
      while (at < length) {
        in.seek(at);
        if (length - at < 8) {
          throw new IOException("it ends within a box");
        }
        long size = Integer.toUnsignedLong(in.readInt());
        in.readFully(type);
        var name = new String(type, StandardCharsets.ISO_8859_1);
        if (at == 0 && !name.equals("ftyp")) {
          throw new IOException("it does not begin like an MP4");
        }
        if (size == 1 && length - at >= 16) {
          size = in.readLong();
        } else if (size == 0) {
          size = length - at;
        }
        if (size < 8 || size > length - at) {
          throw new IOException(
              "it was cut: a box of %d bytes at %d of %d".formatted(size, at, length));
        }
        hasIndex |= name.equals("moov");
        hasPictures |= name.equals("mdat");
        at += size;
      }
    }
    if (!hasIndex || !hasPictures) {
      throw new IOException("it holds no film");
    }
  }
}
