package dev.reelwright.provider.google;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reelwright.ledger.Money;
import dev.reelwright.provider.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a model, as `google/models.json` says it.
///
/// @param isGlobal whether Vertex offers it at the location `global` only
/// @param temperature whether it takes one; newer models do not
/// @param price null when none is known
/// @param aspects shapes it makes, `16:9`; empty for texts
/// @param conditionedBy models that draw after a reference picture in its stead, the first one that
///   still lives; empty when it does so itself
/// @param seconds lengths of clips it makes, rising
/// @param resolutions words it takes for the size of a clip, the smallest first; empty when it
///   takes none
/// @param fullHdSeconds the one length it makes in 1080p; 0 for any
/// @param lastFrame whether a clip can be told its last frame
/// @param rewriterCanBeOff whether it takes `enhancePrompt: false`
/// @param life by door; a door that is not named is closed to it
record GoogleModel(
    String name,
    Makes makes,
    Speaks speaks,
    @JsonProperty("global") boolean isGlobal,
    @Nullable Boolean temperature,
    @Nullable Price price,
    List<String> aspects,
    List<String> conditionedBy,
    List<Integer> seconds,
    List<String> resolutions,
    int fullHdSeconds,
    boolean lastFrame,
    boolean rewriterCanBeOff,
    Map<Door, Life> life) {
  enum Makes {
    STORYBOARD,
    IMAGE,
    VIDEO
  }

  enum Speaks {
    GENERATE_CONTENT,
    PREDICT,
    PREDICT_LONG_RUNNING,
    INTERACTIONS
  }

  enum Unit {
    CALL,
    SECOND
  }

  /// @param amount in US dollars, without sound of its own
  /// @param withSound the same with sound; null for a model that makes none
  /// @param source where it was read, and when
  record Price(Unit unit, String amount, @Nullable String withSound, String source) {}

  /// @param on when it is or was switched off, as far as the vendor says; null when unknown
  /// @param replacement what to use instead
  record Life(State state, @Nullable LocalDate on, @Nullable String replacement) {
    enum State {
      CURRENT,
      RETIRING,
      GONE
    }
  }

  GoogleModel {
    aspects = copy(aspects);
    conditionedBy = copy(conditionedBy);
    seconds = copy(seconds);
    resolutions = copy(resolutions);
    life = Map.copyOf(life);
  }

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  boolean takesTemperature() {
    return temperature == null || temperature;
  }

  boolean hasSound() {
    return price != null && price.withSound() != null;
  }

  /// Why it cannot be used through a door, with what to use instead.
  Optional<String> goneFrom(Door door) {
    var there = life.get(door);
    if (there != null && there.state() != Life.State.GONE) {
      return Optional.empty();
    }
    var since = there == null || there.on() == null ? "" : " since " + there.on();
    return Optional.of(
        "the model %s is not offered by %s%s%s"
            .formatted(name, door.spoken(), since, instead(there)));
  }

  /// What to say when a door does not know the model after all.
  String instead(Door door) {
    return instead(life.get(door));
  }

  private static String instead(@Nullable Life life) {
    return life == null || life.replacement() == null
        ? "; choose another model"
        : "; choose " + life.replacement() + " instead";
  }

  /// The price of so many units. What a user states stands for both, with and without sound.
  Quote quote(@Nullable BigDecimal stated, int units, boolean sound) {
    if (stated != null) {
      return new Quote.Priced(times(stated, units));
    }
    if (price == null) {
      return new Quote.Unpriced(
          "no price is known for the model %s; state one as GOOGLE_PRICES, or choose another model"
              .formatted(name));
    }
    var amount =
        sound ? Objects.requireNonNullElse(price.withSound(), price.amount()) : price.amount();
    return new Quote.Priced(times(new BigDecimal(amount), units));
  }

  private static Money times(BigDecimal dollars, int units) {
    var micros =
        dollars
            .multiply(BigDecimal.valueOf(units))
            .movePointRight(6)
            .setScale(0, RoundingMode.UP)
            .longValueExact();
    return new Money(micros, Money.USD);
  }

  /// The length it makes for a wished one: the next longer, or the longest.
  int seconds(long wishedMillis) {
    return seconds.stream()
        .filter(each -> each * 1000L >= wishedMillis)
        .findFirst()
        .orElseGet(seconds::getLast);
  }
}
