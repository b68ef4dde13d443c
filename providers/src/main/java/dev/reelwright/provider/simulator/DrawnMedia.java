package dev.reelwright.provider.simulator;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/// The results: a picture of one shade, a clip of slowly moving shades. Each job's bytes are its
/// own, so that no two results are one file.
final class DrawnMedia {
  /// Lengths that clips come in, as the files beside this class have them.
  static final int[] CLIP_SECONDS = {4, 8, 16};

  private DrawnMedia() {}

  static byte[] of(Job job) {
    try {
      return job.order().isVideo() ? clip(job) : picture(job);
    } catch (IOException e) {
      throw new UncheckedIOException("drawing the result of " + job.id(), e);
    }
  }

  private static byte[] picture(Job job) throws IOException {
    var order = job.order();
    var image =
        new BufferedImage(order.widthPixels(), order.heightPixels(), BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    var colour = new Color(order.colour() & 0xffffff);
    graphics.setPaint(
        new GradientPaint(0, 0, colour, 0, order.heightPixels(), colour.darker().darker()));
    graphics.fillRect(0, 0, order.widthPixels(), order.heightPixels());
    graphics.dispose();
    // The number of the job in the first pixels makes each picture one of a kind.
    image.setRGB(0, 0, job.id().hashCode() & 0xffffff);
    image.setRGB(1, 0, job.reference().hashCode() & 0xffffff);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static byte[] clip(Job job) throws IOException {
    byte[] film;
    var name = "clip-%d.mp4".formatted(job.order().seconds());
    try (var in = DrawnMedia.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no " + name);
      }
      film = in.readAllBytes();
    }
    // A box of type `free` (ISO/IEC 14496-12) is skipped by every reader.
    var mark = (job.id() + " " + job.reference()).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(film.length + 8 + mark.length)
        .put(film)
        .putInt(8 + mark.length)
        .put("free".getBytes(StandardCharsets.US_ASCII))
        .put(mark)
        .array();
  }
}
