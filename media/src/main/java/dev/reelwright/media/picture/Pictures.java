package dev.reelwright.media.picture;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Decodes pictures to find out whether they are whole. Thread-safe.
public final class Pictures {
  private Pictures() {}

  public record Size(int widthPixels, int heightPixels) {}

  /// @param mostPixels of the first picture in the file; a larger one is not decoded
  /// @throws Unusable when it is broken, too large, or of a kind that no decoder here knows
  /// @throws IOException when the file cannot be read
  public static Size decode(Path file, long mostPixels) throws IOException, Unusable {
    try (var input = ImageIO.createImageInputStream(file.toFile())) {
      if (input == null) {
        throw new IOException("cannot open " + file);
      }
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new Unusable("the picture is of a kind that cannot be decoded here", null);
      }
      var reader = readers.next();
      try {
        reader.setInput(input, true, true);
        var size = new Size(reader.getWidth(0), reader.getHeight(0));
        if ((long) size.widthPixels() * size.heightPixels() > mostPixels) {
          throw new Unusable(
              "the picture has %dx%d pixels, more than %d in all"
                  .formatted(size.widthPixels(), size.heightPixels(), mostPixels),
              null);
        }
        reader.read(0);
        return size;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Decoders throw all kinds of things at broken files.
      throw new Unusable("the picture is broken", e);
    }
  }

  /// A picture that cannot be used. The message is for people.
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message, @org.jspecify.annotations.Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
