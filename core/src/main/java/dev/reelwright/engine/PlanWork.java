package dev.reelwright.engine;

import dev.reelwright.project.Brief;
import dev.reelwright.project.Project;
import dev.reelwright.provider.PlannedStoryboard;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.StoryboardPlan;
import dev.reelwright.provider.StoryboardPlan.PlannedShot;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.storyboard.RawStoryboard;
import dev.reelwright.storyboard.Scene;
import dev.reelwright.storyboard.Shot;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Has the storyboard planned, or what is missing of it, and stores that whole or not at all.
/// Scenes and shots are numbered anew, and what exceeds the wished number of shots is cut.
final class PlanWork implements StepWork {
  // An answer that cannot be used is paid all the same.
  private static final int MAX_ANSWERS = 3;

  private final Stores stores;
  private final Casting casting;
  private final ProviderCalls calls;
  private final InstantSource clock;

  PlanWork(Stores stores, Casting casting, ProviderCalls calls, InstantSource clock) {
    this.stores = stores;
    this.casting = casting;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public Outcome carryOut(Assignment assignment) throws IOException, InterruptedException {
    var step = assignment.step();
    var project =
        stores
            .database()
            .read(handle -> stores.projects().find(handle, step.slot().projectId()))
            .orElseThrow(() -> new IllegalStateException("the project was removed"));
    var existing =
        stores.database().read(handle -> stores.storyboards().shots(handle, project.id())).stream()
            .filter(shot -> shot.alternate() == 0)
            .toList();
    while (true) {
      var inVain = answersInVain(step);
      var request =
          new StoryboardRequest(
              project.brief(),
              project.settings(),
              existing.stream().map(PlanWork::planned).toList(),
              inVain);
      var outcome =
          calls.order(
              assignment,
              Order.of(
                  casting.storyboarder(project),
                  request,
                  project.settings().seed(),
                  (plan, _) -> handle -> store(handle, project, existing.size(), plan)));
      if (!isUnusable(outcome) || inVain + 1 >= MAX_ANSWERS) {
        return outcome;
      }
    }
  }

  private int answersInVain(Step step) {
    return stores
        .database()
        .read(
            handle ->
                stores
                    .attempts()
                    .refusals(handle, step.id().value(), RejectionReason.UNUSABLE_ANSWER, ""));
  }

  private static boolean isUnusable(Outcome outcome) {
    return outcome instanceof Outcome.Failed(var error)
        && error.code().equals(RejectionReason.UNUSABLE_ANSWER.name());
  }

  private static PlannedShot planned(Shot shot) {
    return new PlannedShot(shot.length(), shot.texts(), shot.seed(), shot.extra());
  }

  private @Nullable String store(Handle handle, Project seen, int existing, StoryboardPlan plan) {
    var shots =
        stores.storyboards().shots(handle, seen.id()).stream()
            .filter(shot -> shot.alternate() == 0)
            .count();
    // A storyboard that somebody changed meanwhile is theirs; the plan comes too late.
    if (shots == existing) {
      var now = clock.instant();
      stores
          .projects()
          .find(handle, seen.id())
          .ifPresent(project -> title(handle, project, plan, now));
      insert(handle, seen, existing, plan, now);
    }
    return null;
  }

  private void title(Handle handle, Project project, StoryboardPlan plan, Instant now) {
    var brief = project.brief();
    var spoken =
        brief.language() != null
            ? brief
            : new Brief(
                brief.prompt(), brief.script(), plan.language(), brief.style(), brief.wishes());
    var planned =
        new Project(
            project.id(),
            project.owner(),
            project.surface(),
            project.recipe(),
            project.title().isBlank() ? plan.title() : project.title(),
            spoken,
            project.settings(),
            RawStoryboard.grown(project.storyboardRaw(), plan.raw()),
            project.forkedFrom(),
            project.revisionOf(),
            project.campaignId(),
            project.clientId(),
            project.priority(),
            project.wake(),
            project.version(),
            project.extra(),
            project.createdAt(),
            project.updatedAt());
    if (!stores.projects().update(handle, planned, now)) {
      throw new IllegalStateException("project " + project.id() + " was changed meanwhile");
    }
  }

  private void insert(
      Handle handle, Project project, int existing, StoryboardPlan plan, Instant now) {
    var wished = project.settings().shots();
    var room = wished == null ? Integer.MAX_VALUE : wished - existing;
    var place =
        stores.storyboards().scenes(handle, project.id()).stream()
                .mapToInt(Scene::position)
                .max()
                .orElse(-1)
            + 1;
    var planned = PlannedStoryboard.of(plan, project.id(), place, room);
    stores.storyboards().insert(handle, planned.scenes(), planned.shots(), now);
  }
}
