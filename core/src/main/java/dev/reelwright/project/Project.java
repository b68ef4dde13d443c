package dev.reelwright.project;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A production: what was asked for and how it is to be made. Its state is that of its newest run.
///
/// @param owner whose money and whose takes; `local` for the only user of one machine
/// @param surface through which door it came: `cli`, `studio`, `pipeline` …
/// @param recipe name of the recipe that says what is missing
/// @param storyboardRaw the storyboarder's whole answer as JSON, or null before planning
/// @param wake counts reasons for the director to look again
/// @param version raised by each change of the user; the ETag of the project
/// @param extra what the surface must give back and we give no meaning to; JSON values only
public record Project(
    ProjectId id,
    String owner,
    String surface,
    String recipe,
    String title,
    Brief brief,
    ProjectSettings settings,
    @Nullable String storyboardRaw,
    @Nullable ProjectId forkedFrom,
    @Nullable ProjectId revisionOf,
    @Nullable String campaignId,
    @Nullable String clientId,
    int priority,
    long wake,
    long version,
    Map<String, Object> extra,
    Instant createdAt,
    Instant updatedAt) {
  public Project {
    extra = Map.copyOf(extra);
  }
}
