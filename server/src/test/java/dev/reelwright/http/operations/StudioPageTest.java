package dev.reelwright.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.http.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
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

  @Test
  void sendsScriptsPackedToWhoTakesThem() throws IOException {
    var path = "/studio/assets/packed-test.js";
    var packed = wire.send("GET", path, Map.of("Accept-Encoding", "br, gzip;q=0.8"), new byte[0]);
    var plain = wire.send("GET", path, Map.of(), new byte[0]);
    var refused = wire.send("GET", path, Map.of("Accept-Encoding", "gzip;q=0"), new byte[0]);

    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(packed.header("Cache-Control")).contains("immutable");
    assertThat(
            new String(
                new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
                StandardCharsets.UTF_8))
        .isEqualTo(plain.text());
    assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(wire.send("GET", path, Map.of("Host", "evil.example"), new byte[0]).status())
        .isNotEqualTo(200);
    assertThat(refused.text()).isEqualTo(plain.text());
  }
}
