package dev.reelwright.event;

import dev.reelwright.project.ProjectId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that changed hands, before it has its place in the history.
///
/// @param kind a stable word such as `take.selected`
/// @param data ids and numbers that belong to it; JSON values only, never prompts or keys
public record NewEvent(
    Instant at,
    String kind,
    @Nullable String owner,
    @Nullable ProjectId projectId,
    @Nullable String runId,
    @Nullable String stepId,
    Map<String, Object> data) {
  public NewEvent {
    data = Map.copyOf(data);
  }
}
