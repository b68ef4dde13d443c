package dev.reelwright.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.ffmpeg.TestFfmpeg;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewPainterTest {
  @TempDir private Path folder;
  private final PreviewPainter painter = new PreviewPainter(TestFfmpeg.runner());

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 80})
  void aStripShowsTheFilmFromItsBeginningToItsEnd(int seconds) throws Exception {
    var film = film(seconds);

    painter.paintStrip(film, Duration.ofSeconds(seconds), folder.resolve("strip.jpg"));

    var strip = ImageIO.read(folder.resolve("strip.jpg").toFile());
    assertThat(strip.getWidth()).isEqualTo(PreviewPainter.STRIP_TILES * 160);
    assertThat(strip.getHeight()).isEqualTo(90);
    assertThat(new Color(strip.getRGB(80, 45)).getRed()).as("red at first").isGreaterThan(180);
    assertThat(new Color(strip.getRGB(19 * 160 + 80, 45)).getBlue()).as("blue").isGreaterThan(180);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12})
  void aPreviewMovesAndRepeats(int seconds) throws Exception {
    painter.paintPreview(film(seconds), Duration.ofSeconds(seconds), folder.resolve("p.webp"));

    var bytes =
        new String(Files.readAllBytes(folder.resolve("p.webp")), StandardCharsets.ISO_8859_1);
    assertThat(bytes).startsWith("RIFF").contains("WEBPVP8X").contains("ANIM");
    assertThat(bytes.split("ANMF", -1).length - 1).as("pictures").isBetween(2, 32);
  }

  @Test
  void aWaveIsHighWhereTheSoundIsLoud() throws Exception {
    var sound = folder.resolve("sound.wav");
    TestFfmpeg.make(
        sound, "-f", "lavfi", "-i", "aevalsrc='if(lt(t,1),0,0.9*sin(2000*t))':d=2:s=48000");

    painter.paintWaveform(sound, folder.resolve("wave.png"));

    var wave = ImageIO.read(folder.resolve("wave.png").toFile());
    assertThat(wave.getWidth()).isEqualTo(1600);
    assertThat(wave.getRGB(400, 30) >>> 24).isZero();
    assertThat(wave.getRGB(1200, 30) >>> 24).isGreaterThan(100);
  }

  /// Red in its first half, blue in its second.
  private Path film(int seconds) {
    var film = folder.resolve("film.mp4");
    var half = seconds / 2.0;
    TestFfmpeg.make(
        film,
        "-f",
        "lavfi",
        "-i",
        "color=red:s=320x180:r=24:d=" + half,
        "-f",
        "lavfi",
        "-i",
        "color=blue:s=320x180:r=24:d=" + half,
        "-filter_complex",
        "[0][1]concat=n=2",
        "-g",
        "48",
        "-pix_fmt",
        "yuv420p");
    return film;
  }
}
