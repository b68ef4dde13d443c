package dev.reelwright.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.media.ffmpeg.TestFfmpeg;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosterPainterTest {
  @TempDir private Path folder;
  private final PosterPainter painter = new PosterPainter(TestFfmpeg.runner());

  @Test
  void showsAFilmByAFramePastItsBlackBeginning() throws Exception {
    var film = folder.resolve("film.mp4");
    TestFfmpeg.make(
        film,
        "-f",
        "lavfi",
        "-i",
        "color=black:s=1280x720:r=24:d=0.5",
        "-f",
        "lavfi",
        "-i",
        "color=red:s=1280x720:r=24:d=2.5",
        "-filter_complex",
        "[0][1]concat=n=2",
        "-pix_fmt",
        "yuv420p");

    var poster = painted(film, "video/mp4", Duration.ofSeconds(3));

    assertThat(poster.getWidth()).isEqualTo(960);
    assertThat(poster.getHeight()).isEqualTo(540);
    var middle = new Color(poster.getRGB(480, 270));
    assertThat(middle.getRed()).isGreaterThan(200);
    assertThat(middle.getGreen()).isLessThan(60);
  }

  @Test
  void showsAFilmThatIsShorterThanATellingMoment() throws Exception {
    var film = folder.resolve("film.mp4");
    TestFfmpeg.make(
        film,
        "-f",
        "lavfi",
        "-i",
        "color=blue:s=64x48:r=24",
        "-frames:v",
        "1",
        "-pix_fmt",
        "yuv420p");

    var poster = painted(film, "video/mp4", Duration.ofMillis(42));

    assertThat(new Color(poster.getRGB(32, 24)).getBlue()).isGreaterThan(200);
  }

  @Test
  void makesNoPictureLarger() throws Exception {
    var picture = folder.resolve("picture.png");
    ImageIO.write(new BufferedImage(33, 19, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());

    var poster = painted(picture, "image/png", null);

    assertThat(poster.getWidth()).isEqualTo(32);
    assertThat(poster.getHeight()).isBetween(18, 19);
  }

  @Test
  void showsASoundByItsWave() throws Exception {
    var sound = folder.resolve("sound.wav");
    TestFfmpeg.make(sound, "-f", "lavfi", "-i", "sine=440:d=1");

    var poster = painted(sound, "audio/wav", Duration.ofSeconds(1));

    assertThat(poster.getWidth()).isEqualTo(960);
    assertThat(new Color(poster.getRGB(480, 120)).getGreen()).isGreaterThan(60);
  }

  @Test
  void leavesNothingWhereNoPictureIs() throws IOException {
    var text = Files.writeString(folder.resolve("film.mp4"), "no film");
    var poster = folder.resolve("poster.jpg");

    assertThatThrownBy(() -> painter.paint(text, "video/mp4", Duration.ofSeconds(1), poster))
        .isInstanceOf(IOException.class);

    assertThat(folder.toFile().list()).containsExactly("film.mp4");
  }

  private BufferedImage painted(
      Path file, String type, @org.jspecify.annotations.Nullable Duration length) throws Exception {
    var poster = folder.resolve("poster.jpg");
    painter.paint(file, type, length, poster);
    return ImageIO.read(poster.toFile());
  }
}
