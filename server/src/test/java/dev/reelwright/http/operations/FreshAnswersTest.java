package dev.reelwright.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.http.Wire;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FreshAnswersTest {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/health", "/api/health", "/api/v1/health"})
  void whatIsWatchedIsNeverTakenFromACache(String path) {
    assertThat(new Wire(port).get(path).header("Cache-Control")).isEqualTo("no-store");
  }
}
