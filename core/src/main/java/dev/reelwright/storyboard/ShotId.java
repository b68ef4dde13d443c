package dev.reelwright.storyboard;

import dev.reelwright.store.Ids;

/// Identity of a shot, a canonical lower-case UUID.
public record ShotId(String value) {
  public ShotId {
    Ids.requireUuid(value);
  }

  public static ShotId fresh() {
    return new ShotId(Ids.fresh());
  }

  @Override
  public String toString() {
    return value;
  }
}
