package dev.reelwright.http.orchestrate;

import dev.reelwright.project.ProjectId;

/// The queue outside the database in which jobs stand as well, if there is one. Thread-safe.
public interface JobQueue {
  /// Jobs stand in the database alone.
  JobQueue NONE =
      new JobQueue() {
        @Override
        public void demandReachable() {}

        @Override
        public void joined(ProjectId job) {}
      };

  /// @throws dev.reelwright.http.Problem 503 when nobody can join it now
  void demandReachable();

  /// A job was stored and waits.
  void joined(ProjectId job);
}
