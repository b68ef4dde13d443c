package dev.reelwright.engine;

import dev.reelwright.store.Ids;

/// Identity of a step, a canonical lower-case UUID.
public record StepId(String value) {
  public StepId {
    Ids.requireUuid(value);
  }

  public static StepId fresh() {
    return new StepId(Ids.fresh());
  }

  @Override
  public String toString() {
    return value;
  }
}
