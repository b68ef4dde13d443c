package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reelwright.http.Surface;
import dev.reelwright.http.pipeline.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void understandsTheNamesOfTheOlderPipelineServer() throws Exception {
    Files.writeString(
        home.resolve(".env"), "VIDPIPE_SERVER__PORT=9000\nVIDPIPE_PIPELINE__MAX_SCENES=7\n");
    var environment =
        Map.of(
            "VIDPIPE_SERVER__PORT", "9001",
            "VIDPIPE_PIPELINE__CROSSFADE_SECONDS", "0.5",
            "VIDPIPE_PIPELINE__VIDEO_GEN_CONCURRENCY", "3",
            "REELWRIGHT_PIPELINE_VIDEO_GEN_CONCURRENCY", "2",
            "VIDPIPE_STORAGE__DATABASE_URL", "sqlite:///vidpipe.db");

    var settings = ServerSettings.bind(home, environment, Map.of());

    assertThat(settings.port()).isEqualTo(9001);
    assertThat(settings.pipeline()).isEqualTo(new PipelineSettings(7, 2, Duration.ofMillis(500)));
    assertThatExceptionOfType(Settings.WrongSetting.class)
        .isThrownBy(
            () ->
                ServerSettings.bind(
                    home, Map.of("VIDPIPE_PIPELINE__CROSSFADE_SECONDS", "long"), Map.of()))
        .withMessage(
            "VIDPIPE_PIPELINE__CROSSFADE_SECONDS=long is not allowed; allowed: seconds from 0 to 4");
  }

  @Test
  void readsTheOlderServersFileOnlyWhenAskedTo() throws Exception {
    Files.writeString(
        home.resolve("config.yaml"),
        """
        server:
          port: 9000
        pipeline:
          crossfade_seconds: 0.0
          max_scenes: 15
        models:
        """);

    assertThat(ServerSettings.bind(home, Map.of(), Map.of()).port()).isEqualTo(8080);
    var settings =
        ServerSettings.bind(
            home,
            Map.of("REELWRIGHT_COMPAT", "orchestrate, Pipeline", "VIDPIPE_SERVER__PORT", "9001"),
            Map.of());
    assertThat(settings.port()).isEqualTo(9001);
    assertThat(settings.pipeline()).isEqualTo(new PipelineSettings(15, 1, null));
  }

  @Test
  void readsYamlBelowEnvironmentAndOptions() throws Exception {
    Files.writeString(
        home.resolve("reelwright.yaml"),
        """
        host: 0.0.0.0
        port: 9000
        allowed_hosts: [studio.example, other.example]
        surfaces:
          t2v:
            cors: open
        """);

    var server = ServerSettings.bind(home, Map.of(), Map.of());
    assertThat(server.host()).isEqualTo("0.0.0.0");
    assertThat(server.port()).isEqualTo(9000);
    assertThat(server.gate().hosts()).containsExactlyInAnyOrder("studio.example", "other.example");
    assertThat(server.gate().openSurfaces()).containsExactly(Surface.T2V);
    assertThat(ServerSettings.bind(home, Map.of("REELWRIGHT_PORT", "9001"), Map.of()).port())
        .isEqualTo(9001);
    assertThat(
            ServerSettings.bind(home, Map.of("REELWRIGHT_PORT", "9001"), Map.of("PORT", "9002"))
                .port())
        .isEqualTo(9002);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prot: 9000 | prot in",
        "surfaces: {t2v: {crs: open}} | surfaces_t2v_crs in",
        "surfaces: {tv: {cors: open}} | surfaces.tv.cors in",
        "port: {number: 9000} | port_number in",
        "[a, b] | is no setting",
        "port: 70000 | REELWRIGHT_PORT=70000 is not allowed; allowed: 0 to 65535",
        "port: many | REELWRIGHT_PORT=many",
        "auth: maybe | REELWRIGHT_AUTH=maybe is not allowed; allowed: auto, on, off",
        "surfaces: {t2v: {cors: yes}} | allowed: closed, open",
        "allowed_origins: ['*'] | REELWRIGHT_ALLOWED_ORIGINS=*",
        "allowed_hosts: 'a:80' | host names without port",
        "max_file_mb: 1 | REELWRIGHT_MAX_FILE_MB=1 is not allowed; allowed: 2 to 100000"
      })
  void refusesWhatIsNoSettingAndWhatIsOutOfRange(String yaml, String expected) throws IOException {
    Files.writeString(home.resolve("reelwright.yaml"), yaml);

    assertThatExceptionOfType(Settings.WrongSetting.class)
        .isThrownBy(() -> ServerSettings.bind(home, Map.of(), Map.of()))
        .withMessageContaining(expected);
  }

  @Test
  void refusesASettingOfOursInTheEnvFileThatThereIsNot() throws Exception {
    Files.writeString(home.resolve(".env"), "OTHER_PROGRAM=1\nREELWRIGHT_MAVEN_ARGS=-o\n");
    assertThat(Settings.bind(home, Map.of("REELWRIGHT_OF_A_SCRIPT", "1"), null)).isNotNull();

    Files.writeString(home.resolve(".env"), "REELWRIGHT_PROT=9000\n");
    assertThatExceptionOfType(Settings.WrongSetting.class)
        .isThrownBy(() -> Settings.bind(home, Map.of(), null))
        .withMessageContaining("REELWRIGHT_PROT in");
  }

  @Test
  void namesTheFileThatIsNoYaml() throws IOException {
    Files.writeString(home.resolve("reelwright.yaml"), "port: [9000");

    assertThatExceptionOfType(Settings.UnreadableFile.class)
        .isThrownBy(() -> Settings.bind(home, Map.of(), null))
        .satisfies(e -> assertThat(e.file()).isEqualTo(home.resolve("reelwright.yaml")));
  }
}
