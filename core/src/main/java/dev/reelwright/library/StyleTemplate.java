package dev.reelwright.library;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Ids;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A look that can be applied to shots.
///
/// @param projectId the project it was made for, or null
/// @param category free word such as `cinematic`
/// @param attributes model, negative prompt, parameters and the like; JSON values only
/// @param isPublic whether other owners see it
/// @param useCount how often it was used
public record StyleTemplate(
    String id,
    String owner,
    @Nullable ProjectId projectId,
    String name,
    String category,
    Map<String, Object> attributes,
    boolean isPublic,
    long useCount,
    Instant createdAt,
    Instant updatedAt) {
  public StyleTemplate {
    Ids.requireUuid(id);
    attributes = Map.copyOf(attributes);
  }
}
