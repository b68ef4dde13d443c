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
/// @param oldKey the key before, or null
/// @param isConfigured whether it comes from the settings and goes with them
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
    Instant createdAt,
    @Nullable OldKey oldKey,
    boolean isConfigured) {
  /// One that was made by hand, and whose key was never changed.
  public Webhook(
      String id,
      String owner,
      @Nullable ProjectId projectId,
      String surface,
      String url,
      @Nullable SigningKey key,
      List<String> kinds,
      boolean isActive,
      Instant createdAt) {
    this(id, owner, projectId, surface, url, key, kinds, isActive, createdAt, null, false);
  }

  /// The key before this one, with which messages are still signed for a while.
  public record OldKey(SigningKey key, Instant until) {}

  public Webhook {
    Ids.requireUuid(id);
    kinds = List.copyOf(kinds);
  }

  /// A kind that ends in `.*` stands for all that begin so.
  boolean wants(String kind) {
    return kinds.isEmpty()
        || kinds.stream()
            .anyMatch(
                each ->
                    each.equals(kind)
                        || (each.endsWith(".*")
                            && kind.startsWith(each.substring(0, each.length() - 1))));
  }
}
