package dev.reelwright.ledger;

import dev.reelwright.store.Ids;

/// Identity of one try of a provider call, a canonical lower-case UUID; also its idempotency key.
public record AttemptId(String value) {
  public AttemptId {
    Ids.requireUuid(value);
  }

  public static AttemptId fresh() {
    return new AttemptId(Ids.fresh());
  }

  @Override
  public String toString() {
    return value;
  }
}
