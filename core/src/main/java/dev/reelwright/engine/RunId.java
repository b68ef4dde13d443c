package dev.reelwright.engine;

import dev.reelwright.store.Ids;

/// Identity of a run, a canonical lower-case UUID.
public record RunId(String value) {
  public RunId {
    Ids.requireUuid(value);
  }

  public static RunId fresh() {
    return new RunId(Ids.fresh());
  }

  @Override
  public String toString() {
    return value;
  }
}
