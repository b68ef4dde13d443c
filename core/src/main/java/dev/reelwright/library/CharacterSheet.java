package dev.reelwright.library;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Ids;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody who appears in shots, and how they look.
///
/// @param projectId the project it was made for, or null
/// @param attributes description, reference pictures, trigger words and the like; JSON values only
public record CharacterSheet(
    String id,
    String owner,
    @Nullable ProjectId projectId,
    String name,
    Map<String, Object> attributes,
    Instant createdAt,
    Instant updatedAt) {
  public CharacterSheet {
    Ids.requireUuid(id);
    attributes = Map.copyOf(attributes);
  }
}
