package dev.reelwright.media.animatic;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A still picture brought to life by a slow camera: the clip begins on the picture as it is and
/// goes towards its subject. With a second picture it goes over into that one and ends on it.
/// Thread-safe.
public final class PhotoPan implements Footage {
  private static final double ZOOM = 0.14;
  private static final double MOST_DETAIL = 1.6;
  private static final double DISSOLVE = 0.16;

  private final Still first;
  private final @Nullable Still last;
  private final FrameFinish finish;
  private final int width;
  private final int height;

  private PhotoPan(Still first, @Nullable Still last, int width, int height) {
    this.first = first;
    this.last = last;
    this.width = width;
    this.height = height;
    finish = FrameFinish.plain(width, height);
  }

  /// @param last picture to end on, or null
  /// @throws IOException when a file cannot be read or is no picture
  public static PhotoPan of(Path first, @Nullable Path last, int width, int height)
      throws IOException {
    return new PhotoPan(
        Still.read(first, width, height),
        last == null ? null : Still.read(last, width, height),
        width,
        height);
  }

  @Override
  public int frameBytes() {
    return finish.frameBytes();
  }

  @Override
  public void renderYuv(double moment, byte[] out) {
    double share = Dice.ease(Math.clamp(moment, 0.0, 1.0));
    Still end = last;
    double passed =
        end == null ? 0 : Math.clamp((moment - 0.5 + DISSOLVE / 2) / DISSOLVE, 0.0, 1.0);
    if (end != null && passed >= 1) {
      draw(end, 1 - share, out);
      return;
    }
    draw(first, share, out);
    if (end != null && passed > 0) {
      var over = new byte[out.length];
      draw(end, 1 - share, over);
      PictureFrame.mix(out, over, Dice.ease(passed));
    }
  }

  /// @param near 0 the whole picture, 1 nearest to its subject
  private void draw(Still still, double near, byte[] out) {
    var frame = new Frame(width, height);
    double scale = 1 + ZOOM * near;
    still
        .plane()
        .draw(
            frame,
            new Plane.View(scale, still.focusX(), still.focusY(), 0, 0, 0, 0),
            frame.height());
    finish.toYuv(frame, out);
  }

  /// @param focusX what the camera goes towards, frame coordinates
  private record Still(Plane plane, double focusX, double focusY) {
    static Still read(Path file, int width, int height) throws IOException {
      BufferedImage image = PictureFrame.image(file);
      double detail =
          Math.clamp(
              Math.min(image.getWidth() / (double) width, image.getHeight() / (double) height),
              1,
              MOST_DETAIL);
      int wide = (int) Math.rint(width * detail);
      int tall = (int) Math.rint(height * detail);
      int[] pixels =
          PictureFrame.covering(image, wide, tall)
              .getRGB(0, 0, wide, tall, new int[wide * tall], 0, wide);
      for (int index = 0; index < pixels.length; index++) {
        pixels[index] |= 0xFF000000;
      }
      Subject subject = Subject.of(pixels, wide, tall);
      var plane = new Plane(pixels, wide, tall, wide / (double) width, 0, 0);
      return new Still(plane, subject.x() * width, subject.y() * height);
    }
  }
}
