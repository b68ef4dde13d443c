package dev.reelwright.bench;

import dev.reelwright.provider.simulator.Simulator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/// Pictures and clips that cost nothing to make and still are no two alike. Immutable, thread-safe.
final class SmallMedia {
  private final byte[] clip;

  SmallMedia() throws IOException {
    try (var film = Simulator.class.getResourceAsStream("clip-4.mp4")) {
      if (film == null) {
        throw new IOException("there is no clip-4.mp4");
      }
      clip = film.readAllBytes();
    }
  }

  /// @param colour of one pixel
  /// @return PNG
  static byte[] picture(int colour) throws IOException {
    var image = new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, colour);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /// @param name stands in a box that every reader skips (ISO/IEC 14496-12, `free`)
  /// @return MP4
  byte[] clip(String name) {
    var letters = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(clip.length + 8 + letters.length)
        .put(clip)
        .putInt(8 + letters.length)
        .put("free".getBytes(StandardCharsets.US_ASCII))
        .put(letters)
        .array();
  }
}
