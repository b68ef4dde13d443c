package dev.reelwright.provider;

import dev.reelwright.ledger.Money;
import dev.reelwright.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/// What the models of one provider cost: data beside the adapter, overridable by whoever pays. A
/// model without a price is refused; the price of another model is never taken for it.
///
/// @param source where the prices were read
/// @param asOf when they were read
/// @param models price by model
public record PriceList(String source, LocalDate asOf, Map<String, Price> models) {
  /// What a price is for.
  public enum Unit {
    CALL,
    IMAGE,
    SECOND,
    CHARACTER
  }

  /// @param amount for one unit
  public record Price(Unit unit, Money amount) {}

  /// The file's own shape.
  private record Listed(
      String source, String asOf, String currency, Map<String, ListedPrice> models) {}

  private record ListedPrice(String unit, String amount) {}

  public PriceList {
    models = Map.copyOf(models);
  }

  /// Reads `{"source", "asOf": "2026-11-01", "currency": "USD", "models": {"NAME": {"unit":
  /// "SECOND", "amount": "0.05"}}}`.
  ///
  /// @throws IllegalArgumentException when an amount, unit, date or currency cannot be one
  public static PriceList read(InputStream json) throws IOException {
    var listed = Json.read(new String(json.readAllBytes(), StandardCharsets.UTF_8), Listed.class);
    var currency = Currency.getInstance(listed.currency());
    var models = new HashMap<String, Price>();
    listed
        .models()
        .forEach(
            (name, price) ->
                models.put(
                    name,
                    new Price(
                        Unit.valueOf(price.unit()),
                        new Money(
                            new BigDecimal(price.amount()).movePointRight(6).longValueExact(),
                            currency))));
    return new PriceList(listed.source(), LocalDate.parse(listed.asOf()), models);
  }

  /// This list where the other one says nothing.
  public PriceList overriddenBy(PriceList stated) {
    var merged = new HashMap<>(models);
    merged.putAll(stated.models());
    return new PriceList(stated.source() + "; else " + source, stated.asOf(), merged);
  }

  /// @param units how many, in the unit of the model's price; parts are rounded up to a millionth
  public Quote quote(String model, BigDecimal units) {
    var price = models.get(model);
    if (price == null) {
      return new Quote.Unpriced(
          "no price is known for the model %s; state one in the price list (%s, %s)"
              .formatted(model, source, asOf));
    }
    var micros =
        BigDecimal.valueOf(price.amount().micros())
            .multiply(units)
            .setScale(0, RoundingMode.UP)
            .longValueExact();
    return new Quote.Priced(new Money(micros, price.amount().currency()));
  }
}
