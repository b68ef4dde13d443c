package dev.reelwright.library;

import java.lang.module.ModuleDescriptor.Version;
import java.time.Instant;
import java.util.Map;

/// A film's outline that is filled in from a prompt. A version is never changed once stored.
///
/// @param id chosen by its author, the same for all versions
/// @param version such as `1.2.0`; begins with a number
/// @param tags what it suits; JSON values only
/// @param constraints what plans made from it must keep; JSON values only
/// @param skeleton its shots and what they have in common; JSON values only
public record PlanTemplate(
    String id,
    String version,
    Map<String, Object> tags,
    Map<String, Object> constraints,
    Map<String, Object> skeleton,
    Instant createdAt) {
  public PlanTemplate {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a plan template needs an id");
    }
    Version.parse(version);
    tags = Map.copyOf(tags);
    constraints = Map.copyOf(constraints);
    skeleton = Map.copyOf(skeleton);
  }

  boolean isNewerThan(PlanTemplate other) {
    return Version.parse(version).compareTo(Version.parse(other.version)) > 0;
  }
}
