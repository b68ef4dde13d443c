package dev.reelwright.ledger;

/// How a try of a provider call stands.
public enum AttemptState {
  /// Written down, not known to be sent.
  INTENT,
  /// The provider works on it.
  ACCEPTED,
  /// The result is stored and the charge booked.
  BOOKED,
  /// The provider said no, or ended without a result.
  REJECTED,
  /// Sent perhaps; nobody saw the answer. It may have cost its quote.
  UNKNOWN,
  /// Given up by a decision, counted as a possible payment.
  LOST,
  /// Ended on request; the provider confirmed that nothing more is charged.
  CANCELLED;

  /// Whether something may still come of it.
  public boolean isOpen() {
    return this == INTENT || this == ACCEPTED || this == UNKNOWN;
  }
}
