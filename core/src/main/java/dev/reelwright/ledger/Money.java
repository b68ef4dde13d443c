package dev.reelwright.ledger;

import java.math.BigDecimal;
import java.util.Currency;

/// An amount of money in millionths of a currency unit. Amounts of different currencies are never
/// mixed.
///
/// @param micros millionths of a unit; negative amounts do not occur
public record Money(long micros, Currency currency) {
  public static final Currency USD = Currency.getInstance("USD");

  public Money {
    if (micros < 0) {
      throw new IllegalArgumentException("negative amount: " + micros + " " + currency);
    }
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /// US dollars from a decimal text such as `0.15`.
  ///
  /// @throws ArithmeticException when it is finer than a millionth
  public static Money usd(String amount) {
    return new Money(new BigDecimal(amount).movePointRight(6).longValueExact(), USD);
  }

  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(Math.addExact(micros, other.micros), currency);
  }

  /// @param count 0 or more
  public Money times(long count) {
    return new Money(Math.multiplyExact(micros, count), currency);
  }

  public boolean isZero() {
    return micros == 0;
  }

  /// The exact decimal amount of currency units.
  public BigDecimal amount() {
    return BigDecimal.valueOf(micros, 6);
  }
}
