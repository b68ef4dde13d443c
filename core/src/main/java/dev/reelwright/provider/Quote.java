package dev.reelwright.provider;

import dev.reelwright.ledger.Money;

/// What a call would cost.
public sealed interface Quote {
  record Priced(Money amount) implements Quote {}

  /// It cannot be had at any price: the model is gone, say, and `why` names what to use instead.
  record Refused(String why) implements Quote {}

  /// No price is known, so the call is refused until the user states one.
  record Unpriced(String why) implements Quote {}
}
