package dev.reelwright.library;

import dev.reelwright.store.Ids;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client's project of projects: its assets and the films made from them.
///
/// @param brief any JSON value, as it was given, or null
/// @param attributes goal, product page and the like; JSON values only
public record Campaign(
    String id,
    String owner,
    String clientId,
    String name,
    Status status,
    @Nullable Object brief,
    Map<String, Object> attributes,
    Instant createdAt,
    Instant updatedAt) {
  public Campaign {
    Ids.requireUuid(id);
    Ids.requireUuid(clientId);
    attributes = Map.copyOf(attributes);
  }

  /// Whether it is worked on.
  public enum Status {
    DRAFT,
    ACTIVE,
    ARCHIVED
  }
}
