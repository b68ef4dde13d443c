package dev.reelwright.media.font;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlessGraphicsTest {
  @TempDir Path folder;

  @Test
  void fontsLoadInAJvmThatUsesOnlyOurFontConfiguration() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    var process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    FontStart.class.getName(),
                    folder.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("drew with Noto Sans SC");
    assertThat(Files.readString(folder.resolve("fontconfig.properties"))).contains("version=1");
  }

  /// What a program does first on a machine without fonts.
  static final class FontStart {
    private FontStart() {}

    public static void main(String[] arguments) throws Exception {
      HeadlessGraphics.prepare(Path.of(arguments[0]));
      var run = Fonts.bundled().forText("雪", 20, Fonts.Weight.BOLD).getFirst();
      System.out.println("drew with " + run.font().getFamily());
    }
  }
}
