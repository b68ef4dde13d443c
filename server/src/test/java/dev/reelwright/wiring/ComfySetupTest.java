package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.provider.comfyui.ComfySettings.Kind;
import dev.reelwright.provider.comfyui.ComfySettings.Server;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComfySetupTest {
  @TempDir Path home;

  private ComfySetup bind(Map<String, String> environment) throws Exception {
    return ComfySetup.bind(SettingValues.read(home, environment, Map.of()), home);
  }

  @Test
  void looksOnThisMachineUntilSomebodySaysWhere() throws Exception {
    var setup = bind(Map.of());

    assertThat(setup.settings().servers())
        .containsExactly(Server.at("comfyui-127.0.0.1-8188", URI.create("http://127.0.0.1:8188")));
    assertThat(setup.settings().patience()).isEqualTo(Duration.ofMinutes(20));
    assertThat(setup.settings().pollInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(setup.settings().clipNodes()).startsWith("82");
    assertThat(setup.needs()).containsExactly("REELWRIGHT_COMFYUI_URL");
  }

  @Test
  void understandsTheNamesOfTheOlderService() throws Exception {
    var workflow = Files.writeString(home.resolve("clip.json"), "{}");

    var setup =
        bind(
            Map.of(
                "COMFYUI_URL", "http://gpu.local:8188/api/",
                "COMFYUI_TIMEOUT_SECONDS", "600",
                "COMFYUI_POLL_INTERVAL_SECONDS", "0.25",
                "WORKFLOW_I2V_PATH", workflow.toString(),
                "RUN_ENV", "runpod"));

    assertThat(setup.settings().servers())
        .containsExactly(
            Server.at("comfyui-gpu.local-8188-api", URI.create("http://gpu.local:8188/api")));
    assertThat(setup.settings().patience()).isEqualTo(Duration.ofMinutes(10));
    assertThat(setup.settings().pollInterval()).isEqualTo(Duration.ofMillis(250));
    assertThat(setup.settings().named()).containsEntry("image-to-video", workflow);
    assertThat(setup.settings().clipNodes()).startsWith("94");
    assertThat(setup.needs()).isEmpty();
  }

  @Test
  void takesSeveralServersAndServerlessOnes() throws Exception {
    Files.writeString(
        home.resolve("reelwright.yaml"),
        """
        comfyui:
          url: [big=http://10.0.0.1:8188, http://10.0.0.2:8188, runpod://abc123]
          runpod_key: very-secret
          jobs_per_server: 2
        """);

    var setup = bind(Map.of());

    assertThat(setup.lanes())
        .containsOnlyKeys("big", "comfyui-10.0.0.2-8188", "runpod-abc123")
        .containsEntry("big", 2);
    var serverless = setup.settings().servers().getLast();
    assertThat(serverless.kind()).isEqualTo(Kind.RUNPOD);
    assertThat(serverless.base()).isEqualTo(URI.create("https://api.runpod.ai/v2/abc123"));
    assertThat(setup.toString()).doesNotContain("very-secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpu:8188",
        "ftp://gpu",
        "http://a:8188,",
        "http://a:8188?x=1",
        "http://a:8188,http://a:8188",
        "runpod://abc123"
      })
  void saysWhichAddressIsNone(String url) {
    assertThatThrownBy(() -> bind(Map.of("COMFYUI_URL", url)))
        .isInstanceOf(Settings.WrongSetting.class)
        .hasMessageContaining("COMFYUI_");
  }
}
