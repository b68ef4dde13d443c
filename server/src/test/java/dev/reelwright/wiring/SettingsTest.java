package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path home;

  @Test
  void keepsDataInTheCheckoutByDefault() throws Exception {
    assertThat(Settings.bind(home, Map.of(), null).data()).isEqualTo(home.resolve("data"));
  }

  @Test
  void prefersOptionsToEnvironmentToFile() throws Exception {
    Files.writeString(
        home.resolve(".env"),
        """
        # where things are
        export REELWRIGHT_DATA="from file"
        REELWRIGHT_FFMPEG=/opt/ffmpeg
        """);
    var environment = Map.of("REELWRIGHT_DATA", "from-environment");

    assertThat(Settings.bind(home, Map.of(), null).data()).isEqualTo(home.resolve("from file"));
    assertThat(Settings.bind(home, environment, null))
        .extracting(Settings::data, Settings::ffmpeg)
        .containsExactly(home.resolve("from-environment"), "/opt/ffmpeg");
    assertThat(Settings.bind(home, environment, Path.of("/option")).data())
        .isEqualTo(Path.of("/option"));
  }

  @Test
  void namesTheKeyAndTheAllowedValuesOfAWrongSetting() throws IOException {
    Files.writeString(home.resolve(".env"), "REELWRIGHT_LOG_LEVEL=loud\n");

    assertThatExceptionOfType(Settings.WrongSetting.class)
        .isThrownBy(() -> Settings.bind(home, Map.of(), null))
        .withMessage("REELWRIGHT_LOG_LEVEL=loud is not allowed; allowed: debug, info, warn, error");
  }
}
