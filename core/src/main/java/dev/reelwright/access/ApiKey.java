package dev.reelwright.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key as it is listed: everything but the key.
///
/// @param owner account whose projects it opens
/// @param lastUsedAt to the hour, or null when it was never used
/// @param expiresAt from when on it is no longer valid, or null for never
/// @param revokedAt when it was taken back, or null
public record ApiKey(
    String id,
    String owner,
    String name,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {
  public boolean isValid(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
