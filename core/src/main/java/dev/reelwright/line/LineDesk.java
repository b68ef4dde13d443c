package dev.reelwright.line;

import dev.reelwright.desk.Act;
import dev.reelwright.desk.Refusal;
import dev.reelwright.event.EventStore;
import dev.reelwright.event.NewEvent;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.StoryboardStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Takes jobs into a line, and puts them back. Thread-safe.
public final class LineDesk {
  private final EventStore events;
  private final LineStore lines = new LineStore();
  private final ProjectStore projects = new ProjectStore();
  private final StoryboardStore storyboards = new StoryboardStore();
  private final InstantSource clock;

  public LineDesk(Database database, InstantSource clock) {
    this.events = new EventStore(database);
    this.clock = clock;
  }

  /// A new project at the end of a line.
  ///
  /// @param name see `LineJob`
  public Act<Project> order(
      Project project, Scene scene, List<Shot> shots, String line, String name) {
    return handle -> {
      projects.insert(handle, project);
      storyboards.insert(handle, List.of(scene), shots, clock.instant());
      events.append(
          handle,
          new NewEvent(
              clock.instant(),
              "project.created",
              project.owner(),
              project.id(),
              null,
              null,
              Map.of("surface", project.surface())));
      if (!lines.join(handle, line, name, project.id(), clock.instant())) {
        throw busy(name);
      }
      return project;
    };
  }

  /// Puts a job that is over back to the end of its line.
  ///
  /// @param mustBeDead whether only a dead one may go back
  public Act<LineJob> requeue(String owner, String line, ProjectId project, boolean mustBeDead) {
    return handle -> {
      var job =
          lines
              .find(handle, project)
              .filter(found -> found.line().equals(line))
              .filter(found -> !mustBeDead || found.state() == LineState.DEAD)
              .filter(
                  _ ->
                      projects
                          .find(handle, project)
                          .filter(found -> found.owner().equals(owner))
                          .isPresent())
              .orElseThrow(() -> Refusal.missing("job", project));
      if (!lines.rejoin(handle, job, clock.instant())) {
        throw busy(job.name());
      }
      events.append(
          handle,
          new NewEvent(clock.instant(), "job.requeued", owner, project, null, null, Map.of()));
      return lines.find(handle, project).orElseThrow();
    };
  }

  private static Refusal busy(String name) {
    return Refusal.conflict(
        "NAME_AT_WORK",
        "a job named %s is waiting or at work".formatted(name),
        "Wait until it is over, or choose another name.");
  }
}
