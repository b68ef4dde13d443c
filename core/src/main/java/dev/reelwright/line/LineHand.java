package dev.reelwright.line;

import dev.reelwright.project.ProjectId;
import java.util.Optional;

/// Who says whose turn it is. The database does, unless a queue outside is asked.
public interface LineHand {
  /// The job whose turn it is, or nothing. It may be asked for again until it is taken.
  Optional<ProjectId> next();

  /// A job that `next` named is over, or was none.
  default void over(ProjectId project) {}
}
