package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.provider.google.GoogleSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleSetupTest {
  @TempDir Path home;

  private Optional<GoogleSettings> bind(Map<String, String> environment) throws Exception {
    return GoogleSetup.bind(SettingValues.read(home, environment, Map.of()), environment, home);
  }

  @Test
  void isNotUsedWithoutAKeyOrProjectOfItsOwn() throws Exception {
    assertThat(bind(Map.of("GEMINI_API_KEY", "k", "GOOGLE_API_KEY", "k"))).isEmpty();
  }

  @Test
  void isReachedWithAKey() throws Exception {
    var settings =
        bind(Map.of(
                "REELWRIGHT_GOOGLE_API_KEY", "k",
                "REELWRIGHT_GOOGLE_BASE_URL", "http://127.0.0.1:9911",
                "REELWRIGHT_GOOGLE_POLL_SECONDS", "0.5",
                "REELWRIGHT_GOOGLE_PRICES_GEMINI_3_PRO_IMAGE", "0.2"))
            .orElseThrow();

    assertThat(settings.access()).isInstanceOf(GoogleSettings.Access.Key.class);
    assertThat(settings.base()).isEqualTo(URI.create("http://127.0.0.1:9911"));
    assertThat(settings.pollInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.prices())
        .containsExactly(Map.entry("gemini-3-pro-image", new BigDecimal("0.2")));
    assertThat(settings.toString()).doesNotContain("=k");
  }

  @Test
  void isReachedThroughAProjectUnderTheOlderServersNames() throws Exception {
    var file = Files.writeString(home.resolve("account.json"), "{}");

    var settings =
        bind(Map.of(
                "VIDPIPE_GOOGLE_CLOUD__PROJECT_ID", "p1",
                "VIDPIPE_GOOGLE_CLOUD__LOCATION", "europe-west4",
                "VIDPIPE_PIPELINE__VIDEO_POLL_INTERVAL", "1",
                "VIDPIPE_PIPELINE__VIDEO_POLL_MAX", "40",
                "GOOGLE_APPLICATION_CREDENTIALS", file.toString()))
            .orElseThrow();

    assertThat(settings.access())
        .isEqualTo(new GoogleSettings.Access.Vertex("p1", "europe-west4", file));
    assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void saysWhatIsWrong() {
    var wrong =
        Map.of(
            "REELWRIGHT_GOOGLE_BASE_URL", "ftp://x",
            "REELWRIGHT_GOOGLE_POLL_SECONDS", "soon",
            "REELWRIGHT_GOOGLE_PRICES_GEMINI_2_5_PRO", "much",
            "REELWRIGHT_GOOGLE_PATIENCE_SECONDS", "0");
    wrong.forEach(
        (key, value) -> {
          var environment = new HashMap<>(Map.of("REELWRIGHT_GOOGLE_API_KEY", "k", key, value));
          assertThatThrownBy(() -> bind(environment)).hasMessageContaining(key);
        });
  }

  @Test
  void asksForCredentialsWhereVertexNeedsThem() {
    assertThatThrownBy(
            () -> bind(Map.of("REELWRIGHT_GOOGLE_PROJECT", "p1", "HOME", home.toString())))
        .hasMessageContaining("REELWRIGHT_GOOGLE_CREDENTIALS");
  }
}
