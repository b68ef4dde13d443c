package dev.reelwright.cli;

import dev.reelwright.project.ProjectId;
import dev.reelwright.wiring.ProjectLine;
import java.util.List;
import java.util.Locale;

/// Projects as people name them: by their id, or the beginning or end of it.
final class ProjectName {
  private static final int SHORTEST = 4;

  private ProjectName() {}

  /// @throws Failure when none or several have such a name
  static ProjectId find(List<ProjectLine> projects, String name) throws Failure {
    var wanted = name.toLowerCase(Locale.ROOT);
    var found =
        projects.stream().map(ProjectLine::id).filter(id -> fits(id.value(), wanted)).toList();
    if (found.isEmpty()) {
      throw Failure.usage("no-project", name);
    }
    if (found.size() > 1) {
      throw Failure.usage("many-projects", name, found.size());
    }
    return found.getFirst();
  }

  static boolean fits(String id, String wanted) {
    return id.equals(wanted)
        || (wanted.length() >= SHORTEST && (id.startsWith(wanted) || id.endsWith(wanted)));
  }
}
