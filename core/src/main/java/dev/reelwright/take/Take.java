package dev.reelwright.take;

import dev.reelwright.asset.AssetId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One generated, inherited or uploaded candidate for a slot. Never changed once stored, but for
/// `selected` and `locked`.
///
/// @param digest of the inputs it was made from; finds takes to reuse and shows what is stale
/// @param params what else was sent, and measured facts such as `lengthMillis`; JSON values only
public record Take(
    TakeId id,
    Slot slot,
    InputDigest digest,
    AssetId assetId,
    String provider,
    String model,
    Map<String, Object> params,
    @Nullable Long seed,
    @Nullable String groupId,
    @Nullable String lane,
    TakeOrigin origin,
    boolean selected,
    boolean locked,
    @Nullable String runId,
    @Nullable String stepId,
    Instant createdAt) {
  public Take {
    params = Map.copyOf(params);
  }
}
