package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrchestrateSetupTest {
  private static final String ONE = "http://10.0.0.1:8188";
  private static final String SEVERAL = "a=http://10.0.0.1:8188,b=http://10.0.0.2:8188";

  @TempDir Path home;

  @Test
  void aJobMayBeHeldUpForAsLongAsComfyMayTake() throws Exception {
    assertThat(patience(Map.of())).isEqualTo(Duration.ofMinutes(20));
    assertThat(patience(Map.of("COMFYUI_URL", ONE, "COMFYUI_TIMEOUT_SECONDS", "5")))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(patience(Map.of("COMFYUI_URL", SEVERAL, "COMFYUI_TIMEOUT_SECONDS", "90")))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aJobIsNotGivenUpBeforeAFleetKnowsThatAServerIsGone() throws Exception {
    assertThat(patience(Map.of("COMFYUI_URL", SEVERAL, "COMFYUI_TIMEOUT_SECONDS", "5")))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void howLongAJobMayBeHeldUpCanBeSaid() throws Exception {
    var environment = new HashMap<String, String>();
    environment.put("COMFYUI_URL", SEVERAL);
    environment.put("REELWRIGHT_ORCHESTRATE_PATIENCE_SECONDS", "3");

    assertThat(patience(environment)).isEqualTo(Duration.ofSeconds(3));
  }

  private Duration patience(Map<String, String> environment) throws Exception {
    return OrchestrateSetup.bind(Settings.bind(home, environment, null), environment)
        .surface()
        .patience();
  }
}
