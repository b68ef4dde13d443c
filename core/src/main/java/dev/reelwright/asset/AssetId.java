package dev.reelwright.asset;

import dev.reelwright.store.Ids;

/// Identity of an asset, a canonical lower-case UUID.
public record AssetId(String value) {
  public AssetId {
    Ids.requireUuid(value);
  }

  public static AssetId fresh() {
    return new AssetId(Ids.fresh());
  }

  @Override
  public String toString() {
    return value;
  }
}
