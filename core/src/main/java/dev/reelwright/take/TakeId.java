package dev.reelwright.take;

import dev.reelwright.store.Ids;

/// Identity of a take, a canonical lower-case UUID.
public record TakeId(String value) {
  public TakeId {
    Ids.requireUuid(value);
  }

  public static TakeId fresh() {
    return new TakeId(Ids.fresh());
  }

  @Override
  public String toString() {
    return value;
  }
}
