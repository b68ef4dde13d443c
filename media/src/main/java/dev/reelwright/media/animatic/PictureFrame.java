package dev.reelwright.media.animatic;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Pictures as planar yuv420p frames (BT.709, limited range), and arithmetic on such frames.
public final class PictureFrame {
  private PictureFrame() {}

  /// Reads a picture file; one of another size is scaled to cover the frame.
  ///
  /// @throws IOException when it cannot be read or is no picture
  public static byte[] read(Path file, int width, int height) throws IOException {
    return fromArgb(argb(covering(image(file), width, height)), width, height);
  }

  /// Pictures of the kind that PNG files without transparency become are read directly: the general
  /// way takes several calls for each pixel.
  private static int[] argb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    var pixels = new int[width * height];
    boolean isPlain =
        image.getType() == BufferedImage.TYPE_3BYTE_BGR && image.getRaster().getParent() == null;
    if (!isPlain) {
      return image.getRGB(0, 0, width, height, pixels, 0, width);
    }
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int at = 0; at < pixels.length; at++) {
      int blue = bytes[3 * at] & 255;
      int green = bytes[3 * at + 1] & 255;
      int red = bytes[3 * at + 2] & 255;
      pixels[at] = 0xFF000000 | red << 16 | green << 8 | blue;
    }
    return pixels;
  }

  static BufferedImage image(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException("not a picture that can be read: " + file.getFileName());
    }
    return image;
  }

  /// Scaled so that it covers the frame; what has no room is cut off where the subject is not.
  static BufferedImage covering(BufferedImage image, int width, int height) {
    if (image.getWidth() == width && image.getHeight() == height) {
      return image;
    }
    double scale = Math.max(width / (double) image.getWidth(), height / (double) image.getHeight());
    int wide = (int) Math.ceil(image.getWidth() * scale);
    int tall = (int) Math.ceil(image.getHeight() * scale);
    var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    Subject subject = Subject.of(image);
    graphics.drawImage(
        image,
        -offset(subject.x(), wide, width),
        -offset(subject.y(), tall, height),
        wide,
        tall,
        null);
    graphics.dispose();
    return scaled;
  }

  private static int offset(double subject, int whole, int shown) {
    return (int)
        Math.rint(Math.clamp(subject * whole - shown / 2.0, 0, Math.max(0, whole - shown)));
  }

  /// @param pixels ARGB, row by row; even size
  static byte[] fromArgb(int[] pixels, int width, int height) {
    var out = new byte[width * height * 3 / 2];
    int chroma = width * height;
    int quarter = chroma / 4;
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x += 2) {
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int part = 0; part < 4; part++) {
          int at = (y + part / 2) * width + x + part % 2;
          int color = pixels[at];
          red += Colors.red(color) / 4.0;
          green += Colors.green(color) / 4.0;
          blue += Colors.blue(color) / 4.0;
          out[at] =
              (byte)
                  Math.round(
                      16
                          + 0.18259 * Colors.red(color)
                          + 0.61423 * Colors.green(color)
                          + 0.06201 * Colors.blue(color));
        }
        int at = chroma + y / 2 * (width / 2) + x / 2;
        out[at] = (byte) Math.round(128 - 0.10064 * red - 0.33857 * green + 0.43922 * blue);
        out[at + quarter] =
            (byte) Math.round(128 + 0.43922 * red - 0.39894 * green - 0.04027 * blue);
      }
    }
    return out;
  }

  /// Mean absolute difference of two frames of one size, 0..255.
  public static double meanDifference(byte[] first, byte[] second) {
    long sum = 0;
    for (int index = 0; index < first.length; index++) {
      sum += Math.abs((first[index] & 255) - (second[index] & 255));
    }
    return sum / (double) first.length;
  }

  /// Mixes another frame into one.
  ///
  /// @param share of the other frame, 0..1
  public static void mix(byte[] frame, byte[] other, double share) {
    int weight = (int) Math.rint(share * 256);
    for (int index = 0; index < frame.length; index++) {
      int own = frame[index] & 255;
      frame[index] = (byte) (own + ((((other[index] & 255) - own) * weight + 128) >> 8));
    }
  }
}
