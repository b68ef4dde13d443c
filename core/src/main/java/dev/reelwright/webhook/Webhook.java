package dev.reelwright.webhook;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who wants to be told of events of an owner.
///
/// @param projectId the only project it is about, or null: all projects of the owner
/// @param surface in whose words messages are written
/// @param key signs the messages; null: they are not signed
/// @param kinds of events it is told of; empty: all
/// @param isActive false: it is told of nothing, and what is on its way waits
public record Webhook(
    String id,
    String owner,
    @Nullable ProjectId projectId,
    String surface,
    String url,
    @Nullable SigningKey key,
    List<String> kinds,
    boolean isActive,
    Instant createdAt) {
  public Webhook {
    Ids.requireUuid(id);
    kinds = List.copyOf(kinds);
  }

  boolean wants(String kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }
}
