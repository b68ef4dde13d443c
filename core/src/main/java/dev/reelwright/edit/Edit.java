package dev.reelwright.edit;

import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Ids;
import java.time.Instant;
import java.util.Map;

/// One decision; there is at most one of a kind about a subject.
///
/// @param subject id of the shot or cue it is about
/// @param value what was decided; JSON values only
/// @param version 0 for what was never stored, then raised by each change
public record Edit(
    String id,
    ProjectId projectId,
    String subject,
    EditKind kind,
    Map<String, Object> value,
    long version,
    Instant createdAt,
    Instant updatedAt) {
  public Edit {
    Ids.requireUuid(id);
    if (version < 0) {
      throw new IllegalArgumentException("negative version of edit " + id + ": " + version);
    }
    value = Map.copyOf(value);
  }

  /// A decision that is not stored yet.
  public static Edit fresh(
      ProjectId project, String subject, EditKind kind, Map<String, Object> value, Instant now) {
    return new Edit(Ids.fresh(), project, subject, kind, value, 0, now, now);
  }

  /// The same decision with another outcome.
  public Edit withValue(Map<String, Object> changed) {
    return new Edit(id, projectId, subject, kind, changed, version, createdAt, updatedAt);
  }
}
