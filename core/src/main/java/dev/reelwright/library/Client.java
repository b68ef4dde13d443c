package dev.reelwright.library;

import dev.reelwright.store.Ids;
import java.time.Instant;
import java.util.Map;

/// Somebody for whom campaigns are made.
///
/// @param attributes description, home page, brand guidelines and the like; JSON values only
public record Client(
    String id,
    String owner,
    String name,
    Map<String, Object> attributes,
    Instant createdAt,
    Instant updatedAt) {
  public Client {
    Ids.requireUuid(id);
    attributes = Map.copyOf(attributes);
  }
}
