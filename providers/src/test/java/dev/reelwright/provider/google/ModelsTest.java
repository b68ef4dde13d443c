package dev.reelwright.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Quote;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
  private static final URI ELSEWHERE = URI.create("http://127.0.0.1:9");

  private static GoogleStudio studio(GoogleSettings settings) {
    return new GoogleStudio(settings, InstantSource.system());
  }

  @Test
  void saysOfEveryModelThatIsGoneWhatToUseInsteadAndThatLives() {
    var models = GoogleModels.bundled();

    for (var door : Door.values()) {
      for (var model : models.all()) {
        model
            .goneFrom(door)
            .ifPresent(
                why -> {
                  var instead =
                      java.util.Objects.requireNonNull(model.life().get(door)).replacement();
                  assertThat(instead).as(model.name()).isNotNull();
                  assertThat(why).contains(model.name(), instead);
                  assertThat(models.find(instead, model.makes()).orElseThrow().goneFrom(door))
                      .isEmpty();
                });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "veo-2.0-generate-001",
        "veo-3.0-generate-001",
        "veo-3.0-fast-generate-001",
        "veo-3.1-generate-preview",
        "veo-3.1-generate-001",
        "veo-3.1-fast-generate-preview",
        "veo-3.1-fast-generate-001"
      })
  void refusesVeoAtTheDoorOfTheKeyBeforeAnythingIsHeld(String model) {
    var quote =
        studio(Orders.byKey(null))
            .videos(Orders.model(model))
            .orElseThrow()
            .quote(Orders.clip(null, null, 6000, true));

    assertThat(quote)
        .isInstanceOfSatisfying(
            Quote.Refused.class,
            refused -> assertThat(refused.why()).contains("gemini-omni-1.1-flash"));
  }

  @Test
  void refusesImagenAtTheDoorOfTheKeyButNotAtVertex() {
    var model = Orders.model("imagen-4.0-fast-generate-001");

    assertThat(studio(Orders.byKey(null)).images(model).orElseThrow().quote(Orders.picture(null)))
        .isInstanceOf(Quote.Refused.class);
    assertThat(
            studio(Orders.byVertex(null, null))
                .images(model)
                .orElseThrow()
                .quote(Orders.picture(null)))
        .isEqualTo(new Quote.Priced(Money.usd("0.02")));
  }

  @ParameterizedTest
  @CsvSource({
    "veo-2.0-generate-001, 5000, true, 1.75", "veo-3.0-generate-001, 8000, false, 3.20",
    "veo-3.1-fast-generate-001, 6000, false, 0.60", "veo-3.1-fast-generate-001, 6000, true, 0.90",
    "veo-3.1-fast-generate-001, 4500, true, 0.90", "veo-3.1-fast-generate-001, 30000, true, 1.20"
  })
  void pricesAClipByTheSecondsThatAreMade(
      String model, long millis, boolean sound, String dollars) {
    var quote =
        studio(Orders.byKey(ELSEWHERE))
            .videos(Orders.model(model))
            .orElseThrow()
            .quote(Orders.clip(null, null, millis, sound));

    assertThat(quote).isEqualTo(new Quote.Priced(Money.usd(dollars)));
  }

  @Test
  void asksForAPriceWhereNoneIsKnownAndTakesTheUsers() {
    var model = Orders.model("gemini-3-pro-image");

    assertThat(studio(Orders.byKey(null)).images(model).orElseThrow().quote(Orders.picture(null)))
        .isInstanceOf(Quote.Unpriced.class);
    assertThat(
            studio(Orders.withPrice("gemini-3-pro-image", "0.2"))
                .images(model)
                .orElseThrow()
                .quote(Orders.picture(null)))
        .isEqualTo(new Quote.Priced(Money.usd("0.2")));
  }

  @Test
  void knowsNoOtherProvidersModelsAndNoneForAnotherUse() {
    var studio = studio(Orders.byKey(null));

    assertThat(studio.videos(Orders.model("gemini-2.5-flash"))).isEmpty();
    assertThat(studio.videos(Orders.model("veo-9"))).isEmpty();
    assertThat(
            studio.videos(
                new dev.reelwright.project.ModelChoice("builtin", "veo-3.1-generate-001")))
        .isEmpty();
    assertThat(studio.speech(Orders.model("gemini-2.5-flash"))).isEmpty();
  }
}
