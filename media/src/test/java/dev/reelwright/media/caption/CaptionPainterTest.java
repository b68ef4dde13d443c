package dev.reelwright.media.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.media.caption.CaptionPainter.Painted;
import dev.reelwright.media.font.Fonts;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
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
  void theSpokenWordStandsOutWhereItStands() {
    var cue =
        new Cue(
            0,
            1_000,
            List.of("the lamp and", "the lamp flares"),
            List.of(
                new Cue.Word("the", 0, 100),
                new Cue.Word("lamp", 100, 200),
                new Cue.Word("and", 200, 300),
                new Cue.Word("the", 300, 400),
                new Cue.Word("lamp", 400, 500),
                new Cue.Word("flares", 500, 900)));

    var first = yellow(cue, 1);
    var second = yellow(cue, 4);
    var last = yellow(cue, 5);

    assertThat(first.getWidth()).isBetween(second.getWidth() - 3, second.getWidth() + 3);
    assertThat(first.getMaxY()).isLessThan(second.getMinY());
    assertThat(last.getMinX()).isGreaterThan(second.getMaxX());
    assertThat(yellow(cue, -1).isEmpty()).isTrue();
  }

  @Test
  void inALineFromRightToLeftTheFirstWordStandsOnTheRight() {
    var painter = new CaptionPainter(Fonts.withInstalled());
    var cue =
        new Cue(
            0,
            1_000,
            List.of("שלום עולם"),
            List.of(new Cue.Word("שלום", 0, 100), new Cue.Word("עולם", 100, 200)));
    // A machine without any Hebrew font draws nothing, and says so.
    if (painter.paint(cue, CaptionStyle.KARAOKE, 0, 1280, 720) instanceof Painted.Strip strip) {
      var word = yellow(strip.image());
      assertThat(word.getMinX()).isGreaterThan(strip.image().getWidth() / 2.0 - 10);
    } else {
      assertThat(Fonts.withInstalled().missingGlyphs("שלום")).containsExactly("Hebrew");
    }
  }

  @Test
  void boxedLettersStandOnADarkBoxAndBigOnesInTheMiddle() {
    var cue = new Cue(0, 1_000, List.of("The lamp flares."));
    var boxed = (Painted.Strip) PAINTER.paint(cue, CaptionStyle.BOXED, -1, 1280, 720);
    var big = (Painted.Strip) PAINTER.paint(cue, CaptionStyle.BIG, -1, 720, 1280);

    var middle = boxed.image().getHeight() / 2;
    assertThat(boxed.image().getRGB(8, middle) >>> 24).as("the box").isGreaterThan(150);
    assertThat(big.y()).isLessThan(640);
    assertThat(big.y() + big.image().getHeight()).isGreaterThan(640);
    assertThat(big.image().getHeight()).isGreaterThan(80);
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

  private static Rectangle2D yellow(Cue cue, int spoken) {
    return yellow(
        ((Painted.Strip) PAINTER.paint(cue, CaptionStyle.KARAOKE, spoken, 1280, 720)).image());
  }

  /// Where the letters are yellow.
  private static Rectangle2D yellow(BufferedImage image) {
    var found = new Rectangle();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        var color = new Color(image.getRGB(x, y), true);
        if (color.getAlpha() > 200 && color.getRed() > 230 && color.getBlue() < 120) {
          found =
              found.isEmpty() ? new Rectangle(x, y, 1, 1) : found.union(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return found;
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
