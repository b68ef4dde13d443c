package dev.reelwright.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody looks at before a film is ordered: what it would come to, who could make it, how
/// it would sound.
@QuarkusTest
class ProvidersApiTest {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Api api;

  @BeforeEach
  void connect() {
    api = new Api(port);
  }

  @Test
  void saysWhatAnOrderWouldComeToAndStoresNothing() {
    var before = api.get("/api/studio/projects?limit=1").text();

    var quoted = api.post("/api/studio/quote", Map.of("prompt", "A lamp flares. A ship turns."));

    assertThat(quoted.status()).as(quoted.text()).isEqualTo(200);
    assertThat(quoted.json().path("shots").asInt()).isEqualTo(2);
    assertThat(quoted.json().path("lengthMillis").asLong()).isPositive();
    var lines = quoted.json().at("/quote/lines");
    assertThat(lines).anySatisfy(line -> assertThat(line.path("kind").asText()).isEqualTo("plan"));
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.path("kind").asText()).isEqualTo("clip");
              assertThat(line.path("count").asInt()).isEqualTo(2);
            });
    assertThat(api.get("/api/studio/projects?limit=1").text()).isEqualTo(before);
  }

  @Test
  void saysWhyAModelHasNoPrice() {
    var quoted =
        api.post(
            "/api/studio/quote",
            Map.of(
                "prompt",
                "A lamp flares.",
                "settings",
                Map.of(
                    "models",
                    Map.of("end_frame", Map.of("provider", "fake", "model", "missing")))));

    assertThat(quoted.status()).as(quoted.text()).isEqualTo(200);
    assertThat(quoted.json().at("/quote/complete").asBoolean()).isFalse();
    assertThat(quoted.json().at("/quote/lines"))
        .anySatisfy(
            line -> {
              assertThat(line.path("kind").asText()).isEqualTo("frame");
              assertThat(line.path("amount").isNull()).isTrue();
              assertThat(line.path("why").asText()).contains("no such provider");
            });
  }

  @Test
  void quotesNothingForNothing() {
    assertThat(api.post("/api/studio/quote", Map.of("prompt", "  ")).status()).isEqualTo(422);
    assertThat(api.post("/api/studio/quote", Map.of()).status()).isEqualTo(422);
    assertThat(
            api.post(
                    "/api/studio/quote",
                    Map.of("prompt", "A lamp.", "settings", Map.of("shots", 0)))
                .status())
        .isEqualTo(422);
  }

  @Test
  void listsWhoCanMakeWhatAtWhichPrice() {
    var providers = api.get("/api/studio/providers");

    assertThat(providers.status()).as(providers.text()).isEqualTo(200);
    var fake = providers.json().path(0);
    assertThat(fake.path("name").asText()).isEqualTo("fake");
    assertThat(fake.path("ready").asBoolean()).isTrue();
    assertThat(fake.path("offers"))
        .extracting(offer -> offer.path("craft").asText())
        .containsExactlyElementsOf(List.of("storyboard", "image", "video", "speech", "music"));
    assertThat(fake.at("/offers/1/price/amount").asText()).isNotEmpty();
  }

  @Test
  void asksAProviderWhetherItWorks() {
    var answer = api.post("/api/studio/providers/fake/check", Map.of());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("works").asBoolean()).isTrue();
    assertThat(answer.json().path("message").asText()).isEqualTo("The fake answers.");
    assertThat(api.post("/api/studio/providers/nobody/check", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void letsPeopleHearTheVoice() {
    var spoken = api.get("/api/studio/voice?language=en");

    assertThat(spoken.status()).as(spoken.text()).isEqualTo(200);
    assertThat(spoken.header("Content-Type")).isEqualTo("audio/wav");
    assertThat(spoken.response().body()).isNotEmpty();
    assertThat(api.get("/api/studio/voice?language=%00").status()).isEqualTo(422);
    assertThat(api.get("/api/studio/voice?text=" + "a".repeat(201)).status()).isEqualTo(422);
    assertThat(api.get("/api/studio/voice?language=xx").json().path("code").asText())
        .isEqualTo("NO_VOICE");
  }
}
