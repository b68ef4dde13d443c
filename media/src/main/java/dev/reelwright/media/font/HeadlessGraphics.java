package dev.reelwright.media.font;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Makes Java2D work on a server without a display and without fontconfig. Call it once, first
/// thing in `main()`; after the first use of AWT it has no effect.
public final class HeadlessGraphics {
  private static final String FONT_CONFIGURATION = "sun.awt.fontconfig";

  private HeadlessGraphics() {}

  /// Sets the two system properties that need setting. Properties the user set are kept.
  ///
  /// @param folder where the font configuration is written; created when absent
  /// @throws IOException when the folder cannot be written
  public static void prepare(Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    if (!isLinux() || System.getProperty(FONT_CONFIGURATION) != null) {
      return;
    }
    // Without fontconfig the JDK fails on the first font with "Fontconfig head is null". We bring
    // our own fonts, so an empty configuration is enough, and it makes every host behave alike.
    Files.createDirectories(folder);
    Path configuration = folder.resolve("fontconfig.properties").toAbsolutePath();
    if (!Files.exists(configuration)) {
      Path unfinished = Files.createTempFile(folder, "fontconfig", ".tmp");
      Files.writeString(
          unfinished, "version=1\nsequence.allfonts=default\n", StandardCharsets.ISO_8859_1);
      Files.move(
          unfinished,
          configuration,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    System.setProperty(FONT_CONFIGURATION, configuration.toString());
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }
}
