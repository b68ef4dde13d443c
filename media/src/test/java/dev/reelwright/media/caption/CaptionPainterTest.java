package dev.reelwright.media.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.caption.CaptionPainter.Painted;
import dev.reelwright.media.font.Fonts;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionPainterTest {
  private static final CaptionPainter PAINTER = new CaptionPainter(Fonts.bundled());

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1280,720", "720,1280", "1080,1080", "320,180"})
  void theStripLiesWithinTheSafeAreaInTheMiddle(int width, int height) {
    var strip =
        painted(width, height, "A lighthouse keeper climbs", "the stairs on a stormy night");

    assertThat(strip.x()).isGreaterThanOrEqualTo(0);
    assertThat(strip.x() + strip.image().getWidth()).isLessThanOrEqualTo(width);
    assertThat(strip.y()).isGreaterThan(height / 2);
    assertThat(strip.y() + strip.image().getHeight()).isLessThanOrEqualTo(height);
    assertThat(strip.x() + strip.image().getWidth() / 2.0)
        .isBetween(width / 2.0 - 2, width / 2.0 + 2);
  }

  @Test
  void hasWhiteLettersADarkOutlineAndTransparentCorners() {
    BufferedImage image = painted(1280, 720, "The lamp flares.").image();

    assertThat(image.getRGB(0, 0) >>> 24).isLessThan(8);
    assertThat(count(image, 0xFF, 0xE0, 0xFF)).as("white pixels").isGreaterThan(800);
    assertThat(count(image, 0xC0, 0, 0x40)).as("dark pixels").isGreaterThan(800);
  }

  @Test
  void aLineThatIsTooWideIsDrawnSmaller() {
    var strip = painted(720, 1280, "W".repeat(60));

    assertThat(strip.image().getWidth()).isLessThanOrEqualTo(700);
  }

  @Test
  void drawsChinese() {
    assertThat(count(painted(1280, 720, "灯塔亮了！").image(), 0xFF, 0xE0, 0xFF)).isGreaterThan(500);
  }

  @Test
  void lettersThatNoFontHasAreNamedInsteadOfDrawnAsBoxes() {
    assertThat(PAINTER.paint(new Cue(0, 1, List.of("Hi مرحبا")), 1280, 720))
        .isEqualTo(new Painted.NotDrawable(List.of("Arabic")));
    assertThat(PAINTER.paint(new Cue(0, 1, List.of("😀")), 1280, 720))
        .isInstanceOf(Painted.NotDrawable.class);
    assertThat(PAINTER.paint(new Cue(0, 1, List.of("Hi 😀")), 1280, 720))
        .isInstanceOf(Painted.Strip.class);
  }

  @Test
  void writesAPngWithTransparency() throws Exception {
    Path png = folder.resolve("cue.png");
    painted(1280, 720, "The lamp flares.").write(png);

    assertThat(Files.size(png)).isPositive();
    assertThat(ImageIO.read(png.toFile()).getColorModel().hasAlpha()).isTrue();
  }

  private static Painted.Strip painted(int width, int height, String... lines) {
    return (Painted.Strip) PAINTER.paint(new Cue(0, 1_000, List.of(lines)), width, height);
  }

  private static int count(BufferedImage image, int leastAlpha, int least, int most) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int argb = image.getRGB(x, y);
        int green = argb >> 8 & 0xFF;
        count += argb >>> 24 >= leastAlpha && green >= least && green <= most ? 1 : 0;
      }
    }
    return count;
  }
}
