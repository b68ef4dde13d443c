package dev.reelwright.asset;

/// How an asset's bytes came to us.
public enum AssetOrigin {
  GENERATED,
  UPLOADED,
  FETCHED
}
