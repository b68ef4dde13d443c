package dev.reelwright.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.http.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StudioPageTest {
  private static final Map<String, String> BROWSER = Map.of("Accept", "text/html,*/*;q=0.8");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(port);
  }

  @Test
  void everyAddressOfTheStudioLeadsToItsPage() {
    var home = wire.send("GET", "/", BROWSER, new byte[0]);
    var screen = wire.send("GET", "/studio/projects/1", BROWSER, new byte[0]);

    assertThat(home.status()).isEqualTo(200);
    assertThat(home.text()).contains("<title>Reelwright</title>");
    assertThat(screen.status()).isEqualTo(200);
    assertThat(screen.text()).contains("<title>Reelwright</title>");
    assertThat(wire.get("/studio/assets/missing.js").status()).isEqualTo(404);
    assertThat(wire.get("/").json().path("name").asText()).isEqualTo("Reelwright");
  }

  @Test
  void allowsNothingFromElsewhereAndNewStyleSheetsByNonceOnly() {
    var one = wire.send("GET", "/", BROWSER, new byte[0]).header("Content-Security-Policy");
    var other = wire.send("GET", "/", BROWSER, new byte[0]).header("Content-Security-Policy");

    assertThat(one)
        .startsWith("default-src 'self';")
        .contains("style-src 'self' 'nonce-")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(other).isNotEqualTo(one);
  }
}
